import { assign, type SnapshotFrom, setup, transition } from 'xstate';

/** What the machine remembers of a call: as much as a line of menus needs. */
interface Context {
  readonly seq: number;
  readonly misses: number;
  readonly steps: number;
  readonly from: string;
}

/** What happens to a call: the caller pressed a key, or nothing. */
export type MenuEvent =
  | { readonly type: 'KEY'; readonly token: number; readonly key: string }
  | { readonly type: 'NO_INPUT'; readonly token: number };

const tries = 3;

const definition = setup({
  // XState's own way to name types: the values are never read.
  types: { context: {} as Context, events: {} as MenuEvent, input: {} as { from: string } },
  guards: {
    isOne: ({ context, event }) => event.type === 'KEY' && event.token === context.seq && event.key === '1',
    isTwo: ({ context, event }) => event.type === 'KEY' && event.token === context.seq && event.key === '2',
    isLastMiss: ({ context, event }) => event.token === context.seq && context.misses + 1 >= tries,
    isMiss: ({ context, event }) => event.token === context.seq,
  },
  actions: {
    enter: assign({ seq: ({ context }) => context.seq + 1, misses: 0, steps: ({ context }) => context.steps + 1 }),
    miss: assign({ seq: ({ context }) => context.seq + 1, misses: ({ context }) => context.misses + 1 }),
    ask: (_, _prompts: { readonly prompts: readonly string[] }) => undefined,
    hangUp: () => undefined,
  },
});

/** The same line of menus as a machine of XState: keys, misses with a reprompt, the last miss, events that nobody awaits. */
export function ringMachine(menus: number) {
  const states = Object.fromEntries(
    Array.from({ length: menus }, (_, index) => [`menu${index}`, menuState(index, menus)]),
  );
  return definition.createMachine({
    id: 'ring',
    context: ({ input }) => ({ seq: 1, misses: 0, steps: 1, from: input.from }),
    initial: 'menu0',
    states: { ...states, bye: { type: 'final' as const, entry: 'hangUp' as const } },
  });
}

function menuState(index: number, menus: number) {
  const first = `This is menu ${index}. To go on, press 1. To skip one, press 2.`;
  const ask = (prompts: readonly string[]) => ({ type: 'ask' as const, params: { prompts } });
  const next = (by: number) => `menu${(index + by) % menus}`;
  const misses = (words: string) => [
    { guard: 'isLastMiss' as const, target: 'bye' },
    { guard: 'isMiss' as const, actions: ['miss' as const, ask([words, `Menu ${index}. On, 1. Skip, 2.`])] },
  ];
  return {
    entry: [ask([first])],
    on: {
      KEY: [
        { guard: 'isOne' as const, target: next(1), actions: 'enter' as const },
        { guard: 'isTwo' as const, target: next(2), actions: 'enter' as const },
        ...misses('That is not one of the options.'),
      ],
      NO_INPUT: misses('I did not hear anything.'),
    },
  };
}

/** A machine and one of its states. */
export type Machine = ReturnType<typeof ringMachine>;
export type Snapshot = SnapshotFrom<Machine>;

/** One event. */
export function step(machine: Machine, snapshot: Snapshot, event: MenuEvent): Snapshot {
  const [next] = transition(machine, snapshot, event);
  return next;
}
