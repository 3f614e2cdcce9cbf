import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type CallState, operationOf } from '../../src/interpreter/state.ts';
import { transition } from '../../src/interpreter/transition.ts';
import { aCallBeingAnswered, aVisit, connected, nowMs } from './a-call.ts';
import { aProgram } from './a-program.ts';

const options = [{ key: '1', next: 'bye' }];
const defaults = { noInput: ['Silence 1.', 'Silence 2.'], noMatch: 'Wrong.', tries: 4 };

type Input = 'noInput' | 'noMatch' | { readonly keys: string };

/** A call that is connected at a step, then inputs in a row; what is said each time, and how the call ends if it does. */
function tell(program: Program, inputs: readonly Input[], step = 'ask'): { said: string[]; state: CallState } {
  let result = transition(program, aCallBeingAnswered(program, step), connected);
  const said = [wordsOf(result)];
  for (const input of inputs) {
    const token = result.state.operations[0]?.token ?? 'none';
    result = transition(
      program,
      result.state,
      typeof input === 'string'
        ? { type: 'inputFailed', reason: input, token, atMs: nowMs }
        : { type: 'inputCollected', digits: input.keys, endedBy: 'maxDigits', token, atMs: nowMs },
    );
    said.push(wordsOf(result));
  }
  return { said, state: result.state };
}

function wordsOf({ commands, state }: ReturnType<typeof transition>): string {
  const prompts = commands.flatMap((command) => ('prompts' in command ? command.prompts : []));
  return prompts.length === 0 ? `(${state.disposition ?? 'nothing'})` : prompts.map(({ text }) => text).join(' ');
}

function menu(parts: object, flow: object = {}): Program {
  const ask = { type: 'menu', prompt: ['First.', 'Second.'], options, on: { exhausted: 'other' }, ...parts };
  return aProgram({ defaults, ...flow, steps: { ask } });
}

describe('a reprompt', () => {
  it('is one recognition with what is said of the miss and the next entry of the prompt', () => {
    expect(tell(menu({}), ['noInput', 'noMatch', 'noInput']).said).toEqual([
      'First.',
      'Silence 1. Second.',
      'Wrong. Second.',
      'Silence 2. Second.',
    ]);
  });

  it('stays with the last entry of a list', () => {
    expect(tell(menu({ tries: 9 }), ['noInput', 'noInput', 'noInput']).said.slice(1)).toEqual([
      'Silence 1. Second.',
      'Silence 2. Second.',
      'Silence 2. Second.',
    ]);
  });

  it("uses the step's own words before the flow's", () => {
    const own = menu({ noInput: 'Own silence.', noMatch: ['Own wrong 1.', 'Own wrong 2.'] });
    expect(tell(own, ['noMatch', 'noInput', 'noMatch']).said.slice(1)).toEqual([
      'Own wrong 1. Second.',
      'Own silence. Second.',
      'Own wrong 2. Second.',
    ]);
  });

  it('says only the prompt where there are no words', () => {
    expect(tell(menu({}, { defaults: {} }), ['noInput']).said).toEqual(['First.', 'Second.']);
  });
});

describe('tries', () => {
  it('count noInput and noMatch together, then the step is exhausted', () => {
    const { said, state } = tell(menu({}), ['noInput', 'noMatch', 'noInput', 'noMatch']);
    expect(said.at(-1)).toBe('(elsewhere)');
    expect(state.tally).toMatchObject({ noInput: 2, noMatch: 2 });
  });

  it.each([
    ['three by default', {}, { defaults: {} }, 3],
    ["the flow's", {}, {}, 4],
    ["the step's before the flow's", { tries: 2 }, {}, 2],
    ['one: no reprompt at all', { tries: 1 }, {}, 1],
  ])('are %s', (_name, parts, flow, tries) => {
    const { said } = tell(
      menu(parts, flow),
      Array.from({ length: tries }, () => 'noInput' as const),
    );
    expect(said.indexOf('(elsewhere)')).toBe(tries);
  });

  it('are not lost by a repeat', () => {
    const star = { keys: '*' };
    const { said } = tell(menu({ tries: 2 }), [star, star, star, 'noInput', star, 'noMatch']);
    expect(said).toEqual(['First.', 'First.', 'First.', 'First.', 'Silence 1. Second.', 'Second.', '(elsewhere)']);
  });

  it.each(['noInput', 'noMatch'] as const)('are not asked for where the step lists %s', (kind) => {
    const listing = menu({ on: { exhausted: 'other', [kind]: 'bye' } });
    expect(tell(listing, [kind]).said).toEqual(['First.', '(served)']);
    const otherKind = kind === 'noInput' ? 'noMatch' : 'noInput';
    expect(tell(listing, [otherKind]).said).toHaveLength(2);
    expect(tell(listing, [otherKind]).said[1]).toContain('Second.');
  });

  it('are not taken by else, which is for what is left', () => {
    expect(tell(menu({ on: { else: 'bye' } }), ['noInput']).said[1]).toBe('Silence 1. Second.');
    expect(tell(menu({ on: { else: 'bye' }, tries: 1 }), ['noInput']).said[1]).toBe('(served)');
  });

  it('begin anew when the step is entered anew', () => {
    const steps = {
      ask: {
        type: 'menu',
        prompt: ['First.', 'Second.'],
        options: [{ key: '1', next: 'ask' }],
        on: { exhausted: 'other' },
      },
    };
    const { said } = tell(aProgram({ defaults: {}, steps }), [
      'noInput',
      'noInput',
      { keys: '1' },
      'noInput',
      'noInput',
    ]);
    expect(said).toEqual(['First.', 'Second.', 'Second.', 'First.', 'Second.', 'Second.']);
  });
});

