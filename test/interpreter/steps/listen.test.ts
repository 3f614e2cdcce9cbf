import { describe } from 'vitest';
import type { Command } from '../../../src/interpreter/command.ts';
import type { CallEvent } from '../../../src/interpreter/event.ts';
import { limits } from '../../../src/interpreter/limits.ts';
import type { Visit } from '../../../src/interpreter/state.ts';
import {
  aCall,
  aCallBeingAnswered,
  connected,
  hangingUp,
  hungUp,
  keys,
  noInput,
  nowMs,
  open,
  outcome,
  refused,
} from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes, type StepCase } from '../step-cases.ts';

const ask = { type: 'listen', into: 'address', prompt: 'Where?', noMatch: 'No.', noInput: 'What?', next: 'bye' };
const program = aProgram({
  operator: 'other',
  variables: { address: { type: 'text' } },
  steps: {
    ask: {
      ...ask,
      keys: { max: 5, endKey: '#' },
      valid: 'size(address) < 20',
      options: [{ key: '9', phrases: ['I do not know'], next: 'other' }],
    },
    confirmed: { ...ask, confirm: 'You said {{ address }}.', endSilenceMs: 2_000, initialSilenceMs: 30_000 },
    once: { ...ask, tries: 1 },
    spoken: { ...ask, options: [{ key: '9', phrases: ['I do not know'], next: 'other' }] },
  },
});
const alone = aProgram({ variables: { address: { type: 'text' } }, steps: { ask } });

const asking = { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } } as const;
const hangUp = [{ type: 'hangUp', token: '4.0' }] as const;
const recognise = {
  type: 'recogniseSpeech',
  bargeIn: true,
  initialSilenceMs: 5_000,
  endSilenceMs: 1_500,
  language: 'en-US',
  token: '4.0',
} as const;
const keyInput = { keys: { digitsMax: 5, endKey: '#', interDigitMs: 3_000 } } as const;
const oneKey = { keys: { digitsMax: 1, interDigitMs: 3_000 } } as const;

/** The prompt, the silence before, a minute of speech and the silence after it. */
const listeningMs = (characters: number) => characters * 100 + 5_000 + 60_000 + 1_500;

function heard(text: string): CallEvent {
  return { type: 'speechHeard', text, token: '3.0', atMs: nowMs };
}

function say(...texts: string[]) {
  return texts.map((text) => ({ text, language: 'en-US' }));
}

/** The question asked once more. */
function again(
  name: string,
  event: CallEvent,
  told: {
    trace: string;
    said: readonly string[];
    visit?: Partial<Visit>;
    tally?: object;
  },
): StepCase {
  const characters = told.said.join('').length;
  return {
    name,
    program,
    state: aCall(program, asking),
    event,
    becomes: aCall(program, {
      step: 'ask',
      seq: 4,
      visit: { stage: 'asking', ...told.visit },
      operations: { '4.0': open('input', listeningMs(characters)) },
      tally: { ...told.tally },
    }),
    commands: [{ ...recognise, ...keyInput, prompts: say(...told.said) }],
    trace: [told.trace],
  };
}

/** The step is left for a step that hangs up. */
function leaves(name: string, event: CallEvent, told: { to: string; trace: string[]; parts?: object }): StepCase {
  return {
    name,
    program,
    state: aCall(program, asking),
    event,
    becomes: hangingUp(program, { step: told.to, ...told.parts }),
    commands: hangUp,
    trace: told.trace,
  };
}

const toOther = { disposition: 'elsewhere' };
const toSorry = { errorHandled: true, tally: { errors: 1 } };

