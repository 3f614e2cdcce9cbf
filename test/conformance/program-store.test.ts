import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';
import { createTableProgramStore } from '../../src/store/program-store.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables } from '../azurite.ts';
import { aLongProgram, hashOf } from '../store/a-program.ts';
import { checkedRows } from '../store/checked-rows.ts';
import { createMemoryProgramStore } from './memory-program-store.ts';

interface OpenPrograms {
  readonly programs: ProgramStore;
  close(): Promise<void>;
}

const implementations: readonly { name: string; open(): Promise<OpenPrograms> }[] = [
  { name: 'programs in memory', open: async () => ({ programs: createMemoryProgramStore(), close: async () => {} }) },
  { name: 'programs in Table Storage', open: openTables },
];

async function openTables(): Promise<OpenPrograms> {
  const tables = await startTestTables();
  return { programs: createTableProgramStore(checkedRows(openTable(tables, 'programs'))), close: tables.close };
}

describe.each(implementations)('$name', ({ open }) => {
  let programs: ProgramStore;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ programs, close } = await open());
  });
  afterEach(() => close());

  test('a program that nobody kept is none, and a name that is no hash has none', async () => {
    for (const hash of [hashOf('x'), '', 'x', '../x', "it's"]) expect(await programs.get(hash)).toBeUndefined();
  });

  test.each(['{"name":"clinic"}', '', 'é😀\u0000\n', '"'.repeat(200_000)])(
    'a program comes back as it was kept',
    async (source) => {
      await programs.put(hashOf(source), source);
      expect(await programs.get(hashOf(source))).toBe(source);
    },
  );

  test('a program may be kept again, and by many at once', async () => {
    const source = aLongProgram(100_000);
    await Promise.all(Array.from({ length: 5 }, () => programs.put(hashOf(source), source)));
    await programs.put(hashOf(source), source);
    expect(await programs.get(hashOf(source))).toBe(source);
  });

  test('programs are kept apart', async () => {
    for (const source of ['one', 'two']) await programs.put(hashOf(source), source);
    expect([await programs.get(hashOf('one')), await programs.get(hashOf('two'))]).toEqual(['one', 'two']);
  });

  test('a program of 4 MB is kept', async () => {
    const source = aLongProgram(4_000_000);
    await programs.put(hashOf(source), source);
    expect((await programs.get(hashOf(source))) === source).toBe(true);
  });

  test('a program is not kept under a name that is not its own', async () => {
    await expect(programs.put(hashOf('one'), 'two')).rejects.toThrow(/hash/);
    await expect(programs.put(hashOf('\ufffd'), 'x\ud800')).rejects.toThrow(/hash/);
    expect(await programs.get(hashOf('one'))).toBeUndefined();
  });
});
