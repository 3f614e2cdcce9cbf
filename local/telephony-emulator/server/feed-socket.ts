import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isOwnRequest } from './browser-guard.ts';
import type { CallFeed } from './call-feed.ts';
import { FEED_BACKLOG_BYTES_MAX, FEED_CLIENTS_MAX, FEED_PING_MS } from './limits.ts';
import type { Line } from './options.ts';
import type { Switchboard } from './switchboard.ts';
import type { FeedMessage } from './views.ts';

/** Where the page's socket is. */
const FEED_PATH = '/emulator/feed';

/** Bytes of one message from the page, which has nothing to say. */
const PAYLOAD_BYTES_MAX = 1_024;

/** What the socket works with. */
export interface FeedSocketOptions {
  readonly server: Server;
  readonly feed: CallFeed;
  readonly switchboard: Switchboard;
  readonly lines: readonly Line[];
  readonly allowedHosts: readonly string[];
}

/** Serves the page's live feed; the function that this returns ends it. */
export function serveFeed(options: FeedSocketOptions): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: PAYLOAD_BYTES_MAX });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = refusalOf(request, sockets.clients.size, options.allowedHosts);
    if (status === undefined) sockets.handleUpgrade(request, socket, head, (client) => serveClient(client, options));
    else refuse(socket, status);
  };
  options.server.on('upgrade', onUpgrade);
  return () => {
    options.server.off('upgrade', onUpgrade);
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

function refusalOf(request: IncomingMessage, clients: number, allowedHosts: readonly string[]): string | undefined {
  const { host, origin } = request.headers;
  // The socket tells everything that is said in every call: only the emulator's own page and what is no browser may listen.
  if (!isOwnRequest({ host, origin, fetchSite: undefined }, allowedHosts)) return '403 Forbidden';
  if (request.url?.split('?')[0] !== FEED_PATH) return '404 Not Found';
  return clients >= FEED_CLIENTS_MAX ? '503 Service Unavailable' : undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serveClient(client: WebSocket, { feed, switchboard, lines }: FeedSocketOptions): void {
  const send = (message: FeedMessage): void => {
    // A page that does not read is let go: it connects again and gets a new snapshot.
    if (client.bufferedAmount > FEED_BACKLOG_BYTES_MAX) client.terminate();
    else client.send(JSON.stringify(message));
  };
  send({ type: 'snapshot', lines, calls: switchboard.calls().map((call) => call.view()), log: feed.log });
  const stopListening = feed.listen(send);
  const stopPinging = keepAlive(client);
  client.on('error', () => client.terminate());
  client.on('close', () => {
    stopListening();
    stopPinging();
  });
}

function keepAlive(client: WebSocket): () => void {
  let alive = true;
  client.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (alive) client.ping();
    else client.terminate();
    alive = false;
  }, FEED_PING_MS);
  return () => clearInterval(timer);
}
