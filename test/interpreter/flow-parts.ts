import { aFlow } from './a-program.ts';

const say = { type: 'play', prompt: 'Hello.', next: 'bye' };
const collect = { type: 'collect', into: 'pin', digits: { min: 1, max: 2 }, prompt: 'Pin.', next: 'bye' };
const variables = { pin: { type: 'text' }, count: { type: 'integer' } };
const branch = { type: 'branch', cases: [{ if: 'count > 1', next: 'bye' }], else: 'bye' };
const menu = { type: 'menu', prompt: 'Menu.', options: [{ key: '1', next: 'bye' }] };

/** Parts of flows that are right. */
export { branch, collect, menu, say, variables };

/** A document that is wrong, and the place where it is. */
export interface WrongFlow {
  readonly name: string;
  readonly flow: unknown;
  readonly path: readonly (string | number)[];
  /** Part of what the author reads. */
  readonly words: string;
}

/** A flow of one step called `ask`. */
export function aFlowWith(ask: object, flow: object = {}): object {
  return aFlow({ variables, ...flow, steps: { ask } });
}
