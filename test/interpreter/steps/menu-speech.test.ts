import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../src/interpreter/command.ts';
import type { CallEvent } from '../../../src/interpreter/event.ts';
import { keys, noInput, nowMs, open, outcome, refused } from '../a-call.ts';
import { codesOf } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const ask = {
  type: 'menu',
  prompt: 'Which?',
  noMatch: 'No.',
  noInput: 'What?',
  options: [
    { key: '1', phrases: ['appointments', 'my appointment'], value: 'a', next: 'bye' },
    { key: '2', value: 'b' },
    { key: '3' },
  ],
  into: 'topic',
  next: 'other',
};
const variables = { topic: { type: 'text', initial: 'none' } };
const program = aProgram({ operator: 'other', variables, steps: { ask } });
const alone = aProgram({ variables, steps: { ask } });
const taken = aProgram({
  operator: 'other',
  variables,
  steps: {
    ask: {
      ...ask,
      options: [
        { key: '0', phrases: ['nothing'] },
        { key: '*', phrases: ['stars'] },
      ],
    },
  },
});

const asking = { stage: 'asking' } as const;
const at = { step: 'ask', visit: asking, operations: { '3.0': open('input', 0) } } as const;
const rows = new StepRows(program, at);
const listeningMs = (characters: number) => characters * 100 + 5_000 + 15_000;
const command = {
  type: 'recogniseChoice',
  bargeIn: true,
  language: 'en-US',
  initialSilenceMs: 5_000,
  token: '4.0',
} as const;
const written: readonly Choice[] = [
  { label: 'option1', phrases: ['appointments', 'my appointment'], key: '1' },
  { label: 'option2', phrases: ['2'], key: '2' },
  { label: 'option3', phrases: ['3'], key: '3' },
];
const operator: Choice = { label: 'operator', phrases: ['operator', 'speak to someone', 'agent'], key: '0' };
const repeat: Choice = { label: 'repeat', phrases: ['repeat', 'say that again'], key: '*' };

function chosen(label: string, token = '3.0'): CallEvent {
  return { type: 'choiceMade', label, token, atMs: nowMs };
}

/** What the menu does when it asks once more. */
function asksAgain(lead: readonly string[], visit: object, trace: string) {
  const said = [...lead, 'Which?'];
  return {
    visit: { ...asking, ...visit },
    operations: { '4.0': open('input', listeningMs(said.join('').length)) },
    commands: [
      {
        ...command,
        choices: [...written, operator, repeat],
        prompts: said.map((text) => ({ text, language: 'en-US' })),
      },
    ],
    trace: [`ask: ${trace}`],
  };
}

describe('a menu with phrases', () => {
  itBecomes([
    rows.enters('offers each option, the operator and the question again, each by phrase and key', {
      ...asksAgain([], {}, ''),
      trace: [],
    }),
    new StepRows(alone, at).enters('offers no operator where nobody can be reached', {
      ...asksAgain([], {}, ''),
      commands: [{ ...command, choices: [...written, repeat], prompts: [{ text: 'Which?', language: 'en-US' }] }],
      trace: [],
    }),
    new StepRows(taken, at).enters('lets options take the keys of both', {
      ...asksAgain([], {}, ''),
      commands: [
        {
          ...command,
          choices: [
            { label: 'option1', phrases: ['nothing'], key: '0' },
            { label: 'option2', phrases: ['stars'], key: '*' },
          ],
          prompts: [{ text: 'Which?', language: 'en-US' }],
        },
      ],
      trace: [],
    }),
    rows.leaves('goes where the option leads, and takes its value', chosen('option1'), {
      to: 'bye',
      trace: ['ask: next (option 1)'],
      variables: { topic: 'a' },
    }),
    rows.leaves('goes on where the option leads nowhere of its own', chosen('option2'), {
      to: 'other',
      trace: ['ask: next (option 2)'],
      variables: { topic: 'b' },
    }),
    rows.leaves('takes nothing where the option has no value', chosen('option3'), {
      to: 'other',
      trace: ['ask: next (option 3)'],
    }),
    rows.leaves('takes the key of an option as digits too', keys('1'), {
      to: 'bye',
      trace: ['ask: next (option 1)'],
      variables: { topic: 'a' },
    }),
    rows.leaves('reaches the operator', chosen('operator'), { to: 'other', trace: ['ask: operator'] }),
    rows.stays('repeats at no cost', chosen('repeat'), asksAgain([], {}, 'repeat')),
    rows.stays('takes a choice that it never offered as no match', chosen('option9'), {
      ...asksAgain(['No.'], { noMatch: 1 }, 'noMatch'),
      tally: { noMatch: 1 },
    }),
    rows.stays('asks again after silence', noInput(), {
      ...asksAgain(['What?'], { noInput: 1 }, 'noInput'),
      tally: { noInput: 1 },
    }),
    rows.stays('asks again after what nobody could understand', noInput('noMatch'), {
      ...asksAgain(['No.'], { noMatch: 1 }, 'noMatch'),
      tally: { noMatch: 1 },
    }),
    rows.stays('asks again when the result was lost', outcome('deadlinePassed'), {
      ...asksAgain([], { lost: 1 }, 'lost'),
      tally: { lost: 1 },
    }),
    rows.stays(
      'asks again when something else stopped it',
      outcome('inputCancelled'),
      asksAgain([], { lost: 1 }, 'interrupted'),
    ),
    rows.leaves('fails when the recognition does', noInput('failed'), { to: 'sorry', trace: ['ask: failed (failed)'] }),
    rows.leaves('fails when the command is refused', refused(), {
      to: 'sorry',
      trace: ['ask: failed (commandRefused)'],
    }),
    rows.leaves(
      'fails at free speech, which it does not listen for',
      { type: 'speechHeard', text: 'x', token: '3.0', atMs: nowMs },
      { to: 'sorry', trace: ['ask: failed'] },
    ),
    rows.ignores('is not concerned by a late choice', chosen('option1', '2.0')),
    rows.endsByHangUp(),
  ]);
});

