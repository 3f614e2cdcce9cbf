import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../../src/interpreter/step-definition.ts';
import { stepModules } from '../../../src/interpreter/steps/index.ts';
import { aRingingCall } from '../a-told-call.ts';
import { exampleLine, type WrittenStep } from './example-line.ts';

const kinds = Object.keys(stepModules);
const modules = join(import.meta.dirname, '../../../src/interpreter/steps');

function kebab(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The doc comment of a step's module, without its stars; empty where there is none. */
function docComment(kind: string): string {
  const file = join(modules, `${kebab(kind)}.ts`);
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const before = source.slice(0, Math.max(0, source.indexOf(`export const ${kind}Module`)));
  const comment = before.slice(Math.max(0, before.lastIndexOf('/**')));
  const isAdjacent = /^\/\*\*[\s\S]*\*\/\s*$/.test(comment);
  return isAdjacent ? comment.replaceAll(/^\s*(\/\*\*|\*\/|\* ?)/gm, '') : '';
}

/** The example of a step, as its doc comment has it. */
function exampleOf(kind: string): WrittenStep {
  const written = /```json\n([\s\S]*?)```/.exec(docComment(kind))?.[1];
  if (written === undefined) throw new Error(`The doc comment of ${kind}Module has no example in JSON.`);
  return JSON.parse(written);
}

describe('the registry of steps', () => {
  it('has a module for each kind that the schema knows', () => {
    const known = stepSchema.options.map((option) => option.shape.type.value);
    expect([...known].sort()).toEqual([...kinds].sort());
    expect(kinds.length).toBeGreaterThan(20);
  });
});

describe.each(kinds)('the step %s', (kind) => {
  it('has a module of its own, which says what it does', () => {
    expect(existsSync(join(modules, `${kebab(kind)}.ts`)), `src/interpreter/steps/${kebab(kind)}.ts is missing`).toBe(
      true,
    );
    expect(docComment(kind).split('```')[0]?.trim() ?? '').toMatch(/^[A-Z].{10,}\.$/s);
  });

  it('has a case file', () => {
    const file = join(import.meta.dirname, `${kebab(kind)}.test.ts`);
    expect(existsSync(file), `${file} is missing`).toBe(true);
    expect(readFileSync(file, 'utf8')).toMatch(/itBecomes\(|toEqual\(\{/);
  });

  it('has an example that can be run: a call enters it, and something comes of it', () => {
    const example = exampleOf(kind);
    expect(example.type).toBe(kind);
    const call = aRingingCall(exampleLine(example));
    if (call.commands.some(({ type }) => type === 'answer')) call.connect();
    expect(call.state.steps).toBeGreaterThan(0);
    expect(call.commands.length + call.trace.length).toBeGreaterThan(0);
    expect(call.trace.filter((one) => one.includes('onError'))).toEqual([]);
  });
});
