import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HostProcess } from './host-process.ts';
import { endHost, runHostToExit, startHost } from './host-process.ts';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const systemKey = 'a-key-of-the-test';

async function bundleFixture(directory: string): Promise<string> {
  const outfile = join(directory, 'index.cjs');
  await build({
    entryPoints: [fixture('sample-app.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@azure/functions-core'],
    logLevel: 'silent',
  });
  return outfile;
}

describe.each(['sources', 'bundle'] as const)('the functions host runs %s', (form) => {
  let host: HostProcess;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'functions-host-'));
    const appPath = form === 'sources' ? fixture('sample-app.ts') : await bundleFixture(directory);
    host = await startHost({ FUNCTIONS_APP: appPath, FUNCTIONS_SYSTEM_KEY: systemKey });
  });

  afterAll(async () => {
    await endHost(host);
    await rm(directory, { recursive: true });
  });

  const postEvents = (body: unknown, eventType = 'Notification', code = systemKey, functionName = 'incoming') =>
    fetch(`${host.url}/runtime/webhooks/eventgrid?functionName=${functionName}&code=${code}`, {
      method: 'POST',
      headers: { 'aeg-event-type': eventType, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const seen = async () => {
    const response = await fetch(`${host.url}/api/seen`);
    // The fixture keeps plain objects only.
    return (await response.json()) as Record<string, unknown>[];
  };

  test('the ready line names the functions', () => {
    expect(host.ready.functions).toEqual(['echo', 'echoOfAll', 'incoming', 'nothing', 'seen', 'throws', 'tick']);
  });

  test('a handler gets route values, query, headers and body through the library', async () => {
    const response = await fetch(`${host.url}/API/echo/Riverside/12?a=1&b=x%20y&a=2`, {
      method: 'POST',
      headers: { 'x-custom': 'yes' },
      body: 'Grüße',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-trace')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('set-cookie')).toBe('tone=a%20b; path=/; samesite=Lax; httponly');
    expect(await response.json()).toEqual({
      url: `${host.url}/API/echo/Riverside/12?a=1&b=x%20y&a=2`,
      params: { name: 'Riverside', count: '12' },
      query: { a: '1,2', b: 'x y' },
      header: 'yes',
      body: 'Grüße',
    });
  });

  test('a less exact route takes what the exact one does not', async () => {
    const response = await fetch(`${host.url}/api/echo/line-1/a/b`, { method: 'POST' });
    expect(await response.text()).toBe('rest=line-1/a/b');
  });

  test.each([
    ['GET', '/api/echo/abc', 404],
    ['GET', '/api/unknown', 404],
    ['GET', '/', 404],
    ['GET', '/api/nothing', 204],
    ['GET', '/api/throws', 500],
    ['POST', '/admin/functions/unknown', 404],
    ['POST', '/admin/functions/echo', 400],
  ])('%s %s is answered %i', async (method, path, status) => {
    const response = await fetch(host.url + path, { method });
    expect(response.status).toBe(status);
    if (status === 500) expect(await response.text()).toBe('');
  });

  test('a chunked body does not reach the function, as on Azure', async () => {
    const chunked = request(`${host.url}/api/echo/abc`, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
    });
    chunked.end('lost');
    const [response] = await once(chunked, 'response');
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part;
    expect(JSON.parse(text).body).toBe('');
  });

  test('the log of a function is passed through as it is', async () => {
    await fetch(`${host.url}/api/echo/abc`, { method: 'PUT' });
    await vi.waitFor(() => expect(host.stdout()).toContain('\n{"kind":"echoed","method":"PUT"}\n'), 5_000);
  });

  test('the Event Grid handshake is answered by the host', async () => {
    const response = await postEvents([{ id: '1', data: { validationCode: 'abc' } }], 'SubscriptionValidation');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(JSON.parse(await response.text())).toEqual({ validationResponse: 'abc' });
  });

  test('each event of a batch is an invocation', async () => {
    const response = await postEvents([
      { id: 'e1', subject: 's', data: { from: 'x' } },
      { id: 'e2', subject: 's', data: { from: 'y' } },
    ]);
    expect(response.status).toBe(202);
    const received = await seen();
    expect(received).toContainEqual({ hook: 'appStart' });
    expect(received).toContainEqual({ id: 'e1', data: { from: 'x' }, metadata: { data: { from: 'x' } } });
    expect(received).toContainEqual({ id: 'e2', data: { from: 'y' }, metadata: { data: { from: 'y' } } });
  });

  test('one failing event fails its batch', async () => {
    const response = await postEvents([
      { id: 'e3', subject: 'fail' },
      { id: 'e4', subject: 's' },
    ]);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('Exception while executing function: Functions.incoming');
  });

  test('Event Grid without the key, for an unknown function or of an unknown kind is refused', async () => {
    expect((await postEvents([], 'Notification', 'wrong')).status).toBe(401);
    const unknown = await postEvents([], 'Notification', systemKey, 'nobody');
    expect([unknown.status, await unknown.text()]).toEqual([404, "cannot find function: 'nobody'"]);
    expect((await postEvents([], 'Other')).status).toBe(400);
    expect((await postEvents('text')).status).toBe(400);
    expect((await postEvents([], 'Unsubscribe')).status).toBe(202);
  });

  test('timer and Event Grid functions can be fired by hand, but not by a web page', async () => {
    const fire = (name: string, body: string, headers: Record<string, string> = {}) =>
      fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body, headers });
    expect((await fire('Tick', '{}', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await fire('Tick', '{"input":""}')).status).toBe(202);
    expect((await fire('incoming', '{"input":"{\\"id\\":\\"by-hand\\"}"}')).status).toBe(202);
    expect((await fire('incoming', 'no json')).status).toBe(400);
    await vi.waitFor(async () => {
      const received = await seen();
      expect(received).toContainEqual({ tick: false, adjustForDST: true });
      expect(received.filter((entry) => entry.id === 'by-hand')).toHaveLength(1);
    }, 5_000);
  });
});

describe('the functions host starts and ends', () => {
  test('a timer fires by its schedule', async () => {
    const host = await startHost({ FUNCTIONS_APP: fixture('sample-app.ts'), TICK_SCHEDULE: '* * * * * *' });
    await vi.waitFor(async () => {
      const received = await (await fetch(`${host.url}/api/seen`)).json();
      expect(received).toContainEqual({ tick: false, adjustForDST: true });
    }, 5_000);
    expect(await endHost(host)).toBe(0);
    expect(host.stdout()).toContain('{"kind":"appTerminated"}');
  });

  test('it ends when its parent goes', async () => {
    const host = await startHost({ FUNCTIONS_APP: fixture('sample-app.ts') });
    // Node emits no `close` for a child whose channel the parent closed.
    const exited = once(host.child, 'exit');
    host.child.disconnect();
    expect((await exited)[0]).toBe(0);
  });

  test('a taken port is named with its variable', async () => {
    const host = await startHost({ FUNCTIONS_APP: fixture('sample-app.ts') });
    const second = await runHostToExit({
      FUNCTIONS_APP: fixture('sample-app.ts'),
      FUNCTIONS_PORT: String(host.ready.port),
    });
    await endHost(host);
    expect(second).toEqual({
      code: 1,
      stderr: `Port ${host.ready.port} is taken; FUNCTIONS_PORT chooses another (0: any free one).\n`,
    });
  });

  test.each([
    [{ FUNCTIONS_APP: fixture('queue-app.ts') }, 'Function jobs has a queueTrigger; this host runs HTTP'],
    [{ FUNCTIONS_APP: fixture('empty-app.ts') }, 'registers no functions'],
    [{ FUNCTIONS_APP: fixture('sample-app.ts'), TICK_SCHEDULE: '' }, 'The setting TICK_SCHEDULE is missing'],
    [{ FUNCTIONS_APP: fixture('sample-app.ts'), TICK_SCHEDULE: '* * * * *' }, 'has 5 fields'],
    [{ FUNCTIONS_APP: fixture('sample-app.ts'), FUNCTIONS_PORT: '99999' }, 'FUNCTIONS_PORT must be a port number'],
    [{ FUNCTIONS_APP: fixture('sample-app.ts'), FUNCTIONS_HOST_JSON: 'no-such.json' }, 'no-such.json cannot be read'],
  ])('%o is refused with a sentence', async (env, sentence) => {
    const exit = await runHostToExit(env);
    expect(exit.code).toBe(1);
    expect(exit.stderr).toContain(sentence);
    expect(exit.stderr).not.toContain('    at ');
  });
});