describe('what a menu with phrases is refused for', () => {
  const spanish = { languages: ['es-US'], variables };
  const inBoth = { 'en-US': ['billing'], 'es-US': ['factura'] };
  it.each([
    {
      name: 'an option without phrases in one of the languages',
      parts: {
        ...spanish,
        defaults: { operatorPhrases: inBoth, repeatPhrases: inBoth },
        steps: { ask: { ...ask, options: [{ key: '1', phrases: { 'en-US': ['x'] } }] } },
      },
      codes: ['phrases-missing at steps.ask.options.0.phrases'],
    },
    {
      name: 'no words for the operator and the question again in a language that has none by itself',
      parts: { ...spanish, operator: 'other', steps: { ask: { ...ask, options: [{ key: '1', phrases: inBoth }] } } },
      codes: ['phrases-missing at steps.ask', 'phrases-missing at steps.ask'],
    },
    {
      name: 'no words for the question again, where there is no operator that could be asked for',
      parts: { ...spanish, steps: { ask: { ...ask, options: [{ key: '1', phrases: inBoth }] } } },
      codes: ['phrases-missing at steps.ask'],
    },
    {
      name: 'a value of another type',
      parts: { variables, steps: { ask: { ...ask, options: [{ key: '1', value: 1 }] } } },
      codes: ['wrong-type at steps.ask.options.0.value'],
    },
    ...[
      { value: { say: 'nobody' }, code: 'unknown-prompt at steps.ask.options.0.value.say' },
      { value: 'Hello {{ name }}.', code: 'initial-value at steps.ask.options.0.value' },
      { value: { rate: 0.8, text: 'x' }, code: 'voice-missing at steps.ask.options.0.value' },
    ].map(({ value, code }) => ({
      name: `a prompt that nobody could speak: ${JSON.stringify(value)}`,
      parts: {
        variables: { words: { type: 'prompt' }, name: { type: 'text' } },
        steps: { ask: { ...ask, into: 'words', options: [{ key: '1', value }] } },
      },
      codes: [code],
    })),
    {
      name: 'a value that nothing takes',
      parts: { steps: { ask: { ...ask, into: undefined, options: [{ key: '1', value: 'a' }] } } },
      codes: ['unknown-variable at steps.ask.options.0.value'],
    },
    {
      name: 'two options of one key',
      parts: { variables, steps: { ask: { ...ask, options: [{ key: '1' }, { key: '1' }] } } },
      codes: ['duplicate-option at steps.ask.options.1.key'],
    },
    {
      name: 'an option that leads nowhere',
      parts: { variables, steps: { ask: { ...ask, next: undefined } } },
      codes: ['outcome-leads-nowhere at steps.ask.options.1', 'outcome-leads-nowhere at steps.ask.options.2'],
    },
    {
      name: 'no options at all',
      parts: { variables, steps: { ask: { ...ask, options: undefined } } },
      codes: ['schema at steps.ask.options'],
    },
  ])('$name', ({ parts, codes }) => {
    expect(codesOf(parts)).toEqual(codes);
  });
});
