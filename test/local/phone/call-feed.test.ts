import { expect, test } from 'vitest';
import { CALLS_MAX, EMPTY_FEED, LOG_ENTRIES_MAX, reduceFeed } from '../../../local/phone/src/call-feed.ts';
import type { CallView, LogEntry } from '../../../local/phone/src/emulator-messages.ts';
import { aCall } from './a-call.ts';

const LINE = { number: '+14255550100', label: 'Riverside Clinic' };

function anEntry(id: number, what: string): LogEntry {
  return { id, at: '2026-01-05T09:00:00.000Z', callId: 'call-1', direction: 'toApp', what, detail: '200' };
}

function aNumberedCall(number: number): CallView {
  return aCall({ id: `call-${number}`, startedAt: new Date(number * 1_000).toISOString() });
}

test('a snapshot replaces whatever was known', () => {
  const before = reduceFeed(EMPTY_FEED, { type: 'call', call: aCall({ id: 'old' }) });
  const after = reduceFeed(before, {
    type: 'snapshot',
    lines: [LINE],
    calls: [aCall()],
    log: [anEntry(1, 'IncomingCall'), anEntry(2, 'CallConnected')],
  });

  expect(after).toEqual({
    lines: [LINE],
    calls: [aCall()],
    log: [anEntry(2, 'CallConnected'), anEntry(1, 'IncomingCall')],
  });
});

test('a call that is known is replaced in its place, one that is not is added by its start', () => {
  const messages = [2, 3, 1].map((number) => ({ type: 'call', call: aNumberedCall(number) }) as const);
  const before = messages.reduce(reduceFeed, EMPTY_FEED);
  const after = reduceFeed(before, { type: 'call', call: { ...aNumberedCall(2), state: 'ended' } });

  expect(after.calls).toEqual([aNumberedCall(1), { ...aNumberedCall(2), state: 'ended' }, aNumberedCall(3)]);
});

test('a log entry goes to its place, and one that comes again takes the place of the former', () => {
  const entries = [anEntry(1, 'IncomingCall'), anEntry(3, 'CallConnected'), anEntry(2, 'POST answer')];
  const messages = [...entries, { ...anEntry(1, 'IncomingCall'), detail: '500' }];
  const state = messages.map((entry) => ({ type: 'log', entry }) as const).reduce(reduceFeed, EMPTY_FEED);

  expect(state.log.map(({ id, detail }) => [id, detail])).toEqual([
    [3, '200'],
    [2, '200'],
    [1, '500'],
  ]);
});

test('calls and log are bounded, and the oldest go first', () => {
  let state = EMPTY_FEED;
  for (let number = 1; number <= LOG_ENTRIES_MAX + 1; number += 1) {
    state = reduceFeed(state, { type: 'call', call: aNumberedCall(number) });
    state = reduceFeed(state, { type: 'log', entry: anEntry(number, `event ${number}`) });
  }

  expect([state.calls.length, state.calls[0]?.id]).toEqual([CALLS_MAX, `call-${LOG_ENTRIES_MAX + 2 - CALLS_MAX}`]);
  expect([state.log.length, state.log.at(-1)?.what, state.log[0]?.what]).toEqual([
    LOG_ENTRIES_MAX,
    'event 2',
    `event ${LOG_ENTRIES_MAX + 1}`,
  ]);
});
