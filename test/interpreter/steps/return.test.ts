import { describe, expect, it } from 'vitest';
import { aCallBeingAnswered, connected, hangingUp, nowMs, outcome } from '../a-call.ts';
import { aLine, codesOf } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { aConnectedCall, aRingingCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const program = aProgram({
  outcomes: ['locked'],
  steps: { ask: { type: 'return' }, locked: { type: 'return', outcome: 'locked' } },
});

describe('a return step', () => {
  itBecomes([
    ...[
      { step: 'ask', told: 'next' },
      { step: 'locked', told: 'locked' },
    ].map(({ step, told }) => ({
      name: `ends the call in a main flow: ${told}`,
      program,
      state: aCallBeingAnswered(program, step),
      event: connected,
      becomes: hangingUp(program, {
        step,
        answeredAtMs: nowMs,
        disposition: 'completed',
        steps: 1,
      }),
      commands: [{ type: 'hangUp' as const, token: '4.0' }],
      trace: [`${step}: returns ${told}`],
    })),
    new StepRows(program, { step: 'ask' }).ignores('awaits nothing', outcome('promptCompleted')),
  ]);

  it('refuses a call that still rings', () => {
    const call = aRingingCall(program);
    expect(call.commands).toEqual([{ type: 'reject', reason: 'none', token: '1.0' }]);
  });

  it.each(['next', 'locked'])('hands its outcome to the step that ran the flow: %s', (told) => {
    const flows = { inner: { outcomes: ['locked'], steps: { end: { type: 'return', outcome: told } } } };
    const ask = { type: 'subflow', flow: 'inner', next: 'bye', on: { locked: 'other' } };
    const { trace } = aConnectedCall(aLine({ steps: { ask } }, { flows }));
    const end = told === 'next' ? 'bye: ends served' : 'other: ends elsewhere';
    expect(trace).toEqual(['ask: runs inner', `end: returns ${told}`, `ask: ${told}`, end]);
  });

  it('is refused with an outcome that its flow does not have', () => {
    expect(codesOf({ outcomes: ['locked'], steps: { ask: { type: 'return', outcome: 'lock' } } })).toEqual([
      'unknown-outcome at steps.ask.outcome',
    ]);
  });
});
