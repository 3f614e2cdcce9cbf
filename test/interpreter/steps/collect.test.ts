import { describe } from 'vitest';
import { aCall, aCallBeingAnswered, type CallParts, connected, hangingUp, keys, nowMs, open } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const variables = { pin: { type: 'text' } };
const ask = {
  type: 'collect',
  into: 'pin',
  digits: { min: 2, max: 4, endKey: '#' },
  prompt: 'Your pin.',
  noMatch: 'No.',
  next: 'bye',
};
const program = aProgram({ operator: 'other', variables, steps: { ask } });
const oneDigit = aProgram({ operator: 'other', variables, steps: { ask: { ...ask, digits: { min: 1, max: 4 } } } });
const alone = aProgram({ variables, steps: { ask } });
const valid = aProgram({ variables, steps: { ask: { ...ask, valid: 'pin.startsWith("4")' } } });
const confirming = aProgram({
  operator: 'other',
  variables,
  steps: { ask: { ...ask, confirm: ['{{ spell(pin) }}.', 'Again {{ spell(pin) }}.'] } },
});

const asking = { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } } as const;
const hangUp = [{ type: 'hangUp', token: '4.0' }] as const;
const recognise = {
  type: 'recogniseDigits',
  bargeIn: true,
  initialSilenceMs: 5_000,
  interDigitMs: 3_000,
  token: '4.0',
} as const;
const keysWords = { text: 'If that is right, press 1. To enter it again, press 2.', language: 'en-US' };

function prompts(...texts: string[]) {
  return texts.map((text) => ({ text, language: 'en-US' }));
}

/** Asking again: nine characters at ten a second (and those before them), the silence, four keys. */
function askingAgain(of: typeof program, parts: Partial<CallParts>, leadCharacters: number) {
  return aCall(of, {
    ...asking,
    seq: 4,
    operations: { '4.0': open('input', 900 + leadCharacters * 100 + 5_000 + 4 * 3_000) },
    ...parts,
  });
}

describe('a collect step', () => {
  itBecomes([
    {
      name: 'asks for its digits behind its prompt',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: askingAgain(program, { answeredAtMs: nowMs }, 0),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('Your pin.') }],
      trace: [],
    },
    ...['1234', '12', '12#'].map((digits) => ({
      name: `takes ${digits}, without the end key where the service gives it`,
      program,
      state: aCall(program, asking),
      event: keys(digits),
      becomes: hangingUp(program, { step: 'bye', variables: { pin: digits.replace('#', '') } }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    })),
    ...['1', '12345', '1*2', '', '#', '0A'].map((digits) => ({
      name: `takes "${digits}" as no match: its length or its keys do not fit`,
      program,
      state: aCall(program, asking),
      event: keys(digits),
      becomes: askingAgain(program, { visit: { stage: 'asking', noMatch: 1 }, tally: { noMatch: 1 } }, 3),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('No.', 'Your pin.') }],
      trace: ['ask: noMatch'],
    })),
    {
      name: 'takes a value that is not valid as no match, and does not keep it',
      program: valid,
      state: aCall(valid, asking),
      event: keys('123'),
      becomes: askingAgain(valid, { visit: { stage: 'asking', noMatch: 1 }, tally: { noMatch: 1 } }, 3),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('No.', 'Your pin.') }],
      trace: ['ask: noMatch'],
    },
    {
      name: 'takes a valid value',
      program: valid,
      state: aCall(valid, asking),
      event: keys('423'),
      becomes: hangingUp(valid, { step: 'bye', variables: { pin: '423' } }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    },
    ...['*', '*#'].map((digits) => ({
      name: `repeats by ${digits}, at no cost`,
      program,
      state: aCall(program, { ...asking, visit: { stage: 'asking', noInput: 1 } }),
      event: keys(digits),
      becomes: askingAgain(program, { visit: { stage: 'asking', noInput: 1 } }, 0),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('Your pin.') }],
      trace: ['ask: repeat'],
    })),
    ...['0', '0#'].map((digits) => ({
      name: `reaches the operator by a lone ${digits}`,
      program,
      state: aCall(program, asking),
      event: keys(digits),
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: hangUp,
      trace: ['ask: operator', 'other: ends elsewhere'],
    })),
    {
      name: 'takes a lone zero as the answer where one digit is one',
      program: oneDigit,
      state: aCall(oneDigit, asking),
      event: keys('0'),
      becomes: hangingUp(oneDigit, { step: 'bye', variables: { pin: '0' } }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    },
    {
      name: 'takes a lone zero as no match where nobody can be reached',
      program: alone,
      state: aCall(alone, asking),
      event: keys('0'),
      becomes: askingAgain(alone, { visit: { stage: 'asking', noMatch: 1 }, tally: { noMatch: 1 } }, 3),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('No.', 'Your pin.') }],
      trace: ['ask: noMatch'],
    },
  ]);
});