describe('a retry', () => {
  const collect = {
    type: 'collect',
    into: 'pin',
    digits: { min: 2, max: 2 },
    prompt: ['First.', 'Second.'],
    next: 'check',
    on: { exhausted: 'other' },
  };
  const variables = { pin: { type: 'text' } };

  function retrying(say?: string | string[]): Program {
    const retry = say === undefined ? { retry: 'ask' } : { retry: 'ask', say };
    const check = { type: 'branch', cases: [{ if: 'pin == "42"', next: 'bye' }], else: retry };
    return aProgram({ defaults: { noMatch: 'Wrong.' }, variables, steps: { ask: collect, check } });
  }

  it('is a noMatch of the same visit, whose tries count on', () => {
    const { said, state } = tell(retrying(), ['noInput', { keys: '11' }, { keys: '12' }]);
    expect(said).toEqual(['First.', 'Second.', 'Wrong. Second.', '(elsewhere)']);
    expect(state.tally).toMatchObject({ noInput: 1, noMatch: 2 });
  });

  it('says its own words, by the count of noMatch', () => {
    expect(tell(retrying('Unknown {{ pin }}.'), [{ keys: '11' }]).said[1]).toBe('Unknown 11. Second.');
    expect(tell(retrying(['Unknown.', 'Still unknown.']), ['noMatch', { keys: '11' }]).said).toEqual([
      'First.',
      'Wrong. Second.',
      'Still unknown. Second.',
    ]);
  });

  it('is what the counts of a visit are remembered for, and of other inputs nothing is', () => {
    const misses: Input[] = ['noInput', 'noInput', { keys: '1' }];
    const once = menu({ options: [{ key: '1', next: 'other' }] });
    expect(tell(once, misses).state.retriableVisits).toBeUndefined();
    const again = tell(retrying(), ['noInput', { keys: '11' }]).state;
    expect(again.retriableVisits).toEqual({ ask: aVisit({ stage: 'asking', noInput: 1 }) });
    expect(again.visit).toEqual(aVisit({ stage: 'asking', noInput: 1, noMatch: 1 }));
  });

  it('succeeds in the end', () => {
    expect(tell(retrying(), [{ keys: '11' }, { keys: '42' }]).said).toEqual(['First.', 'Wrong. Second.', '(served)']);
  });

  it('asks a menu again in the same way', () => {
    const ask = {
      type: 'menu',
      prompt: 'Menu.',
      options: [{ key: '1', next: { retry: 'ask', say: 'Not now.' } }],
      on: { exhausted: 'other' },
    };
    const program = aProgram({ steps: { ask } });
    expect(tell(program, [{ keys: '1' }, { keys: '1' }, { keys: '1' }]).said).toEqual([
      'Menu.',
      'Not now. Menu.',
      'Not now. Menu.',
      '(elsewhere)',
    ]);
  });

  it('of a step that was never asked begins its first visit, as after one miss', () => {
    const check = { type: 'branch', cases: [{ if: 'pin == "42"', next: 'bye' }], else: { retry: 'ask' } };
    const program = aProgram({
      start: 'check',
      defaults: { noMatch: 'Wrong.' },
      variables,
      steps: { ask: collect, check },
    });
    expect(tell(program, [], 'check').said).toEqual(['Wrong. Second.']);
  });
});

describe('a recognition', () => {
  function recognitionOf(parts: object, flow: object) {
    const ask = {
      type: 'collect',
      into: 'pin',
      digits: { min: 1, max: 3, endKey: '*' },
      prompt: 'Pin.',
      next: 'bye',
      ...parts,
    };
    const program = aProgram({ variables: { pin: { type: 'text' } }, ...flow, steps: { ask } });
    const { commands, state } = transition(program, aCallBeingAnswered(program, 'ask'), connected);
    const withinMs = (operationOf(state, '4.0')?.dueAtMs ?? 0) - nowMs - limits.operationSlackMs;
    return { command: commands[0], withinMs };
  }

  it.each([
    ['by default', {}, {}, { bargeIn: true, initialSilenceMs: 5_000, interDigitMs: 3_000 }],
    [
      'by the flow',
      {},
      { defaults: { initialSilenceMs: 7_000, interDigitMs: 2_000 } },
      { bargeIn: true, initialSilenceMs: 7_000, interDigitMs: 2_000 },
    ],
    [
      'by the step',
      { bargeIn: false, initialSilenceMs: 9_000, interDigitMs: 1_000 },
      { defaults: { initialSilenceMs: 7_000, interDigitMs: 2_000 } },
      { bargeIn: false, initialSilenceMs: 9_000, interDigitMs: 1_000 },
    ],
  ])('has its times %s, and is due when all of them are over', (_name, parts, flow, expected) => {
    const { command, withinMs } = recognitionOf(parts, flow);
    expect(command).toEqual({
      type: 'recogniseDigits',
      token: '4.0',
      prompts: [{ text: 'Pin.', language: 'en-US' }],
      digitsMax: 3,
      endKey: '*',
      ...expected,
    });
    expect(withinMs).toBe(400 + expected.initialSilenceMs + 3 * expected.interDigitMs);
  });

  it('fails where its prompt could not be spoken', () => {
    const { state } = tell(menu({ on: { exhausted: 'other', failed: 'bye' } }), []);
    const token = state.operations[0]?.token ?? 'none';
    for (const reason of ['promptFailed', 'failed'] as const) {
      const failed = transition(menu({ on: { exhausted: 'other', failed: 'bye' } }), state, {
        type: 'inputFailed',
        reason,
        token,
        atMs: nowMs,
      });
      expect(failed.trace[0]).toEqual({ step: 'ask', outcome: `failed (${reason})` });
      expect(failed.state.disposition).toBe('served');
    }
  });
});
