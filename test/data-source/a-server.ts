import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SelfSigned } from './a-certificate.ts';

/** A request as a server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The connection's number, from 1 on. */
  readonly connection: number;
}

/** A server on this machine, until the test ends. */
export interface AServer {
  readonly port: number;
  readonly seen: readonly SeenRequest[];
}

/** Answers one request. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** An answer with a JSON text. */
export function json(text: string, status = 200): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

/** Starts a server that takes each request in and then answers it; over TLS where there is a certificate. */
export async function aServer(answer: Answer, certificate?: SelfSigned): Promise<AServer> {
  const seen: SeenRequest[] = [];
  const connections: Socket[] = [];
  const listener: RequestListener = async (request, response) => {
    if (!connections.includes(request.socket)) connections.push(request.socket);
    const body = (await request.toArray()).join('');
    const { method = '', url = '', headers, socket } = request;
    const one = { method, url, headers, body, connection: connections.indexOf(socket) + 1 };
    seen.push(one);
    answer(response, one);
  };
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  onTestFinished(() => server.closeAllConnections());
  return { port: await listening(server), seen };
}

/** Starts a server that speaks no HTTP by itself. Returns its port. */
export async function aRawServer(connected: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    connected(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return listening(server);
}

/** A port of this machine where nothing listens. */
export async function aClosedPort(): Promise<number> {
  const server = createNetServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Lets a server listen on a free port of this machine until the test ends. Returns the port. */
export async function listening(server: Server | NetServer): Promise<number> {
  onTestFinished(() => {
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return portOf(server);
}

/** A server that listens on a port has such an address; only one on a pipe has a text. */
function portOf(server: Server | NetServer): number {
  return (server.address() as AddressInfo).port;
}
