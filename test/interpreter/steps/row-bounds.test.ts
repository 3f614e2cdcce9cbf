import { expect, test } from 'vitest';
import { limits } from '../../../src/interpreter/limits.ts';
import { transition } from '../../../src/interpreter/transition.ts';
import { aCallBeingAnswered, connected } from '../a-call.ts';
import { aProgram } from '../a-program.ts';

const long = 'x'.repeat(limits.variableCharactersMax);
const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, '{{ text }}']));
const rows = { type: 'lookup', table: 'customers', into: 'found', next: 'bye', on: { missing: 'other' } };
const save = { type: 'save', table: 'reports', rowKey: 'one', next: 'bye' };
const program = aProgram({
  variables: { text: { type: 'text' }, other: { type: 'text' }, found: { type: [{ name: 'text' }] } },
  steps: {
    byPrefix: { ...rows, prefix: '{{ text }}{{ other }}' },
    byLongPrefix: { ...rows, prefix: '{{ text }}-{{ text }}-{{ text }}-{{ text }}-{{ text }}' },
    save: { ...save, values: fields(30) },
    saveMore: { ...save, values: fields(33) },
    speak: { type: 'play', prompt: '{{ text }}{{ text }}{{ text }}{{ text }}{{ text }}', next: 'bye' },
  },
});

/** What a step does when it is entered with this text. */
function enters(step: string, text: string) {
  const state = aCallBeingAnswered(program, step);
  const confidential = { ...state.confidential, variables: [{ text, other: '', found: [] }] };
  const after = transition(program, { ...state, confidential }, connected);
  return { commands: after.commands, disposition: after.state.disposition, trace: after.trace };
}

test('a prefix that is empty by mistake finds nothing, and nobody is asked', () => {
  expect(enters('byPrefix', '')).toMatchObject({ commands: [{ type: 'hangUp' }], disposition: 'elsewhere' });
  expect(enters('byPrefix', 'a').commands).toMatchObject([{ type: 'lookUpRows', by: { prefix: 'a' } }]);
});

test('a key is not cut to that of another row, however long it is', () => {
  const prefix = Array(5).fill(long).join('-');
  expect(enters('byLongPrefix', long).commands).toMatchObject([{ by: { prefix } }]);
});

test('a row that is larger than a call can hold is not saved, which the flow hears', () => {
  expect(enters('save', long).commands).toMatchObject([{ type: 'saveRow' }]);
  const { commands, trace } = enters('saveMore', long);
  expect(commands.map(({ type }) => type)).toEqual(['hangUp']);
  expect(trace[0]).toEqual({ step: 'saveMore', outcome: 'failed (rowTooLarge)' });
});

test('a prompt is cut to what the service takes', () => {
  expect(enters('speak', long).commands).toMatchObject([
    { type: 'play', prompts: [{ text: 'x'.repeat(limits.promptCharactersMax) }] },
  ]);
});
