/** Something that happens once, just before or just after one request to a port; it may throw what the port would. */
export type Interruption = () => void | Promise<void>;

/** Where an instance may be interrupted, and what it asked so far. */
export interface Interruptions {
  /** The next request of this name (as `calls.replace`) is preceded by this. */
  before(request: string, interruption: Interruption): void;
  /** The next request of this name is carried out, and then this happens. */
  after(request: string, interruption: Interruption): void;
  /** The instance dies instead of its nth request from now on, counted from 0. */
  diesAtRequest(count: number): void;
  /** The names of all requests so far. */
  readonly requests: readonly string[];
  /** The port, interruptible. */
  around<Port extends object>(name: string, port: Port): Port;
}

/** What a dead instance meets wherever it goes. */
export class InstanceDied extends Error {
  override readonly name = 'InstanceDied';
}

/** No interruptions yet. */
export function createInterruptions(): Interruptions {
  const waiting = new Map<string, Interruption[]>();
  const requests: string[] = [];
  let livesFor = Number.POSITIVE_INFINITY;
  const wait = (moment: string, interruption: Interruption) => {
    waiting.set(moment, [...(waiting.get(moment) ?? []), interruption]);
  };
  const begin = (request: string) => {
    if (livesFor <= 0) throw new InstanceDied('The instance is dead.');
    livesFor--;
    requests.push(request);
    return waiting.get(`before ${request}`)?.shift()?.();
  };
  return {
    before: (request, interruption) => wait(`before ${request}`, interruption),
    after: (request, interruption) => wait(`after ${request}`, interruption),
    diesAtRequest: (count) => {
      livesFor = count;
    },
    requests,
    around: (name, port) =>
      new Proxy(port, {
        get: (target, property) => {
          const method: unknown = Reflect.get(target, property);
          if (typeof method !== 'function') return method;
          const request = `${name}.${String(property)}`;
          return async (...parameters: unknown[]) => {
            await begin(request);
            const result: unknown = await Reflect.apply(method, target, parameters);
            await waiting.get(`after ${request}`)?.shift()?.();
            return result;
          };
        },
      }),
  };
}
