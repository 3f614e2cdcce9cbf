import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../src/interpreter/input/spoken-choices.ts';
import { aLine, codesOf, type FlowParts } from '../a-line.ts';
import { aConnectedCall, type ToldCall } from '../a-told-call.ts';

const variables = { text: { type: 'text' } };
const said = {
  prompt: ['First.', 'Second.', 'Third.'],
  noInput: ['Silence.', 'Silence again.'],
  noMatch: ['Wrong.', 'Wrong again.'],
};
const phrased = { phrases: ['appointments'] };

/**
 * Every kind of input, and keys or words that it does not take. How the results of Call Automation become these outcomes (rule 7)
 * is tested in test/telephony/recognition-results.test.ts; what must not happen to secrets (rule 8) in secrets.test.ts.
 */
const inputs = [
  {
    kind: 'menu',
    step: { type: 'menu', ...said, options: [{ key: '1' }] },
    wrong: (call: ToldCall) => call.press('7'),
  },
  {
    kind: 'menu with phrases',
    step: { type: 'menu', ...said, options: [{ key: '1', ...phrased }] },
    wrong: (call: ToldCall) => call.tell({ type: 'inputFailed', reason: 'noMatch' }),
  },
  {
    kind: 'collect',
    step: { type: 'collect', ...said, into: 'text', digits: { min: 2, max: 4 } },
    wrong: (call: ToldCall) => call.press('7'),
  },
  {
    kind: 'listen',
    step: { type: 'listen', ...said, into: 'text', valid: 'size(text) > 3' },
    wrong: (call: ToldCall) => call.say('abc'),
  },
] as const;

const again = { type: 'branch', cases: [{ if: 'call.id == ""', next: 'bye' }], else: { retry: 'ask' } };

function callTo(step: object, flow: object = {}, more: Record<string, unknown> = {}): ToldCall {
  return aConnectedCall(
    aLine({ variables, operator: 'other', ...flow, steps: { ask: { next: 'bye', ...step }, ...more } }),
  );
}

describe.each(inputs)('a $kind', ({ step, wrong }) => {
  it('counts misses per visit, each kind for its own words and both for the prompt (rules 1, 2)', () => {
    const call = callTo({ ...step, tries: 9 });
    expect(call.heard).toEqual(['First.']);
    expect(call.silence().heard).toEqual(['Silence.', 'Second.']);
    expect(wrong(call).heard).toEqual(['Wrong.', 'Third.']);
    expect(wrong(call).heard).toEqual(['Wrong again.', 'Third.']);
  });

  it('reprompts by one recognition and nothing else (rule 2)', () => {
    expect(callTo(step).silence().commands).toHaveLength(1);
  });

  it('lets input end the prompt by default, and keeps to that when it reprompts (rule 2)', () => {
    const bargeIns = (call: ToldCall) =>
      call.commands.map((command) => ('bargeIn' in command ? command.bargeIn : 'none'));
    expect(bargeIns(callTo(step))).toEqual([true]);
    expect(bargeIns(callTo({ ...step, bargeIn: false }))).toEqual([false]);
    expect(bargeIns(callTo({ ...step, bargeIn: false }).silence())).toEqual([false]);
  });

  it('is exhausted after three misses of either kind by default (rule 3)', () => {
    const call = wrong(callTo({ ...step, on: { exhausted: 'other' } }).silence()).silence();
    expect(call.state).toMatchObject({ disposition: 'elsewhere', tally: { noInput: 2, noMatch: 1 } });
  });

  it('takes the tries of the flow, and its own before them (rule 3)', () => {
    const on = { exhausted: 'other' };
    expect(callTo({ ...step, on }, { defaults: { tries: 1 } }).silence().state.disposition).toBe('elsewhere');
    expect(callTo({ ...step, on, tries: 2 }, { defaults: { tries: 1 } }).silence().state.disposition).toBeUndefined();
  });

  it('takes `on.noInput` and `on.noMatch` at once (rule 3)', () => {
    expect(callTo({ ...step, on: { noInput: 'other' } }).silence().state.disposition).toBe('elsewhere');
    expect(wrong(callTo({ ...step, on: { noMatch: 'other' } })).state.disposition).toBe('elsewhere');
  });

  it('asks again for a result that was lost, which costs no try, a few times (rule 7)', () => {
    const call = callTo({ ...step, tries: 1, on: { failed: 'other' } });
    expect(call.waitForDue().heard).toEqual(['First.']);
    expect(call.tell({ type: 'inputCancelled' }).heard).toEqual(['First.']);
    expect(call.waitForDue().state.disposition).toBe('elsewhere');
  });

  it.each(['promptFailed', 'failed'] as const)('fails where the recognition does: %s (rule 7)', (reason) => {
    const call = callTo({ ...step, on: { failed: 'other' } }).tell({ type: 'inputFailed', reason });
    expect(call.state.disposition).toBe('elsewhere');
    expect(call.state.tally).toEqual({});
  });

  it('tells nothing that the caller typed or said in the trace (rule 8)', () => {
    const call = callTo(step);
    if (step.type === 'collect') call.press('8642');
    else if (step.type === 'listen') call.say('8642');
    else call.tell({ type: 'inputCollected', digits: '8642', endedBy: 'maxDigits' });
    expect(call.trace.join()).not.toContain('8642');
  });
});

