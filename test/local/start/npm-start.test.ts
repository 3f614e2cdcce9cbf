import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LineProcess } from './line-process.ts';
import { answers, startLine } from './line-process.ts';

const patience = { timeout: 15_000, interval: 50 };
const testTimeoutMs = 60_000;

let directory: string;
const lines: LineProcess[] = [];

function start(env: Record<string, string> = {}, throughShell = false): LineProcess {
  const line = startLine({ LOCAL_STATE_DIRECTORY: directory, ...env }, throughShell);
  lines.push(line);
  return line;
}

async function end(line: LineProcess): Promise<number | null> {
  line.child.kill('SIGTERM');
  return line.exited;
}

/** The fixture app's own word about its process. */
async function appProcess(functionsUrl: string) {
  const response = await fetch(`${functionsUrl}/api/process`);
  // The fixture answers exactly this.
  return (await response.json()) as { callsOffered: number; pid: number; tables: string; settings: string[] };
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callwright-start-'));
});

afterAll(async () => {
  for (const { child } of lines) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true, maxRetries: 10 });
});

test('the line starts, keeps its tables and keys over a restart, and ends with everything it started', {
  timeout: testTimeoutMs,
}, async () => {
  const first = start();
  const report = await first.report;
  expect(Object.keys(report)).toEqual(['phone', 'functions', 'emulator', 'connectionString', 'tables', 'numbers']);
  expect(report.numbers.length).toBeGreaterThan(0);
  expect(await answers(report.phone)).toBe(true);
  expect((await fetch(`${report.functions}/api/health`)).status).toBe(200);
  const app = await appProcess(report.functions);
  expect(app.settings).toEqual(
    expect.arrayContaining([
      ...[
        'TABLES_CONNECTION',
        'ACS_CONNECTION',
        'ACS_ALLOW_HTTP',
        'PUBLIC_URL',
        'CALLBACK_ISSUER',
        'CALLBACK_JWKS_URL',
      ],
      ...['CALLBACK_AUDIENCE', 'SIGNING_KEYS', 'ENCRYPTION_KEYS', 'FALLBACK_NUMBER', 'WATCHDOG_SCHEDULE'],
    ]),
  );
  const table = TableClient.fromConnectionString(app.tables, 'kept', { allowInsecureConnection: true });
  await table.createTable();
  await table.createEntity({ partitionKey: 'p', rowKey: 'r', text: 'still here' });
  expect(await end(first)).toBe(0);
  expect(first.stdout().trimEnd().split('\n')).toHaveLength(1);
  expect(await Promise.all([report.phone, report.functions, report.tables].map(answers))).toEqual([
    false,
    false,
    false,
  ]);

  const second = start();
  const secondReport = await second.report;
  const { tables } = await appProcess(secondReport.functions);
  const kept = TableClient.fromConnectionString(tables, 'kept', { allowInsecureConnection: true });
  expect((await kept.getEntity('p', 'r')).text).toBe('still here');
  expect(secondReport.connectionString.split('accesskey=')[1]).toBe(report.connectionString.split('accesskey=')[1]);
  expect((await stat(join(directory, 'keys.json'))).mode & 0o777).toBe(0o600);
  expect(await end(second)).toBe(0);
});

test('a call to a line reaches the app through Event Grid', { timeout: testTimeoutMs }, async () => {
  const line = start();
  const report = await line.report;
  const call = await fetch(`${report.emulator}/emulator/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '+14255550101', to: report.numbers[0] }),
  });
  expect(call.status).toBe(201);
  await vi.waitFor(async () => expect((await appProcess(report.functions)).callsOffered).toBe(1), patience);
  expect(await end(line)).toBe(0);
});

test('a killed functions host comes back on its port, a killed line takes its children along', {
  timeout: testTimeoutMs,
}, async () => {
  const line = start();
  const report = await line.report;
  const before = await appProcess(report.functions);
  await answers(`${report.functions}/api/nothing`);
  process.kill(before.pid, 'SIGKILL');
  const after = await vi.waitFor(() => appProcess(report.functions), patience);
  expect(after.pid).not.toBe(before.pid);
  expect(line.stderr()).toContain('The functions host ended (SIGKILL). Starting it anew.');

  line.child.kill('SIGKILL');
  await vi.waitFor(async () => {
    expect(await Promise.all([report.functions, report.tables].map(answers))).toEqual([false, false]);
  }, patience);
});

test("the line ends when npm's shell is killed", { timeout: testTimeoutMs }, async () => {
  const line = start({ npm_lifecycle_event: 'start' }, true);
  const report = await line.report;
  line.child.kill('SIGKILL');
  await vi.waitFor(async () => {
    const urls = [report.phone, report.functions, report.tables];
    expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
  }, patience);
  // The pipes close when the last process that holds them is gone.
  await line.exited;
});

test('a functions host that keeps dying ends the line with a sentence', { timeout: testTimeoutMs }, async () => {
  const line = start();
  const report = await line.report;
  let exited = false;
  const exit = line.exited.finally(() => {
    exited = true;
  });
  await vi.waitFor(
    async () => {
      await fetch(`${report.functions}/api/crash`, { method: 'POST' }).catch(() => {});
      expect(exited).toBe(true);
    },
    { timeout: 40_000, interval: 50 },
  );
  expect(await exit).toBe(1);
  expect(line.stderr()).toContain('The functions host ended (SIGKILL). It has ended 6 times');
  expect(await answers(report.tables)).toBe(false);
});

test('taken and wrong ports are all named with their variables, and nothing is left running', {
  timeout: testTimeoutMs,
}, async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('A listening server has a port.');
  const line = start({ EMULATOR_PORT: String(address.port), TABLES_PORT: 'none' });
  expect(await line.exited).toBe(1);
  server.close();
  expect(line.stdout()).toBe('');
  expect(line.stderr()).toBe(
    `Port ${address.port} is taken. Stop what uses it, or set EMULATOR_PORT to another (0: any free one).\n` +
      'TABLES_PORT is no port: it must be a number from 0 (any free one) to 65535.\n',
  );
});

test('an app that never gets healthy is refused with its own words', { timeout: testTimeoutMs }, async () => {
  const line = start({ UNHEALTHY: 'yes' });
  expect(await line.exited).toBe(1);
  expect(line.stdout()).toBe('');
  expect(line.stderr()).toContain('says: 503 health of the fixture');
});

test('a second line on the same state is refused, and the first goes on', { timeout: testTimeoutMs }, async () => {
  const first = start();
  const report = await first.report;
  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.stderr()).toBe(
    `Another line (process ${first.child.pid}) keeps its tables in ${directory}. Stop it first. ` +
      'Set LOCAL_STATE_DIRECTORY to another directory to run a second one beside it.\n',
  );
  expect((await fetch(`${report.functions}/api/health`)).status).toBe(200);
  expect(await end(first)).toBe(0);
  expect(await readdir(directory)).not.toContain('line.lock');
});

test('an app that is not built is refused with what to do', { timeout: testTimeoutMs }, async () => {
  const line = start({ FUNCTIONS_APP: 'dist/not-built/index.cjs' });
  expect(await line.exited).toBe(1);
  expect(line.stderr()).toBe('There is no dist/not-built/index.cjs; run npm run build first.\n');
});
