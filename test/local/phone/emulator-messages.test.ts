import { expect, test } from 'vitest';
import { decodeFeedMessage, TEXT_CHARS_MAX } from '../../../local/phone/src/emulator-messages.ts';
import { aCall } from './a-call.ts';

test('a message is read, and what the page does not know in it is left out', () => {
  const call = { ...aCall({ heard: [{ at: '2026-01-05T09:00:03.000Z', text: 'Hello', finished: false }] }) };
  const sent = { type: 'call', call: { ...call, callConnectionId: 'connection-1', mood: 'new field' } };

  expect(decodeFeedMessage(JSON.stringify(sent))).toEqual({ type: 'call', call });
});

test('a call of an emulator that knows no speech is a call in which nothing is said', () => {
  const { said: _, listeningForSpeech: __, ...old } = aCall();

  expect(decodeFeedMessage(JSON.stringify({ type: 'call', call: old }))).toEqual({ type: 'call', call: aCall() });
});

test('too long a text is shortened, not refused', () => {
  const call = aCall({
    heard: [{ at: '2026-01-05T09:00:03.000Z', text: 'x'.repeat(TEXT_CHARS_MAX + 1), finished: true }],
  });
  const decoded = decodeFeedMessage(JSON.stringify({ type: 'call', call }));

  expect(decoded?.type === 'call' && decoded.call.heard[0]?.text.length).toBe(TEXT_CHARS_MAX);
});

test.each([
  ['no text', new ArrayBuffer(1)],
  ['no JSON', '{'],
  ['an unknown type', '{"type":"weather"}'],
  ['a call without legs', JSON.stringify({ type: 'call', call: { ...aCall(), legs: undefined } })],
  ['a date that is none', JSON.stringify({ type: 'call', call: aCall({ startedAt: 'yesterday' }) })],
])('%s is no message', (_, data) => {
  expect(decodeFeedMessage(data)).toBeUndefined();
});
