import { describe } from 'vitest';
import { newCall } from '../../../src/interpreter/transition.ts';
import {
  aCall,
  aCallBeingAnswered,
  answerMs,
  connected,
  hangingUp,
  nowMs,
  offered,
  offeredAtMs,
  open,
} from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({ steps: { ask: { type: 'answer', next: 'bye' } } });

describe('an answer step', () => {
  itBecomes([
    {
      name: 'answers the call that is offered, and waits for its connection',
      program,
      state: newCall(program, 'attempt'),
      event: offered,
      becomes: aCall(program, {
        step: 'ask',
        callId: undefined,
        phase: 'answering',
        seq: 1,
        answeredAtMs: undefined,
        whenConnected: 'ask',
        operations: { '1.0': open('answer', answerMs, offeredAtMs) },
        steps: 0,
      }),
      commands: [{ type: 'answer', token: '1.0' }],
      trace: [],
    },
    {
      name: 'is done when the call is connected',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: hangingUp(program, { step: 'bye', answeredAtMs: nowMs }),
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: ['ask: next', 'bye: ends served'],
    },
  ]);
});
