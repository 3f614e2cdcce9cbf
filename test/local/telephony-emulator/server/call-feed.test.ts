import { expect, test } from 'vitest';
import { CallFeed } from '../../../../local/telephony-emulator/server/call-feed.ts';
import { LOG_ENTRIES_MAX } from '../../../../local/telephony-emulator/server/limits.ts';

const entry = { callId: 'call-1', direction: 'toApp', what: 'CallConnected', detail: 'sent' } as const;

test('an entry stands where its place was taken, also when it is put there later than others', () => {
  const feed = new CallFeed();
  const request = feed.takePlace();
  feed.put(feed.takePlace(), entry);
  feed.put(request, { ...entry, direction: 'fromApp', what: 'POST answer', detail: '200' });

  expect(feed.log.map(({ id, what }) => [id, what])).toEqual([
    [1, 'POST answer'],
    [2, 'CallConnected'],
  ]);
});

test('a status takes the place of the entry that had none, and both are told', () => {
  const feed = new CallFeed();
  const told: unknown[] = [];
  feed.listen((message) => told.push(message));
  const place = feed.takePlace();
  feed.put(place, entry);
  feed.put(place, { ...entry, detail: '200' });

  expect(feed.log).toEqual([{ ...entry, ...place, detail: '200' }]);
  expect(told).toEqual([
    { type: 'log', entry: { ...entry, ...place } },
    { type: 'log', entry: { ...entry, ...place, detail: '200' } },
  ]);
});

test('the list is bounded, and a status that comes after its entry has gone brings nothing back', () => {
  const feed = new CallFeed();
  const first = feed.takePlace();
  for (let count = 0; count < LOG_ENTRIES_MAX; count += 1) feed.put(feed.takePlace(), entry);
  feed.put(first, entry);

  expect([feed.log.length, feed.log[0]?.id]).toEqual([LOG_ENTRIES_MAX, 2]);
});
