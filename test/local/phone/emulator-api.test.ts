import { expect, test } from 'vitest';
import { emulatorApi } from '../../../local/phone/src/emulator-api.ts';

type Sent = { url: string; body: string };

/** The API over a wire that answers every request in the same way. */
function anApi(answer: () => Response): { api: ReturnType<typeof emulatorApi>; sent: Sent[] } {
  const sent: Sent[] = [];
  const api = emulatorApi(async (url, init) => {
    sent.push({ url: String(url), body: String(init?.body) });
    return answer();
  });
  return { api, sent };
}

const refused = (body: unknown) => () => Response.json(body, { status: 409 });

test('each request goes to its path', async () => {
  const { api, sent } = anApi(() => Response.json({ id: 'call-1', state: 'ringing' }, { status: 201 }));
  const placed = await api.placeCall('+14255550101', '+14255550100');
  await api.pressKeys('call-1', '12#');
  await api.say('call-1', 'Of course.');
  await api.hangUp('call/1');
  await api.actOnLeg('call-1', 'leg-2', 'accept');

  expect(placed).toEqual({ ok: true, value: { id: 'call-1' } });
  expect(sent).toEqual([
    { url: '/emulator/calls', body: '{"from":"+14255550101","to":"+14255550100"}' },
    { url: '/emulator/calls/call-1/press', body: '{"keys":"12#"}' },
    { url: '/emulator/calls/call-1/say', body: '{"text":"Of course."}' },
    { url: '/emulator/calls/call%2F1/hangup', body: '{}' },
    { url: '/emulator/calls/call-1/legs/leg-2/accept', body: '{}' },
  ]);
});

test.each([
  [
    refused({ error: { code: 'ended', message: 'The call has ended.' } }),
    'The phone could not hang up. The call has ended.',
  ],
  [refused({ error: 'The call has ended.' }), 'The phone could not hang up. The call has ended.'],
  [refused({ message: 'The call has ended.' }), 'The phone could not hang up. The call has ended.'],
  [refused({}), 'The phone could not hang up. The emulator answered with status 409.'],
  [() => new Response('oops', { status: 500 }), 'The phone could not hang up. The emulator answered with status 500.'],
])('a refusal becomes a sentence', async (answer, problem) => {
  expect(await anApi(answer).api.hangUp('call-1')).toEqual({ ok: false, problem });
});

test('silence becomes a sentence', async () => {
  const { api } = anApi(() => {
    throw new TypeError('fetch failed');
  });
  expect(await api.placeCall('+14255550101', '+14255550100')).toEqual({
    ok: false,
    problem: 'The call could not be placed. The emulator does not answer. Is npm start still running?',
  });
});

test('a call without an id is told', async () => {
  const { api } = anApi(() => Response.json({ state: 'ringing' }, { status: 201 }));
  expect(await api.placeCall('+14255550101', '+14255550100')).toMatchObject({ ok: false });
});