describe('tries', () => {
  const ask = {
    type: 'collect',
    ...said,
    into: 'text',
    digits: { min: 2, max: 2 },
    tries: 3,
    next: 'again',
    on: { exhausted: 'other' },
  };

  it('count on through a retry, and begin anew when the step is entered afresh (rule 1)', () => {
    const retried = callTo(ask, {}, { again }).silence().press('11').press('22');
    expect(retried.state.disposition).toBe('elsewhere');
    const afresh = callTo(ask, {}, { again: { ...again, else: 'ask' } })
      .silence()
      .press('11')
      .press('22');
    expect(afresh.heard).toEqual(['First.']);
  });
});

describe('the keys 0 and * (rule 4)', () => {
  const menu = { type: 'menu', prompt: 'Which?', options: [{ key: '1' }] };
  const collect = { type: 'collect', into: 'text', prompt: 'Digits?', digits: { min: 2, max: 4, endKey: '#' } };

  it('of a menu reach the operator, and repeat at no cost', () => {
    expect(callTo(menu).press('0').state.disposition).toBe('elsewhere');
    const call = callTo({ ...menu, tries: 1 }).press('*');
    expect(call.heard).toEqual(['Which?']);
    expect(call.state.tally).toEqual({});
  });

  it.each(['0', '*'])('of a menu are an option where it takes the key %s', (key) => {
    expect(callTo({ ...menu, options: [{ key, next: 'sorry' }] }).press(key).state.disposition).toBe('sorry');
  });

  it('of a collect reach the operator by a lone 0, and repeat by a lone *', () => {
    expect(callTo(collect).press('0').state.disposition).toBe('elsewhere');
    expect(callTo(collect).press('0#').state.disposition).toBe('elsewhere');
    expect(callTo(collect).press('*').heard).toEqual(['Digits?']);
    expect(callTo(collect).press('00').variables.text).toBe('00');
  });

  it('of a collect are an answer where one digit is one', () => {
    expect(callTo({ ...collect, digits: { min: 1, max: 2 } }).press('0').variables.text).toBe('0');
  });

  it('reach nobody where the flow says why', () => {
    const call = callTo(menu, { operator: { none: 'Closed for good.' } }).press('0');
    expect(call.state.tally.noMatch).toBe(1);
    expect(codesOf({ variables, operator: { none: '' }, steps: { ask: { ...menu, next: 'bye' } } })).toEqual([
      'schema at operator.none',
    ]);
  });

  it('must reach somebody: a flow without an operator is refused', () => {
    expect(codesOf({ operator: undefined, steps: { ask: { ...menu, next: 'bye' } } })).toEqual([
      'operator-missing at operator',
    ]);
  });

  it('reach the operator of the flow that runs a sub-flow, which is over then', () => {
    const inner: FlowParts = { steps: { ask: { ...menu, next: 'done' }, done: { type: 'return' } } };
    const steps = { ask: { type: 'subflow', flow: 'inner', next: 'bye' } };
    const call = aConnectedCall(aLine({ operator: 'other', steps }, { flows: { inner } })).press('0');
    expect(call.state).toMatchObject({ disposition: 'elsewhere', flow: 'test-line', step: 'other' });
    const alone = { ...inner, operator: { none: 'Nobody here.' } };
    expect(
      aConnectedCall(aLine({ operator: 'other', steps }, { flows: { inner: alone } })).press('0').state.tally.noMatch,
    ).toBe(1);
  });
});

