import { expect, test } from 'vitest';
import { rowProblem } from './checked-rows.ts';

const keys = { PartitionKey: "o'neil & é", RowKey: '+1 (425) 😀' };

function binary(bytes: number, name = 'source'): Record<string, string> {
  return { [name]: Buffer.alloc(bytes).toString('base64'), [`${name}@odata.type`]: 'Edm.Binary' };
}

function parts(count: number): Record<string, string> {
  return Object.assign({}, ...Array.from({ length: count }, (_, part) => binary(65_536, `source${part}`)));
}

const refused: readonly [string, Record<string, unknown>, RegExp][] = [
  ['a slash in a key', { RowKey: 'a/b' }, /unsafe/],
  ['half a surrogate pair in a key', { RowKey: '\ud800' }, /unsafe/],
  ['too long a key', { PartitionKey: 'é'.repeat(513) }, /key of 513/],
  ['too long a binary property', binary(65_537), /65537 bytes in source/],
  ['too long a text', { text: 'x'.repeat(32_769) }, /32769 characters/],
  ['more than 1 MiB', parts(16), /a row of 10\d+ bytes/],
];

test.each(refused)('a row with %s is refused', (_name, change, problem) => {
  expect(rowProblem({ ...keys, ...change })).toMatch(problem);
});

test('a row within the limits is sent', () => {
  const far = { far: 9_007_199_254_740_991, 'far@odata.type': 'Edm.Double' };
  expect(rowProblem({ ...keys, ...parts(15), ...far })).toBeUndefined();
});
