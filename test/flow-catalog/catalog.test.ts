import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { FlowCatalog } from '../../src/calls/ports/flow-catalog.ts';
import type { LogEntry } from '../../src/calls/ports/log.ts';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createFlowCatalog, type FlowCatalogOptions, FlowsBroken } from '../../src/flow-catalog/catalog.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { createMemoryProgramStore } from '../conformance/memory-program-store.ts';
import { aFlow, aFlowDirectory, someRoutes, writeFiles } from './flow-directory.ts';

const to = '+14255550100';
const from = '+14255550177';
const flow = { ...aFlow, inputs: { tenant: { type: 'text', initial: '' } } };
const files = {
  'greeting.flow.json': flow,
  'routes.json': { routes: [{ to, flow: 'greeting', with: { tenant: 'north' } }] },
};

/** A catalog of a directory's own, with what a test needs to look into it. */
function aCatalog(options: Partial<FlowCatalogOptions> = {}) {
  const directory = options.directory ?? aFlowDirectory(files);
  const store = countingStore();
  const logged: LogEntry[] = [];
  let nowMs = 0;
  const made = createFlowCatalog({
    directory,
    programs: store.programs,
    clock: { nowMs: () => nowMs },
    log: { write: (entry) => void logged.push(entry) },
    ...options,
  });
  const edit = (changed: Readonly<Record<string, unknown>>) => {
    writeFiles(directory, changed);
    // Whatever the file system's clock can tell apart.
    edits++;
    for (const name of Object.keys(changed)) utimesSync(join(directory, name), edits, edits);
  };
  let edits = 0;
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { catalog: made, directory, store, logged, edit, pass };
}

function countingStore() {
  const memory = createMemoryProgramStore();
  const asked: string[] = [];
  const programs: ProgramStore = {
    put: (hash, source) => {
      asked.push('put');
      return memory.put(hash, source);
    },
    get: (hash) => {
      asked.push('get');
      return memory.get(hash);
    },
  };
  return { programs, memory, asked };
}

async function routed(catalog: FlowCatalog): Promise<Program> {
  const call = await catalog.route({ to, from });
  if (call === undefined) throw new Error('There is no route.');
  return call.program;
}

