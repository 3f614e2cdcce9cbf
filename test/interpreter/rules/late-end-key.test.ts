import { describe, expect, it } from 'vitest';
import type { InputEnd } from '../../../src/interpreter/event.ts';
import { aLine } from '../a-line.ts';
import { aConnectedCall, type ToldCall } from '../a-told-call.ts';

describe('the end key after the last possible key, which has ended the input already', () => {
  const text = { type: 'text' };
  const first = { type: 'collect', into: 'text', prompt: 'Number?', digits: { min: 2, max: 4, endKey: '#' } };
  const questions: Record<string, object> = {
    'a menu': { type: 'menu', prompt: 'Second?', options: [{ key: '1', next: 'bye' }] },
    'a collect': { type: 'collect', into: 'other', prompt: 'Second?', digits: { min: 2, max: 6, endKey: '#' } },
    'a collect without an end key': { type: 'collect', into: 'other', prompt: 'Second?', digits: { min: 2, max: 6 } },
    'a listen': { type: 'listen', into: 'other', prompt: 'Second?' },
    'a listen for keys': { type: 'listen', into: 'other', prompt: 'Second?', keys: { max: 6 } },
  };

  function callToFirst(more: object): ToldCall {
    const steps = { ask: { ...first, next: 'bye', ...more } };
    return aConnectedCall(aLine({ variables: { text }, steps }));
  }

  /** After the first question, asked in a flow of its own. */
  function callToSecond(second: object, { endedBy = 'maxDigits' }: { endedBy?: InputEnd } = {}): ToldCall {
    const outer = { variables: { other: text }, steps: { run: { type: 'subflow', flow: 'inner', next: 'second' } } };
    const steps = { ...outer.steps, second: { next: 'bye', ...second } };
    const inner = {
      variables: { text },
      start: 'ask',
      steps: { ask: { ...first, next: 'back' }, back: { type: 'return' } },
    };
    return aConnectedCall(aLine({ ...outer, start: 'run', steps }, { flows: { inner } })).press('1234', endedBy);
  }

  it.each(Object.entries(questions))('costs no try in %s, once', (_, second) => {
    const call = callToSecond(second);
    expect(call.press('#', 'endKey').heard).toEqual(['Second?']);
    expect(call.state.tally).toEqual({});
    expect(call.press('#', 'endKey').state.tally).toEqual({ noMatch: 1 });
  });

  it.each(Object.entries(questions))('is a noMatch in %s where it has been pressed before', (_, second) => {
    const call = callToSecond(second, { endedBy: 'endKey' });
    expect(call.press('#', 'endKey').state.tally).toEqual({ noMatch: 1 });
  });

  it.each(Object.entries(questions))('is expected no longer after another input: %s', (_, second) => {
    const call = callToSecond(second).silence();
    expect(call.press('#', 'endKey').state.tally).toEqual({ noInput: 1, noMatch: 1 });
  });

  it('does not stand among the keys of a question that has no end key', () => {
    const call = callToSecond({ type: 'collect', into: 'other', prompt: 'Second?', digits: { min: 4, max: 4 } });
    expect(call.sent('recogniseDigits')).toMatchObject({ endKey: '#' });
    expect(call.press('', 'endKey').state.tally).toEqual({});
    expect(call.press('9876', 'maxDigits').variables.other).toBe('9876');
  });

  it('is taken by an option that has it', () => {
    const call = callToSecond({ type: 'menu', prompt: 'Second?', options: [{ key: '#', next: 'other' }] });
    expect(call.press('#', 'endKey').state.disposition).toBe('elsewhere');
  });

  it('costs no try in the confirmation of the same input', () => {
    const call = callToFirst({ confirm: 'You entered {{ spell(text) }}.' }).press('1234', 'maxDigits');
    expect(call.press('#', 'endKey').heard).toEqual([
      'You entered 1, 2, 3, 4.',
      'If that is right, press 1. To enter it again, press 2.',
    ]);
    expect(call.state.tally).toEqual({});
    expect(call.press('1').variables.text).toBe('1234');
  });

  it('costs no second try where the input was no match', () => {
    const call = callToFirst({ valid: 'text == "1111"' }).press('1234', 'maxDigits').press('#', 'endKey');
    expect(call.state.tally).toEqual({ noMatch: 1 });
    expect(call.press('1111').state.disposition).toBe('served');
  });

  it('does not keep from callers why their input was no match', () => {
    const wrong = { valid: 'text == "1111"', noMatch: 'No such number.' };
    const call = callToFirst(wrong).press('1234', 'maxDigits');
    expect(call.heard).toEqual(['No such number.', 'Number?']);
    expect(call.press('#', 'endKey').heard).toEqual(['No such number.', 'Number?']);
    expect(call.state.tally).toEqual({ noMatch: 1 });
    expect(call.press('1111').state.confidential.lead).toBeUndefined();
  });

  it('does not keep from callers what a retry has to say', () => {
    const check = {
      type: 'branch',
      cases: [{ if: 'text == "1111"', next: 'bye' }],
      else: { retry: 'ask', say: 'I know no {{ text }}.' },
    };
    const steps = { ask: { ...first, next: 'check' }, check };
    const call = aConnectedCall(aLine({ variables: { text }, steps })).press('1234', 'maxDigits');
    const heard = ['I know no 1234.', 'Number?'];
    expect(call.heard).toEqual(heard);
    expect(call.press('#', 'endKey').heard).toEqual(heard);
  });

  it('is forgotten with the answer, so that the question asked again is the question as it is', () => {
    const option = {
      type: 'collect',
      into: 'other',
      prompt: 'Second?',
      digits: { min: 2, max: 6 },
      options: [{ key: '#', next: 'other' }],
    };
    const call = callToSecond(option).silence();
    expect(call.sent('recogniseDigits')).not.toHaveProperty('endKey');
    expect(call.press('#').state.disposition).toBe('elsewhere');
  });

  it.each([{}, { keys: { '1': 'other' } }])('does not cut a message short that may be skipped: %o', (more) => {
    const call = callToSecond({ type: 'play', prompt: 'Message.', bargeIn: true, ...more });
    expect(call.press('#', 'endKey').heard).toEqual(['Message.']);
    expect(call.trace).toContain('second: lateEndKey');
  });
});
