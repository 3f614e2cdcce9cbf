import { describe, expect, it } from 'vitest';
import { keys, noInput, open, outcome, refused } from '../a-call.ts';
import { codesOf } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const ask = { type: 'play', prompt: 'Hello.', keys: { '1': 'other' }, next: 'bye' };
const program = aProgram({
  variables: { name: { type: 'text' } },
  steps: {
    ask,
    thrice: { type: 'play', prompt: 'Hello.', loop: 3, next: 'bye' },
    keyed: { ...ask, loop: 2 },
    skippable: { type: 'play', prompt: 'Hello.', bargeIn: true, next: 'bye' },
    empty: { ...ask, prompt: '{{ name }}' },
  },
});

const announcing = { stage: 'announcing' } as const;
const hello = { text: 'Hello.', language: 'en-US' };
const recognise = {
  type: 'recogniseDigits',
  bargeIn: true,
  digitsMax: 1,
  initialSilenceMs: 1_000,
  interDigitMs: 1_000,
  token: '4.0',
} as const;
const rows = (step: string, lost = 0) =>
  new StepRows(program, { step, visit: { ...announcing, lost }, operations: { '3.0': open('input', 0) } });
const heard = {
  visit: announcing,
  operations: { '4.0': open('input', 600 + 2_000) },
  commands: [{ ...recognise, prompts: [hello] }],
};
const again = { ...heard, visit: { ...announcing, lost: 1 }, trace: ['ask: interrupted'] };

describe('a play step with keys', () => {
  itBecomes([
    rows('ask').enters('listens while it speaks, and a second longer', heard),
    rows('keyed').enters('listens while it speaks several times', {
      visit: announcing,
      operations: { '4.0': open('input', 1_200 + 2_000) },
      commands: [{ ...recognise, prompts: [hello, hello] }],
    }),
    rows('ask').leaves('goes where the key leads', keys('1'), { to: 'other', trace: ['ask: next (key 1)'] }),
    rows('ask').leaves('goes on when no key came', noInput(), { to: 'bye', trace: ['ask: next'] }),
    rows('ask').leaves('goes on when the news of it was lost', outcome('deadlinePassed'), {
      to: 'bye',
      trace: ['ask: next (lost)'],
      tally: { lost: 1 },
    }),
    rows('ask').stays('begins again at a key that leads nowhere', keys('7'), again),
    rows('ask').stays('begins again when something else stopped it', outcome('inputCancelled'), again),
    rows('ask', 2).leaves('goes on when it was stopped a third time', keys('7'), {
      to: 'bye',
      trace: ['ask: next (interrupted)'],
    }),
    rows('ask').leaves('fails when the prompt cannot be spoken', noInput('promptFailed'), {
      to: 'sorry',
      trace: ['ask: failed (promptFailed)'],
    }),
    rows('ask').leaves('fails when the command is refused', refused(), {
      to: 'sorry',
      trace: ['ask: failed (commandRefused)'],
    }),
    rows('empty').passes('goes on at once where there is nothing to say', {
      to: 'bye',
      trace: ['empty: next (nothingToSay)'],
    }),
    rows('ask').ignores('is not concerned by a late key', keys('1', '2.0')),
    rows('ask').endsByHangUp(),
  ]);

  it('cannot have them unheard', () => {
    expect(codesOf({ steps: { ask: { ...ask, bargeIn: false } } })).toEqual(['schema at steps.ask']);
  });
});

describe('a play step that any key ends', () => {
  itBecomes([
    rows('skippable').enters('listens while it speaks', heard),
    ...['1', '*', '#'].map((key) =>
      rows('skippable').leaves(`goes on at the key ${key}`, keys(key), {
        to: 'bye',
        trace: ['skippable: next (skipped)'],
      }),
    ),
    rows('skippable').leaves('goes on when no key came', noInput(), { to: 'bye', trace: ['skippable: next'] }),
  ]);
});

const playing = new StepRows(program, {
  step: 'thrice',
  visit: announcing,
  operations: { '3.0': open('prompt', 1_800) },
});

describe('a play step with a loop', () => {
  itBecomes([
    playing.enters('speaks its prompt so many times in one', {
      visit: announcing,
      operations: { '4.0': open('prompt', 1_800) },
      commands: [{ type: 'play', prompts: [hello, hello, hello], token: '4.0' }],
    }),
    playing.leaves('goes on when all were spoken', outcome('promptCompleted'), { to: 'bye', trace: ['thrice: next'] }),
    playing.stays('begins again when something else stopped it', outcome('promptCancelled'), {
      visit: { ...announcing, lost: 1 },
      operations: { '4.0': open('prompt', 1_800) },
      commands: [{ type: 'play', prompts: [hello, hello, hello], token: '4.0' }],
      trace: ['thrice: interrupted'],
    }),
  ]);
});
