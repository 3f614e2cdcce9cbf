import { expect, test } from 'vitest';
import type { Answer } from '../../../local/phone/src/emulator-api.ts';
import { type KeyQueue, keyQueue, WAITING_KEYS_MAX } from '../../../local/phone/src/key-queue.ts';

type Pending = { keys: string; answer(value: Answer<void>): void };

/** A queue whose requests the test answers by hand. */
function aQueue(): { queue: KeyQueue; requests: Pending[]; problems: string[] } {
  const requests: Pending[] = [];
  const problems: string[] = [];
  const send = (keys: string): Promise<Answer<void>> =>
    new Promise((resolve) => {
      requests.push({ keys, answer: resolve });
    });
  return { queue: keyQueue(send, (text) => problems.push(text)), requests, problems };
}

const TAKEN: Answer<void> = { ok: true, value: undefined };

test('keys pressed while a request is under way travel together in the next, in order', async () => {
  const { queue, requests } = aQueue();
  for (const key of ['1', '2', '#'] as const) queue.press(key);
  expect(requests.map(({ keys }) => keys)).toEqual(['1']);

  requests[0]?.answer(TAKEN);
  await expect.poll(() => requests.map(({ keys }) => keys)).toEqual(['1', '2#']);
});

test('a refusal is told, and drops what waited', async () => {
  const { queue, requests, problems } = aQueue();
  queue.press('1');
  queue.press('2');
  requests[0]?.answer({ ok: false, problem: 'No.' });
  await expect.poll(() => problems).toEqual(['No.']);

  queue.press('3');
  await expect.poll(() => requests.map(({ keys }) => keys)).toEqual(['1', '3']);
});

test('no more keys wait than the limit', async () => {
  const { queue, requests } = aQueue();
  for (let count = 0; count < WAITING_KEYS_MAX + 10; count += 1) queue.press('5');
  requests[0]?.answer(TAKEN);

  await expect.poll(() => requests[1]?.keys.length).toBe(WAITING_KEYS_MAX);
});
