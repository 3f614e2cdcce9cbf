import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { CallView, FeedMessage, Line, LogEntry } from '../../local/phone/src/emulator-messages.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A request that the page made, as `POST /emulator/calls {"from":...}`. */
export type SeenRequest = { path: string; body: unknown };

/** Starts the stand-in on a free port. */
export async function startFakeEmulator(phoneDirectory: string, lines: Line[]): Promise<FakeEmulator> {
  const emulator = new FakeEmulator(phoneDirectory, lines);
  await emulator.listen();
  return emulator;
}

/**
 * A stand-in for the telephony emulator: it serves the page and the feed, and does exactly what the test tells it. There is one
 * call at a time: `call-1`, then `call-2`.
 */
export class FakeEmulator {
  /** What the page asked for, oldest first. */
  readonly requests: SeenRequest[] = [];
  readonly #phoneDirectory: string;
  readonly #lines: Line[];
  readonly #log: LogEntry[] = [];
  readonly #server = createServer((request, response) => void this.#receive(request, response));
  readonly #feeds = new WebSocketServer({ server: this.#server, path: '/emulator/feed' });
  #call: CallView | undefined;
  #callsPlaced = 0;
  #refusal: string | undefined;

  constructor(phoneDirectory: string, lines: Line[]) {
    this.#phoneDirectory = phoneDirectory;
    this.#lines = lines;
    this.#feeds.on('connection', (socket) => {
      const calls = this.#call === undefined ? [] : [this.#call];
      const snapshot: FeedMessage = { type: 'snapshot', lines: this.#lines, calls, log: this.#log };
      socket.send(JSON.stringify(snapshot));
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    // A server that listens on TCP has an address of this kind.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** Changes the one call and tells the page. */
  update(change: Partial<CallView>): void {
    if (this.#call === undefined) throw new Error('No call has been placed.');
    this.#call = { ...this.#call, ...change };
    this.#tell({ type: 'call', call: this.#call });
  }

  /** Adds to the running list and tells the page. */
  log(entry: Pick<LogEntry, 'direction' | 'what' | 'detail'>): void {
    const whole = { ...entry, id: this.#log.length + 1, at: new Date().toISOString(), callId: this.#call?.id ?? '' };
    this.#log.push(whole);
    this.#tell({ type: 'log', entry: whole });
  }

  /** A call comes in that the page did not place. */
  placeElsewhere(from: string, to: string): void {
    this.#call = this.#placedCall({ from, to });
    this.#tell({ type: 'call', call: this.#call });
  }

  /** The next request is refused with this sentence. */
  refuseNext(message: string): void {
    this.#refusal = message;
  }

  /** Breaks every feed; pages come back by themselves. */
  dropFeeds(): void {
    for (const client of this.#feeds.clients) client.terminate();
  }

  async close(): Promise<void> {
    this.dropFeeds();
    this.#feeds.close();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (request.method !== 'POST') return serveFile(this.#phoneDirectory, path, response);
    const body: unknown = JSON.parse(await bodyOf(request));
    this.requests.push({ path, body });
    if (this.#refusal !== undefined) {
      reply(response, 409, { error: { message: this.#refusal } });
      this.#refusal = undefined;
      return;
    }
    if (path !== '/emulator/calls') return reply(response, 200, {});
    this.#call = this.#placedCall(body);
    reply(response, 201, { id: this.#call.id, state: this.#call.state });
    this.#tell({ type: 'call', call: this.#call });
  }

  #placedCall(body: unknown): CallView {
    this.#callsPlaced += 1;
    return placedCall(`call-${this.#callsPlaced}`, body);
  }

  #tell(message: FeedMessage): void {
    for (const client of this.#feeds.clients) client.send(JSON.stringify(message));
  }
}

function placedCall(id: string, body: unknown): CallView {
  const { from, to } = body as { from: string; to: string }; // The page wrote it; the test compares it.
  return {
    id,
    from,
    to,
    state: 'ringing',
    startedAt: new Date().toISOString(),
    legs: [{ id: 'caller', role: 'caller', number: from, state: 'ringing' }],
    listening: false,
    listeningForSpeech: false,
    heard: [],
    said: [],
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function serveFile(directory: string, path: string, response: ServerResponse): Promise<void> {
  const file = join(directory, normalize(path === '/' ? '/index.html' : path));
  try {
    const content = await readFile(file);
    response
      .writeHead(200, { 'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    reply(response, 404, { error: { code: 'notFound', message: `There is no ${path}.` } });
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
