import { expect, it } from 'vitest';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import { aFlow } from './a-program.ts';

const say = { type: 'play', prompt: 'Hello.', next: 'bye' };

/** The problems of a flow with such a step, in words. */
function problemsOf(ask: unknown, flow: object = {}): string[] {
  const parsed = parseFlow(aFlow({ ...flow, steps: { ask } }), 'hash');
  return parsed.ok ? [] : parsed.error.map(({ message, advice }) => `${message} ${advice}`);
}

it.each([
  ['a prompt', { ...say, prompt: 5 }, {}, 'Write a text, or { "say": name }'],
  ['a target', { ...say, next: 7 }, {}, 'Write the name of a step'],
  ['the target of an outcome', { ...say, on: { failed: 7 } }, {}, 'Write the name of a step'],
  ['a variable', say, { variables: { patient: 'text' } }, 'Write an object such as { "type": "text" }.'],
  ['a type', say, { variables: { patient: { type: [] } } }, 'Write a type: text, integer'],
  ['a text', { ...say, note: 5 }, {}, 'is not a text. Write a text here.'],
  ['the name of a step', { ...say, next: 'große Frage' }, {}, 'Names are of letters a to z, digits and -'],
  ['the name of a variable', say, { variables: { patient_number: { type: 'text' } } }, 'begin with a small letter'],
  ['a name that CEL uses', say, { variables: { size: { type: 'text' } } }, 'Give it another name.'],
])('what can stand there is told of %s', (_name, ask, flow, words) => {
  expect(problemsOf(ask, flow).join('\n')).toContain(words);
});

it('a prompt that is written per language is one problem, which says where it belongs', () => {
  const prompt = { 'en-US': 'Hello.', 'de-DE': 'Hallo.' };
  expect(problemsOf({ ...say, prompt })).toEqual([
    '"steps.ask.prompt" is written per language, which only prompts of the catalogue are. Put it into "prompts" under a name, and write { "say": that name } here.',
  ]);
});

it.each([
  [
    { ...say, next: ['bye'] },
    '"steps.ask.next" has none of the forms that can stand here. Write the name of a step, or',
  ],
  [{ ...say, prompt: { text: 'Hello.', rate: 'fast' } }, '"steps.ask.prompt.rate" is "fast", which is not a number.'],
])('of several forms that is told which the author most likely meant, in our own words: %j', (ask, words) => {
  const problems = problemsOf(ask);
  expect(problems).toEqual([expect.stringContaining(words)]);
  expect(problems.join()).not.toContain('Invalid');
});

it('the operator can stand in several forms', () => {
  expect(problemsOf(say, { operator: ['bye'] })).toEqual([
    '"operator" has none of the forms that can stand here. Write the name of a step, or { "none": "why nobody can be reached" }.',
  ]);
});
