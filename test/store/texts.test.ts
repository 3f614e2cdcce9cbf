import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, millisecondsOf } from '../../src/store/instant.ts';
import { joinText, splitText } from '../../src/store/long-text.ts';
import { idOf, keyOf } from '../../src/store/row-key.ts';

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const anyId = fc.array(anyUnit, { minLength: 1, maxLength: 100 }).map((units) => units.join(''));

test('every id has a safe key of its own', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const key = keyOf(id);
      expect(key).toMatch(/^[A-Za-z0-9._+-]{1,512}$/);
      expect(idOf(key)).toBe(id);
    }),
  );
});

test('the ids of the service and of attempts are their own keys', () => {
  for (const id of ['401f1900-3c54-4f0e-9a57-3f7e0c1d2b4a', 'a0'.repeat(32)]) expect(keyOf(id)).toBe(id);
});

test('a text is cut into parts of at most 30,000 characters, never through a surrogate pair', () => {
  const text = `x${'😀'.repeat(30_000)}`;
  const parts = splitText('state', text);
  expect(Object.keys(parts)).toEqual(['state', 'state1', 'state2']);
  expect(Object.values(parts).every((part) => part.length <= 30_000 && part.isWellFormed())).toBe(true);
  expect(joinText(parts, 'state')).toBe(text);
});

test('a text of the greatest length is one part, an empty one too, and none is none', () => {
  expect(Object.keys(splitText('state', 'x'.repeat(30_000)))).toEqual(['state']);
  expect(splitText('state', '')).toEqual({ state: '' });
  expect(joinText({ state: '' }, 'state')).toBe('');
  expect(joinText({}, 'state')).toBeUndefined();
});

test('instants sort by time and come back to the millisecond', () => {
  const instant = fc.integer({ min: 0, max: 253_402_300_799_999 });
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(instantOf(a) < instantOf(b)).toBe(a < b);
      expect(millisecondsOf(instantOf(a))).toBe(a);
    }),
  );
});

test('an instant outside the calendar is the nearest one in it', () => {
  expect(instantOf(Number.POSITIVE_INFINITY)).toBe('9999-12-31T23:59:59.999Z');
  expect([instantOf(-1), instantOf(Number.NaN)]).toEqual(Array(2).fill('1970-01-01T00:00:00.000Z'));
  expect(millisecondsOf('tomorrow')).toBeUndefined();
});
