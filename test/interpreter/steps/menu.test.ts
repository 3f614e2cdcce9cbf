import { describe } from 'vitest';
import { aCall, aCallBeingAnswered, connected, hangingUp, keys, nowMs, open } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const ask = {
  type: 'menu',
  prompt: ['Press 1 or 2.', 'One or two.'],
  noMatch: 'No.',
  options: [{ key: '1', next: 'bye' }, { key: '2' }],
  next: 'other',
};
const program = aProgram({ operator: 'other', steps: { ask } });
const withOwnKeys = aProgram({
  operator: 'other',
  steps: {
    ask: {
      ...ask,
      options: [
        { key: '*', next: 'bye' },
        { key: '0', next: 'bye' },
      ],
    },
  },
});
const alone = aProgram({ steps: { ask } });

const asking = { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } } as const;
const hangUp = [{ type: 'hangUp', token: '4.0' }] as const;
const recognise = {
  type: 'recogniseDigits',
  bargeIn: true,
  digitsMax: 1,
  initialSilenceMs: 5_000,
  interDigitMs: 3_000,
} as const;
const first = { text: 'Press 1 or 2.', language: 'en-US' };

describe('a menu step', () => {
  itBecomes([
    {
      name: 'asks for one key behind its prompt',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      // 13 characters at ten a second, the silence, and one key.
      becomes: aCall(program, {
        ...asking,
        seq: 4,
        answeredAtMs: nowMs,
        operations: { '4.0': open('input', 1_300 + 5_000 + 3_000) },
      }),
      commands: [{ ...recognise, prompts: [first], token: '4.0' }],
      trace: [],
    },
    {
      name: 'goes where the option leads',
      program,
      state: aCall(program, asking),
      event: keys('1'),
      becomes: hangingUp(program, { step: 'bye' }),
      commands: hangUp,
      trace: ['ask: next (option 1)', 'bye: ends served'],
    },
    {
      name: 'goes on where the option leads nowhere of its own',
      program,
      state: aCall(program, asking),
      event: keys('2'),
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: hangUp,
      trace: ['ask: next (option 2)', 'other: ends elsewhere'],
    },
    {
      name: 'repeats by the star, at no cost',
      program,
      state: aCall(program, { ...asking, visit: { stage: 'asking', noMatch: 1 } }),
      event: keys('*'),
      becomes: aCall(program, {
        ...asking,
        seq: 4,
        visit: { stage: 'asking', noMatch: 1 },
        operations: { '4.0': open('input', 1_100 + 8_000) },
      }),
      commands: [{ ...recognise, prompts: [{ text: 'One or two.', language: 'en-US' }], token: '4.0' }],
      trace: ['ask: repeat'],
    },
    {
      name: 'reaches the operator by zero',
      program,
      state: aCall(program, asking),
      event: keys('0'),
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: hangUp,
      trace: ['ask: operator', 'other: ends elsewhere'],
    },
    ...['*', '0'].map((key) => ({
      name: `lets an option take the key ${key}`,
      program: withOwnKeys,
      state: aCall(withOwnKeys, asking),
      event: keys(key),
      becomes: hangingUp(withOwnKeys, { step: 'bye' }),
      commands: hangUp,
      trace: [`ask: next (option ${key === '*' ? 1 : 2})`, 'bye: ends served'],
    })),
    ...['0', '7', '#', ''].map((key) => ({
      name: `takes "${key}" as no match where it means nothing and nobody can be reached`,
      program: alone,
      state: aCall(alone, asking),
      event: keys(key),
      becomes: aCall(alone, {
        ...asking,
        seq: 4,
        visit: { stage: 'asking', noMatch: 1 },
        operations: { '4.0': open('input', 1_400 + 8_000) },
        tally: { noMatch: 1 },
      }),
      commands: [
        {
          ...recognise,
          prompts: [
            { text: 'No.', language: 'en-US' },
            { text: 'One or two.', language: 'en-US' },
          ],
          token: '4.0',
        },
      ],
      trace: ['ask: noMatch'],
    })),
  ]);
});
