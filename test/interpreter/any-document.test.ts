import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import { aFlow } from './a-program.ts';
import { aFlowWith, branch, collect, menu, say, variables } from './flow-parts.ts';

const anyJson = fc.jsonValue({ maxDepth: 5 });
const anyName = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'ask',
  'bye',
  'type',
  'next',
  'on',
);

/** A flow in which one place, anywhere, holds anything. */
const almostFlow = fc
  .tuple(fc.constantFrom<object>(say, collect, branch, menu, { type: 'transfer', to: '+1' }), anyName, anyJson, anyName)
  .map(([ask, field, value, name]) => {
    const replaced = JSON.parse(`{${JSON.stringify(field)}:${JSON.stringify(value)}}`);
    const named = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify({ ...ask, ...replaced })}}`);
    return { ...aFlow({ variables, steps: {} }), steps: named };
  });

describe('any document whatsoever', () => {
  const isParsed = (document: unknown) => {
    const parsed = parseFlow(document, 'hash');
    if (!parsed.ok) expect(parsed.error.length).toBeGreaterThan(0);
  };

  it('is a program or a list of problems, never a throw', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), isParsed), { numRuns: 300 });
    fc.assert(fc.property(anyJson, isParsed), { numRuns: 300 });
  });

  it('is so too when it is nearly a flow, with names that every object has', () => {
    fc.assert(fc.property(almostFlow, isParsed), { numRuns: 600 });
  });

  it('is so too when an expression in it is anything', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('{{', '}}', '{{ a.b.c() }}', '((((', '"', "'", '\\', '{{ [1][5] }}'),
    );
    const texts = fc.tuple(text, text, text).map((parts) => parts.join('') || 'x');
    const flows = texts.map((one) =>
      aFlowWith({ ...branch, cases: [{ if: one, next: 'bye' }], else: { retry: 'ask', say: one } }),
    );
    fc.assert(fc.property(flows, isParsed), { numRuns: 600 });
  });

  it.each([
    '{"__proto__":{"type":"play"}}',
    '{"steps":{"__proto__":{"type":"play"}}}',
    '{"variables":{"__proto__":1}}',
  ])('does not reach the prototype of all objects: %s', (text) => {
    isParsed({ ...aFlow({ steps: { ask: say } }), ...JSON.parse(text) });
    isParsed(JSON.parse(text));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
