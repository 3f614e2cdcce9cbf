import { createServer, type IncomingMessage } from 'node:http';
import { closeServer, listen } from '../../local/telephony-emulator/server/http-server.ts';

/** A request that the service has got. */
export interface OrderRequest {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
}

/** The service of somebody else that a flow places orders with. */
export interface OrderService {
  /** `http://localhost:<port>`, as a list of allowed hosts has it. */
  readonly origin: string;
  readonly requests: readonly OrderRequest[];
  /** Answers what waits for an answer, and from now on everything at once. */
  answer(): void;
  close(): Promise<void>;
}

/** Starts one on a free port; it answers every order with the same number, but not before it is told to. */
export async function anOrderService(number: string): Promise<OrderService> {
  const requests: OrderRequest[] = [];
  const told = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await textOf(request));
    const key = request.headers['idempotency-key'];
    const { method = '', url: path = '' } = request;
    requests.push({ method, path, idempotencyKey: Array.isArray(key) ? key[0] : key, body });
    await told.promise;
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ number }));
  });
  const port = await listen(server, 0, 'localhost');
  return { origin: `http://localhost:${port}`, requests, answer: told.resolve, close: () => closeServer(server) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