const confirmingOnce = {
  step: 'ask',
  visit: { stage: 'confirming', confirms: 1 },
  variables: { pin: '12' },
  operations: { '3.0': open('input', 0) },
} as const;

/** A confirmation: what it says, the 54 characters that name the keys, the silence, one key. */
function confirmation(characters: number, parts: Partial<CallParts> = {}) {
  return aCall(confirming, {
    ...confirmingOnce,
    seq: 4,
    operations: { '4.0': open('input', (characters + keysWords.text.length) * 100 + 5_000 + 3_000) },
    ...parts,
  });
}

describe('the confirmation of a collect step', () => {
  itBecomes([
    {
      name: 'says the value back and names its keys',
      program: confirming,
      state: aCall(confirming, asking),
      event: keys('12'),
      becomes: confirmation(5),
      commands: [{ ...recognise, digitsMax: 1, prompts: [...prompts('1, 2.'), keysWords] }],
      trace: [],
    },
    {
      name: 'is done by 1',
      program: confirming,
      state: aCall(confirming, confirmingOnce),
      event: keys('1'),
      becomes: hangingUp(confirming, {
        step: 'bye',
        variables: { pin: '12' },
      }),
      commands: hangUp,
      trace: ['ask: next (confirmed)', 'bye: ends served'],
    },
    {
      name: 'asks for the value again by 2, which costs no try',
      program: confirming,
      state: aCall(confirming, confirmingOnce),
      event: keys('2'),
      becomes: askingAgain(confirming, { visit: { stage: 'asking', confirms: 1 }, variables: { pin: '' } }, 0),
      commands: [{ ...recognise, digitsMax: 4, endKey: '#', prompts: prompts('Your pin.') }],
      trace: ['ask: notConfirmed'],
    },
    {
      name: 'uses the next entry of its prompt the second time',
      program: confirming,
      state: aCall(confirming, { ...asking, visit: { stage: 'asking', confirms: 1 } }),
      event: keys('34'),
      becomes: confirmation(11, { visit: { stage: 'confirming', confirms: 2 }, variables: { pin: '34' } }),
      commands: [{ ...recognise, digitsMax: 1, prompts: [...prompts('Again 3, 4.'), keysWords] }],
      trace: [],
    },
    {
      name: 'is exhausted after five rounds',
      program: confirming,
      state: aCall(confirming, { ...confirmingOnce, visit: { stage: 'confirming', confirms: 5 } }),
      event: keys('2'),
      becomes: hangingUp(confirming, {
        step: 'sorry',
        errorHandled: true,
        variables: { pin: '' },
        tally: { errors: 1 },
      }),
      commands: hangUp,
      trace: ['ask: exhausted (notConfirmed)', 'ask: onError (exhausted)', 'sorry: ends sorry'],
    },
    {
      name: 'repeats itself by the star',
      program: confirming,
      state: aCall(confirming, confirmingOnce),
      event: keys('*'),
      becomes: confirmation(5),
      commands: [{ ...recognise, digitsMax: 1, prompts: [...prompts('1, 2.'), keysWords] }],
      trace: ['ask: repeat'],
    },
    {
      name: 'reaches the operator by zero',
      program: confirming,
      state: aCall(confirming, confirmingOnce),
      event: keys('0'),
      becomes: hangingUp(confirming, {
        step: 'other',
        disposition: 'elsewhere',
        variables: { pin: '12' },
      }),
      commands: hangUp,
      trace: ['ask: operator', 'other: ends elsewhere'],
    },
    {
      name: 'takes another key as no match and asks for the same value again',
      program: confirming,
      state: aCall(confirming, confirmingOnce),
      event: keys('7'),
      becomes: confirmation(8, { visit: { stage: 'confirming', confirms: 1, noMatch: 1 }, tally: { noMatch: 1 } }),
      commands: [{ ...recognise, digitsMax: 1, prompts: [...prompts('No.', '1, 2.'), keysWords] }],
      trace: ['ask: noMatch'],
    },
  ]);
});
