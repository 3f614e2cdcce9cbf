import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { aFlow, aFlowDirectory, someRoutes } from './flow-directory.ts';

/** Keys and texts that mean something to somebody. */
const word = fc.constantFrom(
  ...['__proto__', 'constructor', 'name', 'steps', 'flow', 'subflow', 'type', 'say', 'hours', 'greeting', 'welcome'],
  ...['routes', 'to', 'callers', 'with', '*', 'anonymous', '+14255550100', 'schedules', 'en-US', '', '{{', 'hangUp'],
);
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, word, fc.jsonValue({ maxDepth: 1 }), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: false }),
})).value;
const anyText = fc.oneof(
  { weight: 3, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

test('whatever stands in the files, there are flows or problems with their places, and never a throw', () => {
  const right = { 'greeting.flow.json': aFlow, 'routes.json': someRoutes };
  const file = fc.constantFrom(...Object.keys(right), 'other.flow.json', 'schedules.json', 'prompts/en-US.json');
  fc.assert(
    fc.property(fc.dictionary(file, anyText, { noNullPrototype: true }), (files) => {
      const read = loadFlowDirectory(aFlowDirectory({ ...right, ...files }));
      const lines = read.ok ? [] : read.error.map(({ line, column }) => Math.min(line, column));
      expect(read.ok || lines.length > 0).toBe(true);
      expect(lines.filter((place) => !(place >= 1))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
