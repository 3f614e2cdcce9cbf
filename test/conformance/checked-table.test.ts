import { expect, test } from 'vitest';
import { batchProblem, entityProblem } from './checked-table.ts';

const keys = { PartitionKey: 'p', RowKey: 'r' };

function properties(count: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, true]));
}

const refused: readonly [string, Record<string, unknown>, string][] = [
  ['253 properties of its own', properties(253), '253 properties.'],
  ['too long a text', { text: 'x'.repeat(32_769) }, '32769 characters in text.'],
  ['half a surrogate pair', { text: '\ud83d' }, 'a lone surrogate in text.'],
  ['a name with a hyphen', { 'a-b': 1 }, 'a property named a-b.'],
  ['NaN, which is sent as null', { number: null }, 'no value in number.'],
  ['an integer of 33 bits', { number: 4_294_967_296 }, 'an integer beyond 32 bits in number.'],
  ['an unsafe key', { PartitionKey: 'a/b' }, 'a key with unsafe characters.'],
  ['too long a key', { RowKey: 'x'.repeat(513) }, 'a key of 513 characters.'],
  ['no key', { RowKey: undefined }, 'a key that is no text.'],
];

test.each(refused)('a row with %s is refused', (_name, change, problem) => {
  expect(entityProblem({ ...keys, ...change })).toBe(problem);
});

test('a row of more than 1 MiB is refused', () => {
  const texts = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`t${index}`, 'x'.repeat(32_000)]));
  expect(entityProblem({ ...keys, ...texts })).toMatch(/a row of 1\d{6} bytes/);
});

test('a batch of 101 entities is refused', () => {
  const part = 'Content-Type: application/http\r\n\r\nPUT ...\r\n';
  expect(batchProblem(part.repeat(100))).toBeUndefined();
  expect(batchProblem(part.repeat(101))).toBe('a batch of 101 entities.');
});

test('a row within the limits is sent', () => {
  expect(entityProblem({ ...keys, ...properties(252) })).toBeUndefined();
  expect(
    entityProblem({ ...keys, text: 'é😀', number: 1.5, at: '2026', 'at@odata.type': 'Edm.DateTime' }),
  ).toBeUndefined();
});
