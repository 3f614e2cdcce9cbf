import { describe } from 'vitest';
import { newCall } from '../../../src/interpreter/transition.ts';
import { aCall, answerMs, nowMs, offered, offeredAtMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({
  variables: { desk: { type: 'text', initial: '5550102' } },
  steps: {
    ask: { type: 'redirect', to: '+1425{{ desk }}' },
    listed: { type: 'redirect', to: '+14255550102', on: { failed: 'refuse' } },
    refuse: { type: 'reject' },
  },
});
const unanswered = {
  step: 'ask',
  callId: undefined,
  answeredAtMs: undefined,
  phase: 'offered',
} as const;
const redirecting = aCall(program, { ...unanswered, operations: { '3.0': open('refusal', 5_000) } });

describe('a redirect step', () => {
  itBecomes([
    {
      name: 'sends the call elsewhere, unanswered, to a number that may be put together',
      program,
      state: newCall(program, 'attempt'),
      event: offered,
      becomes: aCall(program, { ...unanswered, seq: 1, operations: { '1.0': open('refusal', 5_000, offeredAtMs) } }),
      commands: [{ type: 'redirect', to: '+14255550102', token: '1.0' }],
      trace: [],
    },
    {
      name: 'ends the call when the service took it',
      program,
      state: redirecting,
      event: outcome('commandAccepted'),
      becomes: aCall(program, {
        ...unanswered,
        seq: 4,
        phase: 'ended',
        closing: true,
        disposition: 'redirected',
        endedAtMs: nowMs,
      }),
      commands: [],
      trace: ['ask: ends redirected', 'ask: ended redirected'],
    },
    {
      name: 'answers the call for the apology when the service refuses',
      program,
      state: redirecting,
      event: refused(),
      becomes: aCall(program, {
        ...unanswered,
        seq: 4,
        phase: 'answering',
        whenConnected: 'sorry',
        errorHandled: true,
        operations: { '4.0': open('answer', answerMs) },
        tally: { errors: 1 },
      }),
      commands: [{ type: 'answer', token: '4.0' }],
      trace: ['ask: failed (commandRefused)', 'ask: onError (failed)'],
    },
    {
      name: 'goes where it says when the service refuses',
      program,
      state: aCall(program, { ...unanswered, step: 'listed', operations: { '3.0': open('refusal', 5_000) } }),
      event: refused(),
      becomes: aCall(program, {
        ...unanswered,
        step: 'refuse',
        seq: 4,
        operations: { '4.0': open('refusal', 5_000) },
        steps: 2,
      }),
      commands: [{ type: 'reject', reason: 'none', token: '4.0' }],
      trace: ['listed: failed (commandRefused)'],
    },
    {
      name: 'leaves a call that has gone in the meantime unanswered',
      program,
      state: redirecting,
      event: refused('gone'),
      becomes: aCall(program, { ...unanswered, seq: 4, phase: 'ended', disposition: 'unanswered', endedAtMs: nowMs }),
      commands: [],
      trace: ['ask: ended unanswered'],
    },
  ]);
});
