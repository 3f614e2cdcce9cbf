import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import { aFlow } from './a-program.ts';
import { branch, say, variables } from './flow-parts.ts';
import { wrongFlows } from './wrong-flows.ts';

/** As a document: without what is undefined. */
function asJson(flow: unknown): unknown {
  return flow === undefined ? undefined : JSON.parse(JSON.stringify(flow));
}

describe.each(Object.entries(wrongFlows))('the problem %s', (code, cases) => {
  it.each(cases)('is found at its place: $name', ({ flow, path, words }) => {
    const parsed = parseFlow(asJson(flow), 'hash');
    const problems = parsed.ok ? [] : parsed.error;
    const found = problems.find((problem) => problem.code === code && problem.path.join('.') === path.join('.'));
    expect(found, JSON.stringify(problems)).toBeDefined();
    expect(`${found?.message} ${found?.advice}`).toContain(words);
    expect(found?.advice).toMatch(/\S.*[.?]$/);
  });
});

describe('a flow', () => {
  it('is a program, named by its hash, with its texts compiled', () => {
    const parsed = parseFlow(
      aFlow({ variables, steps: { ask: { ...say, prompt: 'Pin {{ pin }}.' }, check: branch } }),
      'abc',
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { hash, main, flows } = parsed.value;
    expect(hash).toBe('abc');
    expect([...flows]).toEqual([['test-line', main]]);
    expect([...main.steps.keys()]).toEqual(['ask', 'check', 'bye', 'other', 'sorry']);
    expect([...main.steps.values()].map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(main.texts.map(({ path, kind, reads }) => [path.join('.'), kind, [...reads]])).toEqual([
      ['steps.ask.prompt', 'prompt', ['pin']],
      ['steps.check.cases.0.if', 'condition', ['count']],
    ]);
  });

  it('may name its steps like what every object has', () => {
    const steps = { constructor: { ...say, next: 'toString' }, toString: { ...say, next: 'bye' } };
    expect(parseFlow(aFlow({ steps }), 'hash').ok).toBe(true);
  });

  it('lists all problems at once, but not thousands', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`s${index}`, { ...say, next: 'nowhere' }]),
    );
    const parsed = parseFlow(aFlow({ steps }), 'hash');
    expect(parsed.ok ? [] : parsed.error).toHaveLength(100);
  });

  it('has no more steps than a flow may have', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, say]));
    // `aFlow` adds three steps of its own.
    expect(parseFlow(aFlow({ steps: many(limits.stepsPerFlowMax - 3) }), 'hash').ok).toBe(true);
    const parsed = parseFlow(aFlow({ steps: many(limits.stepsPerFlowMax - 2) }), 'hash');
    expect(parsed.ok ? [] : parsed.error.map(({ path }) => path)).toEqual([['steps']]);
  });
});
