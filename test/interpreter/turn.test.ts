import { describe, expect, it } from 'vitest';
import type { CallState } from '../../src/interpreter/state.ts';
import { beginTurn } from '../../src/interpreter/turn.ts';
import { aState } from '../conformance/record-store-rows.ts';
import { aProgram } from './a-program.ts';

const visit = { stage: 'asking', noInput: 1, noMatch: 2 } as const;

/** A state that lacks nothing: a field that is added to the state has to be added here, or this does not compile. */
const whole: Required<CallState> = {
  version: 3,
  attemptId: 'attempt',
  callId: 'call',
  to: '+14255550100',
  program: 'hash',
  language: 'en-US',
  voice: 'en-US-AvaNeural',
  rate: 1.2,
  phase: 'live',
  seq: 7,
  steps: 60,
  offeredAtMs: 1_000,
  answeredAtMs: 2_000,
  endedAtMs: 3_000,
  flow: 'inner',
  step: 'ask',
  visit,
  retriableVisits: { ask: visit },
  visitCounts: [1, 2_003],
  leaving: true,
  outerFrames: [{ flow: 'test-line', step: 'run', visit }],
  operations: [{ token: '7.0', frame: 1, kind: 'input', dueAtMs: 9_000 }],
  whenConnected: 'ask',
  disposition: 'served',
  parties: { caller: 'connected' },
  errorHandled: true,
  closing: true,
  lateEndKey: '#',
  hangUps: 2,
  tags: ['first'],
  emergencies: { desk: { announcement: 'Closed.' } },
  tally: { noInput: 1 },
  confidential: { from: '+14255550101', headers: { 'X-Id': '1' }, variables: [{ pin: '4711' }, {}] },
};

describe('the draft of a state', () => {
  const program = aProgram({ steps: {} });

  it('has everything that the state has, and the next number', () => {
    expect(Object.values(whole)).not.toContain(undefined);
    expect(beginTurn(program, whole, 5_000).state).toStrictEqual({ ...whole, seq: 8 });
  });

  it('has nothing else', () => {
    const state = aState();
    const { state: draft } = beginTurn(program, state, 5_000);
    const said = Object.entries(draft).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(said)).toStrictEqual({ ...state, seq: state.seq + 1 });
  });
});
