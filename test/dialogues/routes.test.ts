import { describe, expect, it } from 'vitest';
import type { Given } from '../../cli/dialogue/given.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { lineRoutes } from '../../cli/line/line-routes.ts';
import type { Route } from '../../src/flow-catalog/routes.ts';
import { aLine } from './a-line.ts';

const valued = '+14255550177';
const shunned = '+14255550166';
const line: readonly Route[] = [
  { to: '*', callers: [shunned], flow: 'blocked' },
  { to: '+14255550120', callers: [valued], flow: 'small', with: { store: 'Cedar', isValued: true } },
  { to: ['+14255550120', '+14255550121'], flow: 'small', with: { store: 'Cedar' } },
  { to: '+14255550130', flow: 'small', with: { store: 'Alder' } },
];

const program = aLine({
  steps: {
    hello: {
      type: 'play',
      prompt: '{{ store }}, {{ isValued ? "valued" : "anybody" }}, {{ call.to }}.',
      next: 'bye',
    },
  },
  flow: { inputs: { store: { type: 'text', initial: 'None' }, isValued: { type: 'boolean', initial: false } } },
});

function heard(given: Given, routes: readonly Route[] = line): string | undefined {
  const turns = [{ hear: 'Something else.' }];
  const { difference } = runDialogue(
    program,
    { flow: 'small', name: 'A test.', given, turns, end: { disposition: 'served' } },
    lineRoutes(routes),
  );
  return /got "(.*)"/.exec(difference ?? '')?.[1] ?? difference;
}

describe('the call of a dialogue', () => {
  it.each<[string, Given, string]>([
    ['gets the inputs of the route of its number', { to: '+14255550130' }, 'Alder, anybody, +14255550130.'],
    ['gets those of the route for its caller', { to: '+14255550120', from: valued }, 'Cedar, valued, +14255550120.'],
    ['calls the first number that leads its caller there', {}, 'Cedar, anybody, +14255550120.'],
    ['calls the same number as a caller with a route of their own', { from: valued }, 'Cedar, valued, +14255550120.'],
    ['has its own inputs before those of the route', { with: { isValued: true } }, 'Cedar, valued, +14255550120.'],
    ['gets no inputs of a number without a route', { to: '+14255550199' }, 'None, anybody, +14255550199.'],
    ['may come from a withheld number', { from: 'anonymous' }, 'Cedar, anybody, +14255550120.'],
  ])('%s', (_name, given, words) => {
    expect(heard(given)).toBe(words);
  });

  it('calls a number that has no route of its own where any number will do', () => {
    const routes = [
      { to: '+14255550100', flow: 'other' },
      { to: '*', flow: 'small' },
    ];
    expect(heard({}, routes)).toBe('None, anybody, +14255550190.');
  });

  it('fails where its number leads this caller to another flow', () => {
    expect(heard({ to: '+14255550120', from: shunned })).toBe(
      `Given: routes.json gives a call from ${shunned} to +14255550120 the flow "blocked", not "small"; name that flow, or another "to" or "from".`,
    );
  });

  it('fails where no number leads this caller to its flow', () => {
    expect(heard({ from: shunned })).toBe(
      `Given: no route leads a call from ${shunned} to the flow "small"; name another "from".`,
    );
  });

  it('takes a flow that has no route as it is named, and says that its number stands in for one', () => {
    const routes = [{ to: '+14255550120', flow: 'other' }];
    expect(heard({ to: '+14255550120' }, routes)).toBe('None, anybody, +14255550120.');
    expect(heard({}, routes)).toBe('None, anybody, +14255550100.');
    const dialogue = { flow: 'small', name: 'A test.', turns: [], end: { disposition: 'served' } };
    expect(runDialogue(program, dialogue, lineRoutes(routes)).transcript).toContain(
      'calls +14255550100 (no route leads to "small")',
    );
    expect(runDialogue(program, dialogue).transcript).toMatch(/calls \+14255550100$/m);
  });
});
