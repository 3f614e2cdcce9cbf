import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProgram } from '../../../src/interpreter/checks/check-program.ts';
import { flowWarningCodes } from '../../../src/interpreter/checks/finding.ts';
import { anyProgram } from '../any-flow.ts';
import { aMenu, found } from './a-checked-flow.ts';

test('whatever parses can be checked, and every finding is worded and placed', () => {
  fc.assert(
    fc.property(anyProgram, (program) => {
      for (const { code, flow, path, message, advice } of checkProgram(program)) {
        expect(flowWarningCodes).toContain(code);
        expect([...program.flows.keys()]).toContain(flow);
        expect(path.length).toBeGreaterThan(0);
        expect(message).toMatch(/\.$/);
        expect(advice).toMatch(/[.?]$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('a flow as long as flows can be is checked to its end', () => {
  const count = 4_900;
  const steps = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index === 0 ? 'first' : `ask${index}`,
      {
        ...aMenu,
        options: [{ key: '1', next: index === count - 1 ? 'bye' : `ask${index + 1}` }, ...aMenu.options.slice(1)],
      },
    ]),
  );
  expect(found({ steps })).toEqual([]);
});
