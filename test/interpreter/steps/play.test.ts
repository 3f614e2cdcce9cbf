import { describe } from 'vitest';
import { aCall, aCallBeingAnswered, connected, hangingUp, nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({
  voices: { 'en-US': 'en-US-JennyNeural' },
  variables: { name: { type: 'text' } },
  steps: {
    ask: { type: 'play', prompt: ['Hello {{ name }}.', 'Again.'], next: 'bye' },
    listed: { type: 'play', prompt: 'Hello.', next: 'bye', on: { failed: 'other' } },
    wide: { type: 'play', prompt: '您好。', next: 'bye' },
    empty: { type: 'play', prompt: '{{ name }}', next: 'bye' },
  },
});

const playing = aCall(program, {
  step: 'ask',
  visit: { stage: 'announcing' },
  operations: { '3.0': open('prompt', 0) },
});
const hangUp = [{ type: 'hangUp', token: '4.0' }] as const;

describe('a play step', () => {
  itBecomes([
    {
      name: "speaks its prompt with the flow's voice, filled in",
      program,
      state: {
        ...aCallBeingAnswered(program, 'ask'),
        confidential: { ...playing.confidential, variables: [{ name: 'Ada' }] },
      },
      event: connected,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'announcing' },
        variables: { name: 'Ada' },
        // Ten characters, at the slowest pace of ten a second.
        operations: { '4.0': open('prompt', 1_000) },
      }),
      commands: [
        {
          type: 'play',
          token: '4.0',
          prompts: [{ text: 'Hello Ada.', language: 'en-US', voice: 'en-US-JennyNeural' }],
        },
      ],
      trace: [],
    },
    {
      name: 'is given more time for a script whose characters are syllables',
      program,
      state: aCallBeingAnswered(program, 'wide'),
      event: connected,
      becomes: aCall(program, {
        step: 'wide',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'announcing' },
        operations: { '4.0': open('prompt', 900) },
      }),
      commands: [
        { type: 'play', token: '4.0', prompts: [{ text: '您好。', language: 'en-US', voice: 'en-US-JennyNeural' }] },
      ],
      trace: [],
    },
    {
      name: 'goes on when the prompt was spoken',
      program,
      state: playing,
      event: outcome('promptCompleted'),
      becomes: hangingUp(program, { step: 'bye' }),
      commands: hangUp,
      trace: ['ask: next', 'bye: ends served'],
    },
    {
      name: 'goes on when the news of it was lost: its time is over',
      program,
      state: playing,
      event: outcome('deadlinePassed'),
      becomes: hangingUp(program, { step: 'bye', tally: { lost: 1 } }),
      commands: hangUp,
      trace: ['ask: next (lost)', 'bye: ends served'],
    },
    {
      name: 'goes on at once where there is nothing to say',
      program,
      state: aCallBeingAnswered(program, 'empty'),
      event: connected,
      becomes: hangingUp(program, { step: 'bye', answeredAtMs: nowMs }),
      commands: hangUp,
      trace: ['empty: next (nothingToSay)', 'bye: ends served'],
    },
    {
      name: "fails to the flow's onError when the prompt cannot be spoken",
      program,
      state: playing,
      event: { type: 'promptFailed', reason: '400/8582', token: '3.0', atMs: nowMs },
      becomes: hangingUp(program, { step: 'sorry', errorHandled: true, tally: { errors: 1 } }),
      commands: hangUp,
      trace: ['ask: failed (promptFailed)', 'ask: onError (failed)', 'sorry: ends sorry'],
    },
    {
      name: 'fails to what it lists when the command is refused',
      program,
      state: { ...playing, step: 'listed' },
      event: refused(),
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: hangUp,
      trace: ['listed: failed (commandRefused)', 'other: ends elsewhere'],
    },
  ]);
});