describe('a listen step', () => {
  itBecomes([
    {
      name: 'listens for speech and keys behind its prompt',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'asking' },
        operations: { '4.0': open('input', listeningMs(6)) },
      }),
      commands: [{ ...recognise, ...keyInput, prompts: say('Where?') }],
      trace: [],
    },
    {
      name: 'listens no longer than the service does where it takes speech',
      program,
      state: aCallBeingAnswered(program, 'confirmed'),
      event: connected,
      becomes: aCall(program, {
        step: 'confirmed',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'asking' },
        operations: { '4.0': open('input', 600 + 20_000 + 60_000 + 2_000) },
      }),
      commands: [{ ...recognise, ...oneKey, initialSilenceMs: 20_000, endSilenceMs: 2_000, prompts: say('Where?') }],
      trace: [],
    },
    leaves('takes what was said', heard('12 Main Street'), {
      to: 'bye',
      trace: ['ask: next', 'bye: ends served'],
      parts: { variables: { address: '12 Main Street' } },
    }),
    leaves('takes keys as well', keys('12345'), {
      to: 'bye',
      trace: ['ask: next', 'bye: ends served'],
      parts: { variables: { address: '12345' } },
    }),
    leaves('takes the keys without the one that ended them', keys('123#'), {
      to: 'bye',
      trace: ['ask: next', 'bye: ends served'],
      parts: { variables: { address: '123' } },
    }),
    ...[heard('I do not know!'), keys('9'), keys('9#')].map((event) =>
      leaves(
        `goes where a phrase leads, whatever its case and punctuation, and its key ${JSON.stringify(event).slice(0, 50)}`,
        event,
        { to: 'other', trace: ['ask: next (option 1)', 'other: ends elsewhere'], parts: toOther },
      ),
    ),
    ...(['9', '0'] as const).map(
      (key): StepCase => ({
        name: `takes the key ${key} where keys are no answer`,
        program,
        state: aCall(program, { ...asking, step: 'spoken' }),
        event: keys(key),
        becomes: hangingUp(program, { step: 'other', ...toOther }),
        commands: hangUp,
        trace: [key === '9' ? 'spoken: next (option 1)' : 'spoken: operator', 'other: ends elsewhere'],
      }),
    ),
    {
      name: 'asks again by * where keys are no answer',
      program,
      state: aCall(program, { ...asking, step: 'spoken' }),
      event: keys('*'),
      becomes: aCall(program, {
        step: 'spoken',
        seq: 4,
        visit: { stage: 'asking' },
        operations: { '4.0': open('input', listeningMs(6)) },
      }),
      commands: [{ ...recognise, ...oneKey, prompts: say('Where?') }],
      trace: ['spoken: repeat'],
    },
    {
      name: 'takes no other key where keys are no answer',
      program,
      state: aCall(program, { ...asking, step: 'spoken' }),
      event: keys('5'),
      becomes: aCall(program, {
        step: 'spoken',
        seq: 4,
        visit: { stage: 'asking', noMatch: 1 },
        operations: { '4.0': open('input', listeningMs(9)) },
        tally: { noMatch: 1 },
      }),
      commands: [{ ...recognise, ...oneKey, prompts: say('No.', 'Where?') }],
      trace: ['spoken: noMatch'],
    },
    ...[heard('Operator.'), heard('speak to someone'), keys('0')].map((event) =>
      leaves(`reaches the operator by ${event.type} ${JSON.stringify(event).slice(0, 50)}`, event, {
        to: 'other',
        trace: ['ask: operator', 'other: ends elsewhere'],
        parts: toOther,
      }),
    ),
    ...[heard('Say that again'), keys('*')].map((event) =>
      again(`asks again at no cost by ${event.type}`, event, { trace: 'ask: repeat', said: ['Where?'] }),
    ),
    again('asks again where the answer breaks its condition', heard('A very long name of a street'), {
      trace: 'ask: noMatch',
      said: ['No.', 'Where?'],
      visit: { noMatch: 1 },
      tally: { noMatch: 1 },
    }),
    again('takes keys that are no digits as no match', keys('1*'), {
      trace: 'ask: noMatch',
      said: ['No.', 'Where?'],
      visit: { noMatch: 1 },
      tally: { noMatch: 1 },
    }),
    again('takes words without a letter as silence', heard(' ... '), {
      trace: 'ask: noInput',
      said: ['What?', 'Where?'],
      visit: { noInput: 1 },
      tally: { noInput: 1 },
    }),
    again('asks again after silence', noInput(), {
      trace: 'ask: noInput',
      said: ['What?', 'Where?'],
      visit: { noInput: 1 },
      tally: { noInput: 1 },
    }),
    again('asks again after what nobody could understand', noInput('noMatch'), {
      trace: 'ask: noMatch',
      said: ['No.', 'Where?'],
      visit: { noMatch: 1 },
      tally: { noMatch: 1 },
    }),
    again('asks again, at no cost, when the result was lost', outcome('deadlinePassed'), {
      trace: 'ask: lost',
      said: ['Where?'],
      visit: { lost: 1 },
      tally: { lost: 1 },
    }),
    again('asks again, at no cost, when something else stopped it', outcome('inputCancelled'), {
      trace: 'ask: interrupted',
      said: ['Where?'],
      visit: { lost: 1 },
    }),
    leaves('fails when the prompt cannot be spoken', noInput('promptFailed'), {
      to: 'sorry',
      trace: ['ask: failed (promptFailed)', 'ask: onError (failed)', 'sorry: ends sorry'],
      parts: toSorry,
    }),
    leaves('fails when the command is refused', refused(), {
      to: 'sorry',
      trace: ['ask: failed (commandRefused)', 'ask: onError (failed)', 'sorry: ends sorry'],
      parts: toSorry,
    }),
    leaves(
      'fails at a choice that nobody offered',
      { type: 'choiceMade', label: 'x', token: '3.0', atMs: nowMs },
      {
        to: 'sorry',
        trace: ['ask: failed', 'ask: onError (failed)', 'sorry: ends sorry'],
        parts: toSorry,
      },
    ),
    {
      name: 'is exhausted by its last try',
      program,
      state: aCall(program, { ...asking, step: 'once' }),
      event: noInput(),
      becomes: hangingUp(program, {
        step: 'sorry',
        errorHandled: true,
        tally: { errors: 1, noInput: 1 },
      }),
      commands: hangUp,
      trace: ['once: exhausted (noInput)', 'once: onError (exhausted)', 'sorry: ends sorry'],
    },
    {
      name: 'is over when the caller hangs up',
      program,
      state: aCall(program, asking),
      event: hungUp,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        phase: 'ended',
        endedAtMs: nowMs,
        parties: { caller: 'gone' },
        visit: { stage: 'asking' },
        disposition: 'abandoned',
      }),
      commands: [],
      trace: ['ask: hungUp', 'ask: ended abandoned'],
    },
    {
      name: 'is not concerned by a result of an earlier listening',
      program,
      state: aCall(program, asking),
      event: { type: 'speechHeard', text: 'late', token: '2.0', atMs: nowMs },
      becomes: aCall(program, asking),
      commands: [],
      trace: [],
    },
    {
      name: 'takes the word for the operator as an answer where nobody can be reached',
      program: alone,
      state: aCall(alone, asking),
      event: heard('operator'),
      becomes: hangingUp(alone, { step: 'bye', variables: { address: 'operator' } }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    },
    {
      name: 'keeps no more of a long speech than a variable can hold',
      program: alone,
      state: aCall(alone, asking),
      event: heard('word '.repeat(1_000)),
      becomes: hangingUp(alone, {
        step: 'bye',
        variables: { address: 'word '.repeat(1_000).slice(0, limits.speechCharactersMax) },
      }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    },
  ]);
});

