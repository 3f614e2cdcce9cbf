import { expect, test } from 'vitest';
import type { StoredRecord } from '../../src/calls/ports/record-store.ts';
import { createRecordCache } from '../../src/store/record-cache.ts';
import { aRecord } from '../conformance/record-store-rows.ts';

function stored(version: string): StoredRecord {
  return { type: 'stored', record: aRecord('call'), version };
}

test('a record is remembered until it is dropped, apart from its namesake of the other kind', () => {
  const cache = createRecordCache();
  cache.put({ kind: 'call', id: 'x' }, stored('1'));
  cache.put({ kind: 'attempt', id: 'x' }, stored('2'));
  cache.put({ kind: 'call', id: 'x' }, stored('3'));
  expect(cache.get({ kind: 'call', id: 'x' })).toEqual(stored('3'));
  cache.drop({ kind: 'call', id: 'x' });
  expect(cache.get({ kind: 'call', id: 'x' })).toBeUndefined();
  expect(cache.get({ kind: 'attempt', id: 'x' })).toEqual(stored('2'));
});

test('the record that was not used for longest is forgotten first', () => {
  const cache = createRecordCache(2);
  for (const id of ['a', 'b']) cache.put({ kind: 'call', id }, stored(id));
  cache.get({ kind: 'call', id: 'a' });
  cache.put({ kind: 'call', id: 'c' }, stored('c'));
  expect(['a', 'b', 'c'].map((id) => cache.get({ kind: 'call', id })?.version)).toEqual(['a', undefined, 'c']);
});
