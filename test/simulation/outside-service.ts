import type { HttpRequest, HttpResult } from '../../src/calls/ports/http-client.ts';
import type { History } from './history.ts';

/** What became of the requests to one address. */
export interface Requested {
  /** Requests that may have had an effect, as far as the app can know. */
  sent: number;
  effects: number;
  readonly keys: Set<string>;
}

/** The service that flows send requests to: counts what it did, and does once what bears the same key. */
export interface OutsideService {
  /** Notes that a request leaves the app, from where on it may have an effect. */
  leaves(request: HttpRequest): void;
  /** Takes a request and does it now. */
  act(request: HttpRequest): HttpResult;
}

/** A service that has every answer. */
export function createOutsideService(history: History): OutsideService {
  const answered = new Map<string, HttpResult>();
  return {
    leaves: (request) => {
      const { sent, keys } = requestedOf(history, request);
      const { method, idempotencyKey } = request;
      if (idempotencyKey !== undefined) keys.add(idempotencyKey);
      if (method === 'POST' && idempotencyKey === undefined && sent > 0)
        history.broken.push(`${addressOf(request)} was sent again, which may have had its effect`);
      requestedOf(history, request).sent++;
    },
    act: (request) => {
      const { idempotencyKey } = request;
      const known = idempotencyKey === undefined ? undefined : answered.get(idempotencyKey);
      if (known !== undefined) return known;
      requestedOf(history, request).effects++;
      const result: HttpResult = { type: 'answered', status: 200, body: { status: 'ready' } };
      if (idempotencyKey !== undefined) answered.set(idempotencyKey, result);
      return result;
    },
  };
}

function requestedOf(history: History, request: HttpRequest): Requested {
  const address = addressOf(request);
  const known = history.requests.get(address) ?? { sent: 0, effects: 0, keys: new Set() };
  history.requests.set(address, known);
  return known;
}

/** What is asked for, without what a caller typed. */
function addressOf({ method, url }: HttpRequest): string {
  return `${method} ${new URL(url).pathname}`;
}
