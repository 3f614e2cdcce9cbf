import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';

/** A flow document as JSON, with what a test does not care about filled in. */
export function aFlow(parts: { readonly steps: Record<string, unknown> } & Record<string, unknown>): object {
  const [first] = Object.keys(parts.steps);
  return {
    name: 'test-line',
    language: 'en-US',
    start: first ?? 'bye',
    operator: { none: 'A test has nobody.' },
    onError: 'sorry',
    ...parts,
    steps: {
      ...parts.steps,
      bye: { type: 'hangUp', disposition: 'served' },
      other: { type: 'hangUp', disposition: 'elsewhere' },
      sorry: { type: 'hangUp', disposition: 'sorry' },
    },
  };
}

/** The program of such a flow; throws with its problems if it does not parse. */
export function aProgram(parts: Parameters<typeof aFlow>[0]): Program {
  const parsed = parseFlow(aFlow(parts), 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, undefined, 1));
  return parsed.value;
}
