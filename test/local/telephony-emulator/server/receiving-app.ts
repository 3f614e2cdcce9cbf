import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listen } from '../../../../local/telephony-emulator/server/http-server.ts';

/** An event as it arrived at the webhook. */
export interface ArrivedEvent {
  id: string;
  type: string;
  time: string;
  subject: string;
  source: string;
  data: Record<string, unknown>;
}

/** One POST to the webhook. */
export interface ArrivedPost {
  path: string;
  authorization: string | undefined;
  events: ArrivedEvent[];
}

/** The other side in these tests: Event Grid's handshake, incoming calls and webhooks, all kept as they came. */
export interface ReceivingApp {
  readonly url: string;
  readonly incomingCallUrl: string;
  readonly incomingCalls: Record<string, unknown>[];
  readonly posts: ArrivedPost[];
  /** Statuses for the next posts, one each; then 200 again. */
  readonly statuses: number[];
  /** Names of the events that have arrived, in order, without repeats of an id. */
  names(): string[];
  /** The first event of a name that comes after those already taken. */
  event(name: string): Promise<ArrivedEvent>;
  close(): Promise<void>;
}

/** Starts it, on a free port unless one is given. */
export async function aReceivingApp(onPort = 0): Promise<ReceivingApp> {
  const incomingCalls: Record<string, unknown>[] = [];
  const posts: ArrivedPost[] = [];
  const statuses: number[] = [];
  const taken = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    // The emulator of this test sends nothing else.
    const events = JSON.parse(body) as ArrivedEvent[];
    if (request.headers['aeg-event-type'] === 'SubscriptionValidation') {
      response.end(JSON.stringify({ validationResponse: events[0]?.data.validationCode }));
      return;
    }
    response.statusCode = statuses.shift() ?? 200;
    response.end();
    if (request.headers['aeg-event-type'] === 'Notification') incomingCalls.push({ ...events[0]?.data });
    else posts.push({ path: request.url ?? '', authorization: request.headers.authorization, events });
  });
  const port = await listen(server, onPort, '127.0.0.1');
  const events = () => posts.flatMap((post) => post.events);
  const nameOf = (event: ArrivedEvent) => event.type.replace('Microsoft.Communication.', '');
  return {
    url: `http://127.0.0.1:${port}`,
    incomingCallUrl: `http://127.0.0.1:${port}/incoming`,
    incomingCalls,
    posts,
    statuses,
    names: () => [...new Map(events().map((event) => [event.id, nameOf(event)])).values()],
    event: async (name) => {
      const found = await eventually(() => events().find((event) => nameOf(event) === name && !taken.has(event.id)));
      taken.add(found.id);
      return found;
    },
    close: () => closeServer(server),
  };
}

/** Asks again until there is an answer, for ten seconds at most. */
export async function eventually<T>(ask: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  const endMs = Date.now() + 10_000;
  while (Date.now() < endMs) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await wait(5);
  }
  throw new Error('It did not happen within ten seconds.');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