const confirmation: Command = {
  type: 'recogniseDigits',
  prompts: say('You said 12 Main Street.', 'If that is right, press 1. To enter it again, press 2.'),
  bargeIn: true,
  digitsMax: 1,
  initialSilenceMs: 30_000,
  interDigitMs: 3_000,
  token: '4.0',
};
const confirming = {
  step: 'confirmed',
  visit: { stage: 'confirming', confirms: 1 },
  variables: { address: '12 Main Street' },
  operations: { '3.0': open('input', 0) },
} as const;

describe('a listen step with a confirmation', () => {
  itBecomes([
    {
      name: 'says what it heard and asks for a key',
      program,
      state: aCall(program, { ...asking, step: 'confirmed' }),
      event: heard('12 Main Street'),
      becomes: aCall(program, {
        ...confirming,
        seq: 4,
        operations: { '4.0': open('input', (24 + 54) * 100 + 30_000 + 3_000) },
      }),
      commands: [confirmation],
      trace: [],
    },
    {
      name: 'goes on by 1',
      program,
      state: aCall(program, confirming),
      event: keys('1'),
      becomes: hangingUp(program, { step: 'bye', variables: confirming.variables }),
      commands: hangUp,
      trace: ['confirmed: next (confirmed)', 'bye: ends served'],
    },
    {
      name: 'listens again by 2, at no cost',
      program,
      state: aCall(program, confirming),
      event: keys('2'),
      becomes: aCall(program, {
        ...confirming,
        seq: 4,
        variables: { address: '' },
        visit: { stage: 'asking', confirms: 1 },
        operations: { '4.0': open('input', 600 + 20_000 + 60_000 + 2_000) },
      }),
      commands: [{ ...recognise, ...oneKey, initialSilenceMs: 20_000, endSilenceMs: 2_000, prompts: say('Where?') }],
      trace: ['confirmed: notConfirmed'],
    },
  ]);
});
