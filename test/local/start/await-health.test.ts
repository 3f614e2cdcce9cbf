import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { awaitHealth } from '../../../local/start/await-health.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** An app that answers so; the answers are given one after the other, the last from then on. */
async function anApp(...answers: readonly { status: number; body: unknown }[]): Promise<string> {
  let asked = 0;
  server = createServer((_request, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    response.writeHead(answer?.status ?? 500).end(JSON.stringify(answer?.body));
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
}

const signal = new AbortController().signal;

it('waits until the app is healthy', async () => {
  const url = await anApp({ status: 503, body: { status: 'storageUnavailable' } }, { status: 200, body: {} });
  expect(await awaitHealth(url, 5_000, signal)).toEqual({ ok: true, value: undefined });
});

it('gives up at once where settings are wrong, with a line for each', async () => {
  const problems = [
    { setting: 'FALLBACK_NUMBER', message: 'is not a number' },
    { setting: 'X', message: 'is missing' },
  ];
  const url = await anApp({ status: 503, body: { status: 'notConfigured', problems } });
  // Longer than a test may take: it must not be waited for.
  const health = await awaitHealth(url, 600_000, signal);
  expect(health.ok ? '' : health.error).toBe(
    'The app cannot start with its settings:\n  FALLBACK_NUMBER: is not a number\n  X: is missing',
  );
});
