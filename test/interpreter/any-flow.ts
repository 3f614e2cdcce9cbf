import fc from 'fast-check';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { anyInputStep, anyStep, anyStepName, maybe } from './any-step.ts';

const shape = { at: 'text', n: 'integer' };

/** What every flow declares; as sub-flows they take `given` and yield some of the others. */
const declarations = {
  language: 'en-US',
  languages: ['de-DE'],
  voices: { 'en-US': 'en-US-AvaNeural', 'de-DE': 'de-DE-KatjaNeural' },
  timeZone: 'America/New_York',
  prompts: { hello: { 'en-US': ['Hello.', 'Hello {{ text }}.'], 'de-DE': 'Hallo.' } },
  inputs: { given: { type: 'text', initial: 'nothing' } },
  variables: {
    text: { type: 'text' },
    count: { type: 'integer' },
    flag: { type: 'boolean' },
    day: { type: 'date' },
    pin: { type: 'text' },
    slot: { type: shape },
    slots: { type: [shape], initial: [{ at: 'noon', n: 1 }, { at: 'two' }] },
    texts: { type: ['text'] },
    words: { type: 'prompt', initial: { say: 'hello' } },
  },
  outputs: ['text', 'slots'],
  outcomes: ['done'],
  defaults: {
    noMatch: ['Not that.', { say: 'ofTheLine' }],
    confirmKeys: 'Right, 1. Again, 2.',
    operatorPhrases: { 'en-US': ['operator'], 'de-DE': ['Zentrale'] },
    repeatPhrases: { 'en-US': ['repeat'], 'de-DE': ['nochmal'] },
  },
};

const steps = fc.record({
  ask: anyInputStep,
  say: anyStep,
  constructor: anyInputStep,
  toString: anyStep,
  hasOwnProperty: anyStep,
  end: anyStep,
});

const operator = fc.oneof(anyStepName, fc.constant({ none: 'Nobody.' }));

function flowNamed(name: string, isMain: boolean) {
  return fc
    .record({
      start: anyStepName,
      operator: isMain ? operator : maybe(operator),
      onError: maybe(anyStepName),
      onHangUp: maybe(anyStepName),
      steps,
    })
    .map((parts) => ({ name, ...declarations, ...parts }));
}

const line = {
  prompts: {
    'en-US': { ofTheLine: 'Of the line, {{ count }}.' },
    'de-DE': { ofTheLine: ['Leitung.', 'Schon wieder.'] },
  },
  schedules: {
    schedules: {
      desk: {
        timeZone: 'Europe/Berlin',
        weekly: {
          friday: [
            { from: '08:00', to: '12:00' },
            { from: '22:00', to: '02:00' },
          ],
        },
        holidays: [{ date: '12-25', name: 'Christmas' }],
      },
    },
  },
  clips: { 'hold.wav': 3_000 },
};

/** The source of a small line that means nothing: loops, dead ends, recursion and names of the prototype included. */
const anySource = fc
  .record({ 'any-flow': flowNamed('any-flow', true), sub: flowNamed('sub', false), deep: flowNamed('deep', false) })
  // Absent, not undefined: a document is JSON.
  .map((flows) => JSON.parse(JSON.stringify({ main: 'any-flow', flows, ...line })));

/** A line that means nothing, and parses. */
export const anyProgram: fc.Arbitrary<Program> = anySource.map((source) => {
  const bare = parseProgram(source, 'hash');
  if (bare.ok) return shownAs(source, bare.value);
  // An outcome that leads nowhere needs an onError; a flow that lists all its outcomes does without.
  const flows = Object.entries<object>(source.flows).map(([name, flow]) => [name, { onError: 'end', ...flow }]);
  const parsed = parseProgram({ ...source, flows: Object.fromEntries(flows) }, 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.slice(0, 5)));
  return shownAs(source, parsed.value);
});

/** A failing property shows the documents, not what they were compiled to. */
function shownAs(source: unknown, program: Program): Program {
  return Object.defineProperty(program, fc.toStringMethod, { value: () => JSON.stringify(source), enumerable: false });
}
