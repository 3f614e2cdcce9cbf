import { expect, test } from 'vitest';
import {
  announcement,
  connectedMs,
  durationWords,
  inWords,
  listeningFor,
  stateWords,
} from '../../../local/phone/src/call-words.ts';
import { aCall, aTarget } from './a-call.ts';

const caller = aCall().legs;

test.each([
  [-5, '0:00'],
  [59_999, '0:59'],
  [61_000, '1:01'],
  [3_725_000, '1:02:05'],
])('%i ms are %s', (durationMs, words) => {
  expect(durationWords(durationMs)).toBe(words);
});

test('a call lasts from its answer to its end, or until now', () => {
  const nowMs = Date.parse('2026-01-05T09:00:10.000Z');
  const ended = aCall({ endedAt: '2026-01-05T09:00:05.000Z' });
  const { connectedAt: _, ...ringing } = aCall({ state: 'ringing' });

  expect([aCall(), ended, ringing].map((call) => connectedMs(call, nowMs))).toEqual([8_000, 3_000, undefined]);
});

test('names become words', () => {
  expect(inWords('callerHungUp')).toBe('caller hung up');
});

test('the state is said in words', () => {
  const calls = [
    aCall({ state: 'ringing' }),
    aCall(),
    aCall({ legs: [...caller, aTarget('connected')] }),
    aCall({ state: 'ended' }),
  ];
  expect(calls.map(stateWords)).toEqual(['Ringing', 'Connected', 'Transferred', 'Call ended']);
});

test('what the line listens for is said in words', () => {
  const both = aCall({ listening: true, listeningForSpeech: true });
  const calls = [aCall(), aCall({ listening: true }), aCall({ listeningForSpeech: true }), both];
  expect(calls.map(listeningFor)).toEqual(['', 'keys', 'speech', 'keys and speech']);
});

test('what changes is announced in sentences', () => {
  const call = aCall({ listening: true, legs: [...caller, aTarget('ringing')] });
  const targets = call.legs.filter((leg) => leg.role === 'target').map((leg) => ({ call, leg }));

  expect(announcement(undefined, '', [])).toBe('');
  expect(announcement(aCall({ state: 'ringing' }), 'the clinic', [])).toBe('Calling the clinic. Ringing.');
  expect(announcement(call, 'the clinic', targets)).toBe(
    'Connected to the clinic. The line is listening for keys. The phone +1 425 555 0150: ringing.',
  );
  expect(announcement(aCall({ state: 'ended', endReason: 'appHungUp' }), '', [])).toBe('Call ended: app hung up.');
  const rejected = aCall({ state: 'ended', endReason: 'rejected', endExplanation: 'The app rejected the call.' });
  expect(announcement(rejected, '', [])).toBe('Call ended: rejected. The app rejected the call.');
});
