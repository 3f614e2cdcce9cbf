import fc from 'fast-check';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { StepType } from '../../src/interpreter/step-definition.ts';

/** Names that are easily confused with what every object has. */
const names = ['ask', 'say', 'constructor', 'toString', 'hasOwnProperty', 'end'] as const;

const inputNames = ['ask', 'constructor'] as const;

const stepNameOf = fc.constantFrom(...names);
const target = fc.oneof(
  { weight: 4, arbitrary: stepNameOf },
  { weight: 1, arbitrary: fc.record({ retry: fc.constantFrom(...inputNames) }) },
  {
    weight: 1,
    arbitrary: fc.record({ retry: fc.constantFrom(...inputNames), say: fc.constant('Sorry, {{ text }}.') }),
  },
);
const prompt = fc.constantFrom('Hello.', '{{ text }}', '{{ spell(text) }} and {{ count }}', [
  'One.',
  'Two {{ count }}.',
]);
const condition = fc.constantFrom(
  'count > 2',
  'text == "1"',
  'text.startsWith("4")',
  'double(text) > 1.0',
  'flag',
  'true',
);

function optional(...fields: string[]) {
  const record = fc.record(Object.fromEntries(fields.map((field) => [field, target])), { requiredKeys: [] });
  return fc.option(record, { nil: undefined });
}

const input = {
  prompt,
  bargeIn: fc.option(fc.boolean(), { nil: undefined }),
  tries: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  on: optional('exhausted', 'failed', 'noInput', 'noMatch', 'hungUp', 'else'),
};

const options = fc.uniqueArray(fc.constantFrom('0', '1', '2', '*', '#'), { minLength: 1, maxLength: 3 });
const values = fc.constantFrom<Record<string, string>>(
  { count: 'count + 1' },
  { text: 'text + "1"' },
  { flag: '!flag', text: 'call.from' },
  { count: 'double(text)' },
);

/** A step of each kind; a kind that is missing here does not compile. */
const stepsByKind: Record<StepType, fc.Arbitrary<object>> = {
  reject: fc.record({ type: fc.constant('reject') }),
  redirect: fc.record({
    type: fc.constant('redirect'),
    to: fc.constant('+1{{ text }}'),
    on: optional('failed', 'else'),
  }),
  answer: fc.record({ type: fc.constant('answer'), next: target }),
  play: fc.record({ type: fc.constant('play'), prompt, next: target, on: optional('failed', 'hungUp') }),
  menu: fc.record({ type: fc.constant('menu'), options: options.map(asOptions), next: target, ...input }),
  collect: fc.record({
    type: fc.constant('collect'),
    into: fc.constant('text'),
    digits: fc.constantFrom({ min: 1, max: 1 }, { min: 2, max: 3, endKey: '#' }),
    valid: fc.option(condition, { nil: undefined }),
    confirm: fc.option(prompt, { nil: undefined }),
    next: target,
    ...input,
  }),
  set: fc.record({ type: fc.constant('set'), values, next: target }),
  branch: fc.record({
    type: fc.constant('branch'),
    cases: fc.array(fc.record({ if: condition, next: target }), { minLength: 1, maxLength: 3 }),
    else: target,
  }),
  transfer: fc.record({
    type: fc.constant('transfer'),
    to: fc.constantFrom('+14255550102', '{{ text }}'),
    prompt: fc.option(prompt, { nil: undefined }),
    on: optional('failed', 'hungUp'),
  }),
  hangUp: fc.record({
    type: fc.constant('hangUp'),
    prompt: fc.option(prompt, { nil: undefined }),
    disposition: fc.constantFrom('served', 'other'),
  }),
};

function asOptions(keys: readonly string[]): { key: string }[] {
  return keys.map((key) => ({ key }));
}

const anyStep = fc.oneof(...Object.values(stepsByKind));
const inputStep = fc.oneof(stepsByKind.menu, stepsByKind.collect);

const anyDocument = fc.record({
  name: fc.constant('any-flow'),
  language: fc.constant('en-US'),
  variables: fc.constant({ text: { type: 'text' }, count: { type: 'integer' }, flag: { type: 'boolean' } }),
  start: stepNameOf,
  operator: fc.oneof(stepNameOf, fc.constant({ none: 'Nobody.' })),
  onError: fc.option(stepNameOf, { nil: undefined }),
  onHangUp: fc.option(stepNameOf, { nil: undefined }),
  steps: fc.record({
    ask: inputStep,
    say: anyStep,
    constructor: inputStep,
    toString: anyStep,
    hasOwnProperty: anyStep,
    end: anyStep,
  }),
});

/** A small flow that means nothing, and parses: loops, dead ends and names of the prototype included. */
export const anyProgram: fc.Arbitrary<Program> = anyDocument.map((document) => {
  // Absent, not undefined: a document is JSON.
  const json = JSON.parse(JSON.stringify(document));
  const bare = parseFlow(json, 'hash');
  // An outcome that leads nowhere needs an onError; a flow that lists all its outcomes does without.
  const parsed = bare.ok ? bare : parseFlow({ ...json, onError: 'end' }, 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
});
