import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { awaitHealth } from '../../../local/start/await-health.ts';

/** Where an app answers these, one after the other, and the last one from then on. */
async function anApp(...answers: readonly (readonly [number, object])[]): Promise<string> {
  let asked = 0;
  const server = createServer((_request, response) => {
    const [status, body] = answers[Math.min(asked++, answers.length - 1)] ?? [500, {}];
    response.writeHead(status).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/health`;
}

const never = new AbortController().signal;
/** Far longer than a test may take, so that waiting for it would be seen. Milliseconds. */
const longMs = 60_000;

test('an app whose settings are wrong is not waited for, and each is a line', async () => {
  const problems = [
    { setting: 'FALLBACK_NUMBER', message: 'must be a number in E.164 form, as +14255550199' },
    { setting: 'HTTP_CREDENTIALS', message: 'must be JSON.' },
  ];
  expect(await awaitHealth(await anApp([503, { status: 'notConfigured', problems }]), longMs, never)).toEqual({
    ok: false,
    error:
      '2 settings are wrong:\nFALLBACK_NUMBER: must be a number in E.164 form, as +14255550199.\nHTTP_CREDENTIALS: must be JSON.',
  });
  const [first] = problems;
  const one = await awaitHealth(await anApp([503, { status: 'notConfigured', problems: [first] }]), longMs, never);
  expect(one.ok ? '' : one.error).toMatch(/^A setting is wrong:\nFALLBACK_NUMBER: must /);
});

test('an app that is not ready yet is asked again, until the time is over', async () => {
  const unready = [503, { status: 'storageUnavailable' }] as const;
  expect(await awaitHealth(await anApp(unready, [200, {}]), longMs, never)).toEqual({ ok: true, value: undefined });
  const late = await awaitHealth(await anApp(unready), 1, never);
  expect(late.ok ? '' : late.error).toMatch(/^The app is not healthy after 1 ms; .* 503 .*storageUnavailable/);
});
