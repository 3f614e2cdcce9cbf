import { describe, expect, it } from 'vitest';
import type { OperationOutcome } from '../../../src/interpreter/event.ts';
import { aLine, codesOf } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';

const play = { type: 'play', prompt: 'Hello.', next: 'bye' };
const failed: OperationOutcome = { type: 'promptFailed', reason: '400/8582' };

describe('where an outcome leads', () => {
  it('is next for success', () => {
    expect(aConnectedCall(aLine({ steps: { ask: play } })).spoken().state.disposition).toBe('served');
  });

  it.each([
    { name: 'what `on` lists', on: { failed: 'other', else: 'sorry' }, end: 'elsewhere' },
    { name: '`else` of the step where `on` does not list it', on: { else: 'other' }, end: 'elsewhere' },
    { name: '`onError` of the flow where the step says nothing', on: {}, end: 'sorry' },
  ])('is $name for any other outcome, never next', ({ on, end }) => {
    const call = aConnectedCall(aLine({ steps: { ask: { ...play, on } } }));
    expect(call.tell(failed).state.disposition).toBe(end);
  });

  it('does not let `else` take a success', () => {
    const call = aConnectedCall(aLine({ steps: { ask: { ...play, on: { else: 'other' } } } }));
    expect(call.spoken().state.disposition).toBe('served');
  });

  it('is refused when the flow is loaded where it is nowhere', () => {
    expect(codesOf({ onError: undefined, steps: { ask: play } })).toEqual(['outcome-leads-nowhere at steps.ask']);
    expect(codesOf({ onError: undefined, steps: { ask: { ...play, on: { failed: 'bye' } } } })).toEqual([]);
    expect(codesOf({ onError: undefined, steps: { ask: { ...play, on: { else: 'bye' } } } })).toEqual([]);
  });

  it('is refused when the flow is loaded where the step is not there', () => {
    expect(codesOf({ steps: { ask: { ...play, next: 'by' } } })).toEqual(['unknown-step at steps.ask.next']);
    const parts = { start: 'nowhere', operator: 'nobody', onError: 'sory', onHangUp: 'leave', steps: { ask: play } };
    expect(codesOf(parts)).toEqual(
      ['start', 'operator', 'onError', 'onHangUp'].map((field) => `unknown-step at ${field}`),
    );
  });

  it('is refused where the step has no such outcome', () => {
    const http = { type: 'http', url: 'https://api.example/', timeoutMs: 1_000, next: 'bye' };
    expect(codesOf({ steps: { ask: { ...http, on: { noInput: 'bye' } } } })).toEqual([
      'unknown-outcome at steps.ask.on.noInput',
    ]);
    expect(codesOf({ steps: { ask: { ...play, on: { exhausted: 'bye' } } } })).toEqual([
      'schema at steps.ask.on.exhausted',
    ]);
  });
});

const pin = {
  type: 'collect',
  into: 'pin',
  digits: { min: 2, max: 4 },
  prompt: ['Pin?', 'Your pin?', 'Last try.'],
  noMatch: 'No.',
  next: 'check',
};
const check = { type: 'branch', cases: [{ if: 'pin == "11"', next: 'bye' }], else: { retry: 'ask', say: 'Wrong.' } };
const variables = { pin: { type: 'text' } };

describe('a retry', () => {
  const line = aLine({ variables, steps: { ask: pin, check } });

  it('goes back to the input step as a noMatch of the same visit: one recognition, what it says and the next prompt', () => {
    const call = aConnectedCall(line).press('22');
    expect(call.commands.map(({ type }) => type)).toEqual(['recogniseDigits']);
    expect(call.heard).toEqual(['Wrong.', 'Your pin?']);
    expect(call.sent('recogniseDigits').bargeIn).toBe(true);
  });

  it('counts on with the tries of that visit', () => {
    const call = aConnectedCall(line).press('1').press('22').press('33');
    expect(call.trace).toContain('ask: exhausted');
    expect(call.state.tally).toMatchObject({ noMatch: 3 });
    expect(call.state.disposition).toBe('sorry');
  });

  it('says the noMatch of the step where it says nothing itself', () => {
    const call = aConnectedCall(aLine({ variables, steps: { ask: pin, check: { ...check, else: { retry: 'ask' } } } }));
    expect(call.press('22').heard).toEqual(['No.', 'Your pin?']);
  });

  it('begins the visit of a step that was never entered, as after one miss', () => {
    const call = aConnectedCall(
      aLine({ variables, start: 'tell', steps: { ask: pin, check, tell: { ...play, next: 'check' } } }),
    );
    expect(call.spoken().heard).toEqual(['Wrong.', 'Your pin?']);
  });

  it('forgets the tries when the step is entered afresh', () => {
    const steps = { ask: pin, check: { ...check, else: 'ask' } };
    const call = aConnectedCall(aLine({ variables, steps })).press('1').press('22');
    expect(call.heard).toEqual(['Pin?']);
  });

  it('is refused to a step that asks nothing', () => {
    const steps = { ask: pin, check: { ...check, else: { retry: 'tell' } }, tell: play };
    expect(codesOf({ variables, steps })).toEqual(['retry-without-input at steps.check.else']);
  });
});

describe('a name, a note and an allowed warning', () => {
  it('may stand on any step and on the flow', () => {
    const said = { note: 'Why.', allow: { 'some-check': 'A reason.' } };
    expect(codesOf({ ...said, steps: { ask: { ...play, ...said } } })).toEqual([]);
  });

  it('may not be an allowance without a reason', () => {
    expect(codesOf({ steps: { ask: { ...play, allow: { 'some-check': '' } } } })).toEqual([
      'schema at steps.ask.allow.some-check',
    ]);
  });
});

describe('a limit', () => {
  it('is an ordinary outcome when it is breached: `onError`, in words', () => {
    const steps = { ask: { type: 'set', values: { n: 'n + 1' }, next: 'ask' } };
    const call = aConnectedCall(
      aLine({
        variables: { n: { type: 'integer' } },
        start: 'play',
        steps: { ...steps, play: { ...play, next: 'ask' } },
      }),
    );
    expect(call.spoken().trace.slice(-2)).toEqual(['ask: onError (stepsPerEvent)', 'sorry: ends sorry']);
    expect(call.state.tags).toEqual(['limit:stepsPerEvent']);
  });

  it('holds for the values of a call', () => {
    const steps = {
      ask: { ...play, next: 'grow' },
      grow: { type: 'set', values: { rows: 'rows + rows' }, next: 'bye' },
    };
    const line = aLine({ variables: { rows: { type: ['text'] } }, steps });
    const rows = Array.from({ length: 15 }, () => 'x'.repeat(900));
    expect(aConnectedCall(line, { inputs: { rows } }).spoken().trace).toContain('grow: onError (variablesTooLarge)');
  });

  it('holds for the values that a flow begins with', () => {
    const rows = { type: ['text'], initial: Array.from({ length: 30 }, () => 'x'.repeat(1_000)) };
    expect(codesOf({ variables: { rows }, steps: { ask: play } })).toEqual(['initial-value at variables']);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`v${index}`, { type: 'text' }]));
    expect(codesOf({ variables: many, steps: { ask: play } })).toEqual(['schema at variables']);
  });

  it('holds for the flows of a line', () => {
    const flows = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`flow${index}`, { steps: { ask: play } }]),
    );
    expect(codesOf({ steps: { ask: play } }, { flows })).toEqual(['schema at flows']);
  });
});
