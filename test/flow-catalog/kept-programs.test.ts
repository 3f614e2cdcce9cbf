import { expect, test } from 'vitest';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';
import { createKeptPrograms } from '../../src/flow-catalog/kept-programs.ts';
import { aProgram } from '../interpreter/a-program.ts';
import { aFlow } from './flow-directory.ts';

const clock = { nowMs: () => 0 };

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
  const kept = createKeptPrograms(store, { clock });
  const finding = Promise.all(hashes.map((hash) => kept.find(hash)));
  open();
  expect((await finding).map((program) => program?.hash)).toEqual(hashes);
  expect(asked).toEqual(hashes);
});

test('gives those who ask for the same at once one reading', async () => {
  const { store, asked, open } = aSlowStore();
  const kept = createKeptPrograms(store, { clock });
  const finding = Promise.all([kept.find('hash-1'), kept.find('hash-1'), kept.find('none')]);
  open();
  const [one, other, none] = await finding;
  expect([one?.hash, one === other, none]).toEqual(['hash-1', true, undefined]);
  expect(asked).toEqual(['hash-1', 'none']);
});

test('tries again to keep a program that its store refuses, but not with each event of its calls', async () => {
  let nowMs = 0;
  let puts = 0;
  const refuse = async () => {
    puts++;
    throw new Error('403');
  };
  const kept = createKeptPrograms({ put: refuse, get: async () => undefined }, { clock: { nowMs: () => nowMs } });
  const program = aProgram({ steps: {} });
  kept.know(program, () => source);
  await expect(kept.keep(program)).rejects.toThrow('403');
  for (; nowMs < 30_000; nowMs += 500) {
    kept.keepAgain(program);
    await Promise.resolve();
  }
  expect(puts).toBe(6);
});
