import { expect, test } from 'vitest';
import type { LogEntry } from '../../../local/phone/src/emulator-messages.ts';
import { logByCall } from '../../../local/phone/src/log-by-call.ts';
import { aCall } from './a-call.ts';

function anEntry(id: number, callId: string): LogEntry {
  return { id, at: `2026-01-05T09:00:0${id}.000Z`, callId, direction: 'toApp', what: 'PlayStarted', detail: '200' };
}

test('calls that go on side by side are kept apart, the newest call first', () => {
  const [first, second] = [aCall({ id: 'first' }), aCall({ id: 'second', startedAt: '2026-01-05T09:00:01.500Z' })];
  const log = [anEntry(4, 'first'), anEntry(3, 'second'), anEntry(2, 'second'), anEntry(1, 'first')];

  expect(logByCall(log, [first, second])).toEqual([
    { callId: 'second', call: second, beganAt: second.startedAt, entries: [log[1], log[2]] },
    { callId: 'first', call: first, beganAt: first.startedAt, entries: [log[0], log[3]] },
  ]);
});

test('what belongs to no known call begins with its oldest entry', () => {
  const log = [anEntry(2, ''), anEntry(1, '')];

  expect(logByCall(log, [])).toEqual([{ callId: '', call: undefined, beganAt: anEntry(1, '').at, entries: log }]);
});
