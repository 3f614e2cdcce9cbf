import { expect, test } from 'vitest';
import { boundedMemo } from '../../../src/interpreter/bounded-memo.ts';

test('a value is made once, also where it is undefined', () => {
  const asked: string[] = [];
  const memo = boundedMemo((key) => {
    asked.push(key);
    return key === 'none' ? undefined : key.length;
  });
  expect([memo('four'), memo('none'), memo('four'), memo('none')]).toEqual([4, undefined, 4, undefined]);
  expect(asked).toEqual(['four', 'none']);
});

test('the oldest entry gives way when the bound is reached', () => {
  const asked: string[] = [];
  const memo = boundedMemo((key) => asked.push(key), 2);
  for (const key of ['a', 'b', 'a', 'c', 'b', 'a']) memo(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
