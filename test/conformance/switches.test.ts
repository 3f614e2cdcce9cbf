import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Switches } from '../../src/calls/ports/switches.ts';
import { createTableSwitches } from '../../src/store/switches.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables } from '../azurite.ts';
import { createMemorySwitches, type SwitchRow } from './memory-switches.ts';

interface OpenSwitches {
  readonly switches: Switches;
  put(row: SwitchRow): Promise<void>;
  close(): Promise<void>;
}

const implementations: readonly { name: string; open(): Promise<OpenSwitches> }[] = [
  { name: 'switches in memory', open: openMemory },
  { name: 'switches in Table Storage', open: openTables },
];

async function openMemory(): Promise<OpenSwitches> {
  const switches = createMemorySwitches();
  return { switches, put: async (row) => switches.put(row), close: async () => {} };
}

async function openTables(): Promise<OpenSwitches> {
  const tables = await startTestTables();
  const table = openTable(tables, 'switches');
  await table.createTable();
  return {
    switches: createTableSwitches(table),
    put: async ({ schedule, ...columns }) => {
      await table.upsertEntity({ partitionKey: 'emergency', rowKey: schedule, ...columns }, 'Replace');
    },
    close: tables.close,
  };
}

describe.each(implementations)('$name', ({ open }) => {
  let switches: Switches;
  let put: OpenSwitches['put'];
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ switches, put, close } = await open());
  });
  afterEach(() => close());

  test('none is on where there are none', async () => {
    expect(await switches.emergencies()).toEqual({});
  });

  test('those that are on are known by the name of their schedule, with what callers are told', async () => {
    await put({ schedule: 'clinic', on: true, announcement: ' We are closed because of the storm. ' });
    await put({ schedule: 'pharmacy', on: true });
    await put({ schedule: 'desk', on: false, announcement: 'Not now.' });
    expect(await switches.emergencies()).toEqual({
      clinic: { announcement: 'We are closed because of the storm.' },
      pharmacy: {},
    });
  });

  test('a switch that is thrown back is off at once', async () => {
    await put({ schedule: 'clinic', on: true });
    expect(await switches.emergencies()).toEqual({ clinic: {} });
    await put({ schedule: 'clinic', on: false });
    expect(await switches.emergencies()).toEqual({});
  });

  test.each([false, 'false', ' FALSE ', 'off', 'no', '0', '', 0, undefined])(
    'on = %j leaves the line open',
    async (on) => {
      await put({ schedule: 'clinic', ...(on === undefined ? {} : { on }) });
      expect(await switches.emergencies()).toEqual({});
    },
  );

  test.each([true, 'true', 'TRUE', 'yes', 'ture', 1, 0.5])('on = %j closes the line', async (on) => {
    await put({ schedule: 'clinic', on });
    expect(await switches.emergencies()).toEqual({ clinic: {} });
  });

  test.each([7, true, '', '   '])('announcement = %j is none', async (announcement) => {
    await put({ schedule: 'clinic', on: true, announcement });
    expect(await switches.emergencies()).toEqual({ clinic: {} });
  });

  test('an announcement of more than 1,000 characters is cut, but not through a character', async () => {
    await put({ schedule: 'long', on: true, announcement: 'x'.repeat(1_001) });
    await put({ schedule: 'pair', on: true, announcement: `${'x'.repeat(999)}😀` });
    expect(await switches.emergencies()).toEqual({
      long: { announcement: 'x'.repeat(1_000) },
      pair: { announcement: 'x'.repeat(999) },
    });
  });
});
