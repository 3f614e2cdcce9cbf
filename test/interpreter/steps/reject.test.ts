import { describe } from 'vitest';
import { newCall } from '../../../src/interpreter/transition.ts';
import { aCall, nowMs, offered, offeredAtMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({ steps: { ask: { type: 'reject', reason: 'busy' } } });
const plain = aProgram({ steps: { ask: { type: 'reject' } } });
const unanswered = {
  step: 'ask',
  callId: undefined,
  answeredAtMs: undefined,
  phase: 'offered',
} as const;
const rejecting = aCall(program, { ...unanswered, operations: { '3.0': open('refusal', 5_000) } });

describe('a reject step', () => {
  itBecomes([
    {
      name: 'refuses the call with its reason, unanswered',
      program,
      state: newCall(program, 'attempt'),
      event: offered,
      becomes: aCall(program, { ...unanswered, seq: 1, operations: { '1.0': open('refusal', 5_000, offeredAtMs) } }),
      commands: [{ type: 'reject', reason: 'busy', token: '1.0' }],
      trace: [],
    },
    {
      name: 'gives no reason by default',
      program: plain,
      state: newCall(plain, 'attempt'),
      event: offered,
      becomes: aCall(plain, { ...unanswered, seq: 1, operations: { '1.0': open('refusal', 5_000, offeredAtMs) } }),
      commands: [{ type: 'reject', reason: 'none', token: '1.0' }],
      trace: [],
    },
    ...[outcome('commandAccepted'), outcome('deadlinePassed'), refused('refused')].map((event) => ({
      name: `ends the call after ${event.type}`,
      program,
      state: rejecting,
      event,
      becomes: aCall(program, {
        ...unanswered,
        seq: 4,
        phase: 'ended',
        closing: true,
        disposition: 'rejected',
        endedAtMs: nowMs,
      }),
      commands: [],
      trace: ['ask: ends rejected', 'ask: ended rejected'],
    })),
  ]);
});
