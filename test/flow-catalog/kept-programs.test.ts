import { expect, test } from 'vitest';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';
import { createKeptPrograms } from '../../src/flow-catalog/kept-programs.ts';
import { aFlow } from './flow-directory.ts';

/** More than a process keeps at hand. */
const hashes = Array.from({ length: 150 }, (_, index) => `hash-${index}`);
const source = JSON.stringify({ main: aFlow.name, flows: { [aFlow.name]: aFlow } });

/** A store that answers when a test lets it, and counts what it is asked. */
function aSlowStore() {
  const gate = Promise.withResolvers<void>();
  const asked: string[] = [];
  const store: ProgramStore = {
    put: async () => {},
    get: async (hash) => {
      asked.push(hash);
      await gate.promise;
      return hashes.includes(hash) ? source : undefined;
    },
  };
  return { store, asked, open: gate.resolve };
}

test('finds all that are asked for at once, though they are more than it keeps at hand', async () => {
  const { store, asked, open } = aSlowStore();
  const kept = createKeptPrograms(store);
  const finding = Promise.all(hashes.map((hash) => kept.find(hash)));
  open();
  expect((await finding).map((program) => program?.hash)).toEqual(hashes);
  expect(asked).toEqual(hashes);
});

test('gives those who ask for the same at once one reading', async () => {
  const { store, asked, open } = aSlowStore();
  const kept = createKeptPrograms(store);
  const finding = Promise.all([kept.find('hash-1'), kept.find('hash-1'), kept.find('none')]);
  open();
  const [one, other, none] = await finding;
  expect([one?.hash, one === other, none]).toEqual(['hash-1', true, undefined]);
  expect(asked).toEqual(['hash-1', 'none']);
});
