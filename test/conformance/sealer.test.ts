import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer } from '../../src/keys/sealer.ts';
import { aRing } from '../keys/a-ring.ts';
import { flipped } from '../keys/flip-bit.ts';

const sealer = createSealer(aRing('one', 'two'));
const text = fc.string({ unit: 'binary', maxLength: 300 });

test('what was sealed opens for its purpose only', () => {
  fc.assert(
    fc.property(text, text, text, (value, purpose, other) => {
      const sealed = sealer.seal(value, purpose);
      expect(sealer.open(sealed, purpose)).toEqual({ ok: true, value });
      if (other !== purpose) expect(sealer.open(sealed, other)).toEqual({ ok: false, error: 'damaged' });
    }),
  );
});

test('no changed bit goes unnoticed', () => {
  fc.assert(
    fc.property(text, fc.nat(), (value, bit) => {
      const opened = sealer.open(flipped(sealer.seal(value, 'row'), bit), 'row');
      expect(opened.ok).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('nothing else opens', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(sealer.open(value, 'row').ok).toBe(false);
    }),
  );
  for (const sealed of ['', 'one', 'one.', 'one.AAAA', `one.${'A'.repeat(38)}`, 'one.!'])
    expect(sealer.open(sealed, 'row')).toEqual({ ok: false, error: 'damaged' });
});

test('the same text is sealed differently each time, and shows nothing of itself', () => {
  const sealed = Array.from({ length: 50 }, () => sealer.seal('+14255550177', 'row'));
  expect(new Set(sealed).size).toBe(50);
  expect(sealed.every((each) => /^one\.[A-Za-z0-9_-]+$/.test(each))).toBe(true);
});

test('a rotation keeps old texts readable until the old key is dropped', () => {
  const sealed = createSealer(aRing('old')).seal('text', 'row');
  const rotated = createSealer(aRing('new', 'old'));
  expect(rotated.open(sealed, 'row')).toEqual({ ok: true, value: 'text' });
  expect(rotated.seal('text', 'row')).toMatch(/^new\./);
  expect(createSealer(aRing('new')).open(sealed, 'row')).toEqual({ ok: false, error: 'unknownKey' });
});