describe('a new call', () => {
  test('gets the program of its route and what the route fills in', async () => {
    const { catalog } = aCatalog();
    const call = await catalog.route({ to, from });
    expect([call?.program.flow.name, call?.inputs]).toEqual(['greeting', { tenant: 'north' }]);
    expect(await catalog.route({ to: '+14255550199', from })).toBeUndefined();
    expect(await catalog.route({ to: 'toString', from })).toBeUndefined();
  });

  test('has its program kept once per process, whoever asks, and nothing of others', async () => {
    const { catalog, store } = aCatalog();
    const program = await routed(catalog);
    await Promise.all([catalog.keep(program), catalog.keep(program)]);
    await catalog.keep(program);
    expect(store.asked).toEqual(['put']);
    expect(JSON.parse((await store.memory.get(program.hash)) ?? '')).toMatchObject({ main: 'greeting' });
  });

  test('has its program kept by the next one where the storage was out of order', async () => {
    let isBroken = true;
    const memory = createMemoryProgramStore();
    const put: ProgramStore['put'] = async (hash, source) => {
      if (isBroken) throw new StoreUnavailable('out of order');
      await memory.put(hash, source);
    };
    const { catalog } = aCatalog({ programs: { ...memory, put } });
    const program = await routed(catalog);
    await expect(catalog.keep(program)).rejects.toThrow(StoreUnavailable);
    isBroken = false;
    await catalog.keep(program);
    expect(await memory.get(program.hash)).toBeDefined();
  });

  test('has its program kept by its own next event, where the storage was out of order as it came', async () => {
    let isBroken = true;
    const memory = createMemoryProgramStore();
    const put: ProgramStore['put'] = async (hash, source) => {
      if (isBroken) throw new StoreUnavailable('out of order');
      await memory.put(hash, source);
    };
    const { catalog, edit, pass } = aCatalog({ programs: { ...memory, put }, reloadMs: 10 });
    const program = await routed(catalog);
    await expect(catalog.keep(program)).rejects.toThrow(StoreUnavailable);
    await catalog.program(program.hash);
    expect(await memory.get(program.hash)).toBeUndefined();
    isBroken = false;
    edit({ 'greeting.flow.json': { ...flow, note: 'Edited.' } });
    pass(5_000);
    await routed(catalog);
    // The call goes on with the program that it began with, which is not among the files any more.
    await catalog.program(program.hash);
    await vi.waitFor(async () => expect(await memory.get(program.hash)).toBeDefined());
  });

  test('waits no longer than it should for a storage that is slow, which is not asked twice for that', async () => {
    const asked: string[] = [];
    let finish = () => {};
    const put = (hash: string) => {
      asked.push(hash);
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { catalog } = aCatalog({ programs: { ...createMemoryProgramStore(), put }, keepTimeoutMs: 1 });
    const program = await routed(catalog);
    await expect(catalog.keep(program)).rejects.toThrow(StoreUnavailable);
    finish();
    await catalog.keep(program);
    expect(asked).toEqual([program.hash]);
  });

  test('does without where its program is too large for any row, which is not packed again for each call', async () => {
    let packed = 0;
    const put = async () => {
      packed++;
      throw new RangeError('too large');
    };
    const { catalog } = aCatalog({ programs: { ...createMemoryProgramStore(), put } });
    const program = await routed(catalog);
    await expect(catalog.keep(program)).rejects.toThrow(RangeError);
    await expect(catalog.keep(program)).rejects.toThrow(RangeError);
    expect(packed).toBe(1);
  });
});

describe('a running call', () => {
  test('finds a program of the line without a trip to storage', async () => {
    const { catalog, store } = aCatalog();
    const program = await routed(catalog);
    expect(await catalog.program(program.hash)).toBe(program);
    expect(store.asked).toEqual([]);
  });

  test('finds a program that another process kept, which is read and parsed once', async () => {
    const before = aCatalog();
    const program = await routed(before.catalog);
    await before.catalog.keep(program);
    const edited = aFlowDirectory({ ...files, 'greeting.flow.json': { ...flow, note: 'Edited.' } });
    const { catalog, store } = aCatalog({ directory: edited });
    await store.memory.put(program.hash, (await before.store.memory.get(program.hash)) ?? '');
    const found = await Promise.all([catalog.program(program.hash), catalog.program(program.hash)]);
    expect(found[0]?.hash).toBe(program.hash);
    expect(found[1]).toBe(found[0]);
    expect(await catalog.program(program.hash)).toBe(found[0]);
    expect(store.asked).toEqual(['get']);
  });

  test('finds nothing where its program is not kept, and asks again the next time', async () => {
    const { catalog, store } = aCatalog();
    expect(await catalog.program('0'.repeat(64))).toBeUndefined();
    expect(await catalog.program('0'.repeat(64))).toBeUndefined();
    expect(store.asked).toEqual(['get', 'get']);
  });

  test('finds nothing where its program does not parse any more', async () => {
    const get = async () => JSON.stringify({ main: 'old', flows: { old: { name: 'old', steps: 'of another time' } } });
    const { catalog } = aCatalog({ programs: { ...createMemoryProgramStore(), get } });
    expect(await catalog.program('0'.repeat(64))).toBeUndefined();
  });

  test('is not told that it has no program while the storage is out of order', async () => {
    const get = async () => {
      throw new StoreUnavailable('out of order');
    };
    const { catalog } = aCatalog({ programs: { ...createMemoryProgramStore(), get } });
    await expect(catalog.program('0'.repeat(64))).rejects.toThrow(StoreUnavailable);
  });
});

describe('an edit', () => {
  const edited = { ...flow, note: 'Edited.' };

  test('is taken by the next call, and calls before it keep what they have', async () => {
    const { catalog, edit, pass, store } = aCatalog({ reloadMs: 500 });
    const before = await routed(catalog);
    edit({ 'greeting.flow.json': edited });
    pass(500);
    const after = await routed(catalog);
    expect([before.flow.note, after.flow.note]).toEqual([undefined, 'Edited.']);
    expect(await catalog.program(before.hash)).toBe(before);
    expect(await catalog.program(after.hash)).toBe(after);
    // Although nobody had it kept.
    expect(store.asked).toEqual([]);
    await catalog.keep(before);
    expect(await store.memory.get(before.hash)).toBeDefined();
  });

  test('is looked for once in the time that is set, and never where none is', async () => {
    const watching = aCatalog({ reloadMs: 500 });
    const before = await routed(watching.catalog);
    watching.edit({ 'greeting.flow.json': edited });
    watching.pass(499);
    expect(await routed(watching.catalog)).toBe(before);
    const still = aCatalog();
    const first = await routed(still.catalog);
    still.edit({ 'greeting.flow.json': edited });
    still.pass(1_000_000);
    expect(await routed(still.catalog)).toBe(first);
  });

  test('that changes nothing changes nothing', async () => {
    const { catalog, edit, pass, logged } = aCatalog({ reloadMs: 500 });
    const before = await routed(catalog);
    edit({ 'README.md': 'Not a flow.' });
    pass(500);
    expect(await routed(catalog)).toBe(before);
    edit({ 'greeting.flow.json': flow });
    pass(500);
    expect((await routed(catalog)).hash).toBe(before.hash);
    expect(logged).toEqual([{ level: 'info', what: 'flowsChanged', count: 1 }]);
  });

  test('that is broken is logged by its number of problems, once, and the last good version goes on', async () => {
    const { catalog, edit, pass, logged, directory } = aCatalog({ reloadMs: 500 });
    const before = await routed(catalog);
    edit({ 'greeting.flow.json': '{ "name": ', 'routes.json': '[' });
    for (let looks = 0; looks < 3; looks++) {
      pass(500);
      expect(await routed(catalog)).toBe(before);
    }
    expect(logged).toEqual([{ level: 'warn', what: 'flowsBroken', count: 2 }]);
    rmSync(directory, { recursive: true });
    pass(500);
    expect(await routed(catalog)).toBe(before);
    edit({ ...files, 'greeting.flow.json': edited });
    pass(500);
    expect((await routed(catalog)).flow.note).toBe('Edited.');
    expect(logged.map(({ what }) => what)).toEqual(['flowsBroken', 'flowsBroken', 'flowsChanged']);
  });

  test('that cannot be looked at leaves the last good version, whatever it was', async () => {
    let isBroken = false;
    const clips = () => {
      if (isBroken) throw new TypeError('broken');
      return undefined;
    };
    const { catalog, edit, pass, logged } = aCatalog({ reloadMs: 500, clips });
    const before = await routed(catalog);
    isBroken = true;
    edit({ 'greeting.flow.json': edited });
    pass(500);
    expect(await routed(catalog)).toBe(before);
    expect(logged).toEqual([{ level: 'error', what: 'flowsNotReloaded', code: 'TypeError' }]);
  });

  test('cannot be looked at from the start: the app lives, and calls that live get their programs', async () => {
    let isBroken = true;
    const clips = () => {
      if (isBroken) throw new RangeError('too much');
      return undefined;
    };
    const { catalog, edit, pass } = aCatalog({ reloadMs: 500, clips });
    expect(catalog.problems()).toMatchObject([
      { code: 'unreadable', message: 'The flows cannot be read: RangeError.' },
    ]);
    await expect(catalog.route({ to, from })).rejects.toThrow(FlowsBroken);
    isBroken = false;
    edit({ 'greeting.flow.json': edited });
    pass(500);
    expect(await catalog.route({ to, from })).toBeDefined();
  });

  test('of routes, schedules, prompts and clips counts as well', async () => {
    const { catalog, edit, pass, logged } = aCatalog({ reloadMs: 500 });
    const edits: Record<string, unknown>[] = [
      { 'routes.json': someRoutes },
      { 'schedules.json': { schedules: {} } },
      { 'prompts/en-US.json': { welcome: 'Welcome.' } },
      { 'clips/hold.wav': 'sound' },
    ];
    for (const one of edits) {
      edit(one);
      pass(500);
      await catalog.route({ to, from });
    }
    expect(logged.map(({ what }) => what)).toEqual(edits.map(() => 'flowsChanged'));
    expect((await catalog.route({ to, from }))?.inputs).toEqual({});
  });
});

describe('flows that are broken from the start', () => {
  test('are told, and give no new call a flow', async () => {
    const directory = aFlowDirectory({ 'routes.json': someRoutes });
    const { catalog, logged } = aCatalog({ directory });
    expect(catalog.problems().map(({ code }) => code)).toEqual(['unknown-flow']);
    expect(logged).toEqual([{ level: 'warn', what: 'flowsBroken', count: 1 }]);
    await expect(catalog.route({ to, from })).rejects.toThrow(FlowsBroken);
  });

  test('leave running calls their programs, and are taken as soon as they are right', async () => {
    const before = aCatalog();
    const program = await routed(before.catalog);
    await before.catalog.keep(program);
    const directory = aFlowDirectory({ ...files, 'greeting.flow.json': '{' });
    const { catalog, edit, pass } = aCatalog({ directory, programs: before.store.memory, reloadMs: 10 });
    expect((await catalog.program(program.hash))?.hash).toBe(program.hash);
    await expect(catalog.route({ to, from })).rejects.toThrow(FlowsBroken);
    edit({ 'greeting.flow.json': files['greeting.flow.json'] });
    pass(10);
    expect(catalog.problems()).toEqual([]);
    expect((await routed(catalog)).hash).toBe(program.hash);
  });
});