describe('a value that breaks its format or its condition', () => {
  it('is a noMatch (rule 5)', () => {
    const ask = {
      type: 'collect',
      into: 'text',
      prompt: 'Card?',
      format: 'luhn',
      digits: { min: 4, max: 16 },
      valid: 'text != "0000"',
    };
    expect(callTo(ask).press('4111111111111112').state.tally.noMatch).toBe(1);
    expect(callTo(ask).press('0000').state.tally.noMatch).toBe(1);
    expect(callTo(ask).press('4111111111111111').trace).toContain('ask: next');
  });

  it('is none where only the business says no: the flow branches on that (rule 5)', () => {
    const ask = { type: 'collect', into: 'text', prompt: 'Pin?', digits: { min: 4, max: 4 }, next: 'check' };
    const check = { type: 'branch', cases: [{ if: 'text == "1234"', next: 'bye' }], else: 'other' };
    const call = callTo(ask, {}, { check }).press('9999');
    expect(call.state.disposition).toBe('elsewhere');
    expect(call.state.tally).toEqual({});
  });
});

describe('the key that ends the input', () => {
  it('repeats where it is the star, and is the option that has it, though the result is empty (rule 4)', () => {
    const ask = {
      type: 'collect',
      into: 'text',
      prompt: ['First.', 'Second.'],
      digits: { min: 2, max: 4, endKey: '*' },
    };
    const ended = { type: 'inputCollected', digits: '', endedBy: 'endKey' } as const;
    const repeated = callTo(ask).tell(ended);
    expect(repeated.heard).toEqual(['First.']);
    expect(repeated.state.tally).toEqual({});
    const option = { ...ask, digits: { ...ask.digits, endKey: '#' }, options: [{ key: '#', next: 'other' }] };
    expect(callTo(option).tell(ended).state.disposition).toBe('elsewhere');
  });
});

describe('what is said (rule 6)', () => {
  it('has a key beside it in every menu', () => {
    const option = { phrases: ['appointments'], next: 'bye' };
    expect(codesOf({ steps: { ask: { type: 'menu', prompt: 'Which?', options: [option] } } })).toEqual([
      'schema at steps.ask.options.0.key',
    ]);
  });

  it('has a key beside it where free speech is listened to', () => {
    const ask = { type: 'listen', into: 'text', prompt: 'Where?', next: 'bye' };
    const option = { phrases: ['I do not know'], next: 'bye' };
    expect(codesOf({ variables, steps: { ask: { ...ask, options: [option] } } })).toEqual([
      'schema at steps.ask.options.0.key',
    ]);
    const call = callTo({ ...ask, options: [{ ...option, key: '1' }] });
    expect(call.sent('recogniseSpeech').keys).toEqual({ digitsMax: 1, interDigitMs: 3_000 });
    expect(call.press('0').state.disposition).toBe('elsewhere');
  });

  it('has a key beside it for the operator and the question again too', () => {
    const call = callTo({ type: 'menu', prompt: 'Which?', options: [{ key: '1', phrases: ['appointments'] }] });
    expect(call.sent('recogniseChoice').choices.map(({ key }) => key)).toEqual(['1', '0', '*']);
  });

  it('is offered in the language of the call', () => {
    const both = { 'en-US': ['billing'], 'de-DE': ['Rechnung'] };
    const defaults = {
      operatorPhrases: { 'en-US': ['help'], 'de-DE': ['Hilfe'] },
      repeatPhrases: { 'en-US': ['again'], 'de-DE': ['nochmal'] },
    };
    const ask = { type: 'menu', prompt: 'Which?', options: [{ key: '1', phrases: both }], next: 'bye' };
    const german = aConnectedCall(
      aLine({
        languages: ['de-DE'],
        operator: 'other',
        defaults,
        start: 'switch',
        steps: { ask, switch: { type: 'language', language: 'de-DE', next: 'ask' } },
      }),
    );
    expect(german.sent('recogniseChoice')).toMatchObject({
      language: 'de-DE',
      choices: [{ phrases: ['Rechnung'] }, { phrases: ['Hilfe'] }, { phrases: ['nochmal'] }],
    });
  });

  it.each([
    ['  Speak  to\tsomeone. ', 'speak to someone'],
    ['Ja, bitte!', 'ja bitte'],
    ['twenty-one', 'twenty one'],
    ['¿Qué?', 'qué'],
    ['ＡＢＣ', 'abc'],
    ['...', ''],
  ])('is compared in lower case and without punctuation: %j', (text, words) => {
    expect(plainWords(text)).toBe(words);
  });
});
