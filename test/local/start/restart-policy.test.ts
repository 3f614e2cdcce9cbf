import { expect, test } from 'vitest';
import { crashWindowMs, decideRestart } from '../../../local/start/restart-policy.ts';

const nowMs = 1_000_000;

test.each([
  ['the first end', [nowMs], { type: 'restart', delayMs: 0 }],
  ['the second', [nowMs - 100, nowMs], { type: 'restart', delayMs: 250 }],
  ['the fifth', [1, 2, 3, 4, 5].map(() => nowMs), { type: 'restart', delayMs: 2_000 }],
  ['the sixth within a minute', [1, 2, 3, 4, 5, 6].map(() => nowMs), { type: 'giveUp' }],
  ['old ends', [1, 2, 3, 4, 5].map(() => nowMs - crashWindowMs).concat(nowMs), { type: 'restart', delayMs: 0 }],
])('%s', (_, endedAtMs, decision) => {
  expect(decideRestart(endedAtMs, nowMs)).toEqual(decision);
});
