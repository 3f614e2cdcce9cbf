import { TableServiceClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { createSealer } from '../../src/keys/sealer.ts';
import { composeStores } from '../../src/store/stores.ts';
import { startTestTables } from '../azurite.ts';
import { aRing } from '../keys/a-ring.ts';
import { hashOf } from './a-program.ts';

test('the stores make their tables when they are asked whether they answer, and share nothing', async () => {
  const tables = await startTestTables();
  const stores = composeStores(tables, createSealer(aRing('one')));
  expect(await stores.answers()).toBe(true);
  const service = TableServiceClient.fromConnectionString(tables.connectionString, { allowInsecureConnection: true });
  const names: (string | undefined)[] = [];
  for await (const { name } of service.listTables()) names.push(name);
  expect(names.sort()).toEqual(['attempts', 'calls', 'cdr', 'ended', 'programs', 'rows', 'switches', 'traces']);
  await stores.lineData.write('directory', { rowKey: 'a', fields: { b: 1 }, mode: 'insert', writeId: 'w' });
  await stores.programs.put(hashOf('x'), 'x');
  expect(await stores.lineData.read('directory', 'a')).toEqual({ rowKey: 'a', fields: { b: 1 } });
  expect([await stores.programs.get(hashOf('x')), await stores.switches.emergencies()]).toEqual(['x', {}]);
  await tables.close();
  expect(await composeStores(tables, createSealer(aRing('one'))).answers()).toBe(false);
});

test('tables that nobody made are made when they are needed', async () => {
  const tables = await startTestTables();
  const { lineData, switches, programs } = composeStores(tables, createSealer(aRing('one')));
  expect(await switches.emergencies()).toEqual({});
  expect(await lineData.readPrefix('directory', 'a', 5)).toEqual([]);
  expect(await programs.get(hashOf('x'))).toBeUndefined();
  await tables.close();
});
