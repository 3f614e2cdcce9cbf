import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import { fullSource, placesIn, withValueAt } from './a-full-line.ts';
import { aFlow } from './a-program.ts';

/** How long one document may take, in milliseconds: some thousand times what a flow takes, since the machine may be busy. */
const parsingMsMax = 15_000;

const dangerous = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf');
const known = fc.constantFrom(
  'type',
  'next',
  'on',
  'steps',
  'ask',
  'bye',
  'say',
  'parts',
  'retry',
  'name',
  'flows',
  'key',
);
const anyName = fc.oneof(dangerous, known, fc.string({ maxLength: 5 }));
const anyText = fc.oneof(
  fc.string(),
  anyName,
  fc.constantFrom(
    '{{',
    '}}',
    '{{ }}',
    '{{ a.b.c() }}',
    '((((',
    '"',
    '\\',
    '{{ [1][5] }}',
    '{{ name }}',
    '{{ pin }}',
    '{{ slots }}',
  ),
  fc.constantFrom(
    '\ud800',
    '\u0000',
    '{{ "\ud800" }}',
    'x'.repeat(100_000),
    '{{ 1 }}'.repeat(1_000),
    '{{ name[0] + 1u }}',
  ),
);

/** JSON whose objects have any keys, dangerous ones included. */
const anyJson = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(anyName, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
})).value;

/** Values that once were trouble, or easily could be. */
const heavy = fc.constantFrom<() => unknown>(
  () => Array.from({ length: 50_000 }, () => null),
  () => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 'x'])),
  () => nested(20_000, (inner) => [inner]),
  () => nested(20_000, (inner) => ({ say: inner })),
  () => nested(20_000, (inner) => ({ parts: [inner] })),
  () => Array.from({ length: 9 }, () => ({ parts: Array.from({ length: 20 }, () => '{{ name }}') })),
);

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'text';
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

const fullPlaces = placesIn(fullSource);
const flowPlaces = placesIn(fullSource.flows['full-line']);

function expectParsed(parsed: ReturnType<typeof parseFlow>): void {
  if (parsed.ok) return;
  expect(parsed.error.length).toBeGreaterThan(0);
  for (const { message, advice, path } of parsed.error)
    expect([message, advice, path].every((one) => one !== undefined)).toBe(true);
}

const parsesAsFlow = (document: unknown) => expectParsed(parseFlow(document, 'hash'));
const parsesAsProgram = (source: unknown) => expectParsed(parseProgram(source, 'hash'));

describe('any document whatsoever', () => {
  it('is a program or a list of problems, never a throw', () => {
    const anything = fc.oneof(anyJson, fc.anything({ withNullPrototype: true, maxDepth: 4 }));
    fc.assert(fc.property(anything, parsesAsFlow), { numRuns: 400 });
    fc.assert(fc.property(anything, parsesAsProgram), { numRuns: 200 });
  });

  it('is so too when it is a line with anything at one place', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...fullPlaces), anyJson)
      .map(([place, value]) => withValueAt(fullSource, place, value));
    fc.assert(fc.property(mutated, parsesAsProgram), { numRuns: 500 });
  });

  it('is so too when it is a flow with parts of it at other places', () => {
    const flow = fullSource.flows['full-line'];
    const place = fc.constantFrom(...flowPlaces);
    const moved = fc.tuple(place, place).map(([to, from]) =>
      withValueAt(
        flow,
        to,
        from.reduce((value: unknown, key) => Object(value)[key], flow),
      ),
    );
    fc.assert(fc.property(moved, parsesAsFlow), { numRuns: 500 });
  });

  it('is so too when it is a flow with a dangerous key at any place', () => {
    const keyed = fc
      .tuple(fc.constantFrom(...flowPlaces), dangerous, anyJson)
      .map(([place, key, value]) => withValueAt(fullSource.flows['full-line'], [...place, key], value));
    fc.assert(fc.property(keyed, parsesAsFlow), { numRuns: 300 });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('is so too, within bounded time, when it is deep, long or wide at any place', () => {
    const mutated = fc.tuple(fc.constantFrom(...flowPlaces), heavy);
    fc.assert(
      fc.property(mutated, ([place, make]) => {
        const document = withValueAt(fullSource.flows['full-line'], place, make());
        const beganAtMs = performance.now();
        parsesAsFlow(document);
        expect(performance.now() - beganAtMs).toBeLessThan(parsingMsMax);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    '{"__proto__":{"type":"play"}}',
    '{"steps":{"__proto__":{"type":"play"}}}',
    '{"variables":{"__proto__":1}}',
    '{"inputs":{"toString":{"type":"text"}}}',
    '{"outputs":["toString"]}',
  ])('does not reach the prototype of all objects: %s', (text) => {
    parsesAsFlow({ ...aFlow({ steps: { ask: { type: 'return' } } }), ...JSON.parse(text) });
    parsesAsFlow(JSON.parse(text));
    parsesAsProgram(JSON.parse(`{"main":"__proto__","flows":{"__proto__":${text},"constructor":${text}}}`));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each(['prototype', 'constructor', 'while', 'as', 'key'])(
    'refuses a variable, an input or an item called %s',
    (name) => {
      const item = { list: 'all', as: name, say: 'Press {{ key }}.' };
      const menu = {
        type: 'menu',
        prompt: 'Which?',
        optionsFrom: item,
        next: 'bye',
        on: { exhausted: 'bye', empty: 'bye' },
      };
      const declared = { [name]: { type: 'text' } };
      for (const parts of [
        { variables: declared, steps: {} },
        { inputs: declared, steps: {} },
        { variables: { all: { type: ['text'] } }, steps: { ask: menu } },
      ])
        expect(parseFlow(aFlow(parts), 'hash')).toMatchObject({ ok: false, error: [{ code: 'schema' }] });
    },
  );

  it.each(['en-US-US', 'en-ab1', 'de-a1-a1'])(
    'refuses the language %s, for which nothing can be rendered',
    (language) => {
      expect(parseFlow({ ...aFlow({ steps: {} }), language }, 'hash').ok).toBe(false);
    },
  );

  it.each(['toString', 'valueOf', 'hasOwnProperty'])(
    'may call a step, a variable, a flow and an outcome %s',
    (name) => {
      const flow = {
        ...aFlow({ steps: {} }),
        name,
        inputs: { [name]: { type: 'text' } },
        outputs: [name],
        outcomes: [name],
        start: name,
        steps: { [name]: { type: 'return', outcome: name } },
        onError: name,
      };
      expect(parseFlow(flow, 'hash')).toMatchObject({ ok: true });
    },
  );
});
