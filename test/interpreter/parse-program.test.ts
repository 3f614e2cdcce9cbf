import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import { aFlow } from './a-program.ts';
import { say } from './flow-parts.ts';
import { wrongLineCodes, wrongLines } from './wrong-lines.ts';

function asJson(source: unknown): unknown {
  return JSON.parse(JSON.stringify(source));
}

describe('what is wrong with a line', () => {
  it.each(wrongLines)('is found at its place: $name', ({ source, code, flow, path, words }) => {
    const parsed = parseProgram(asJson(source), 'hash');
    const problems = parsed.ok ? [] : parsed.error;
    const found = problems.find(
      (one) => one.code === code && one.flow === flow && one.path.join('.') === path.join('.'),
    );
    expect(found, JSON.stringify(problems)).toBeDefined();
    expect(`${found?.message} ${found?.advice}`).toContain(words);
    expect(found?.advice).toMatch(/\S.*[.?]$/);
  });

  it('has a case for every code', () => {
    const codes: readonly string[] = wrongLines.map(({ code }) => code);
    expect(Object.keys(wrongLineCodes).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each([7, null, undefined, 'flows', [], {}, { main: 'x' }, { main: 7, flows: {} }, { main: 'x', flows: [] }])(
    'may be that it is none: %j',
    (source) => {
      const parsed = parseProgram(source, 'hash');
      expect(parsed.ok ? [] : parsed.error.map(({ code }) => code)).toContain('schema');
    },
  );

  it('is listed of all its flows at once, but not thousands', () => {
    const wrong = (name: string) => {
      const steps = Array.from({ length: 60 }, (_, index) => [`s${index}`, { ...say, next: 'nowhere' }]);
      return { ...aFlow({ steps: Object.fromEntries(steps) }), name };
    };
    const flows = { one: wrong('one'), two: wrong('two'), three: wrong('three') };
    const parsed = parseProgram({ main: 'one', flows }, 'hash');
    const problems = parsed.ok ? [] : parsed.error;
    expect(problems).toHaveLength(100);
    expect(new Set(problems.map(({ flow }) => flow))).toEqual(new Set(['one', 'two']));
  });
});

describe('a line', () => {
  const name = (index: number) => `flow${index}`;

  /** Flows that run each other in a row. */
  function chain(count: number) {
    const flows = Array.from({ length: count }, (_, index) => {
      const run = { type: 'subflow', flow: name((index + 1) % count), next: 'bye' };
      return [name(index), { ...aFlow({ steps: { ask: run } }), name: name(index) }];
    });
    return { main: name(0), flows: Object.fromEntries(flows) };
  }

  it('is a program of its main flow and all others, by name', () => {
    const parsed = parseProgram(chain(3), 'hash');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect([...parsed.value.flows.keys()]).toEqual(['flow0', 'flow1', 'flow2']);
    expect(parsed.value.main).toBe(parsed.value.flows.get('flow0'));
    expect(parsed.value.flow.name).toBe('flow0');
  });

  it('has as many flows as a line may have', () => {
    expect(parseProgram(chain(limits.flowsPerProgramMax), 'hash').ok).toBe(true);
  });

  it('takes the voices of its main flow where a sub-flow names none', () => {
    const run = { type: 'subflow', flow: 'sub', next: 'bye' };
    const speaks = { type: 'play', prompt: { ssml: 'Hello.' }, next: 'bye' };
    const voices = { 'en-US': 'en-US-AvaNeural' };
    const flows = {
      main: { ...aFlow({ voices, steps: { run } }), name: 'main' },
      sub: { ...aFlow({ steps: { speaks } }), name: 'sub' },
    };
    expect(parseProgram({ main: 'main', flows }, 'hash').ok).toBe(true);
  });
});
