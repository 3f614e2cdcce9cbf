import { describe, expect, it } from 'vitest';
import { callDetailRecord, iso } from '../../src/calls/call-detail-record.ts';
import { aLiveState } from './a-record.ts';
import { startMs } from './a-world.ts';

describe('a call detail record', () => {
  it('tells what became of a call, and holds nothing that the caller is or typed', () => {
    const confidential = { from: '+14255550177', headers: { note: 'secret' }, variables: [{ pin: '73915' }] };
    const state = aLiveState({
      answeredAtMs: startMs + 1_000,
      endedAtMs: startMs + 61_500,
      disposition: 'connected',
      phase: 'ended',
      tags: ['appointment', 'urgent'],
      steps: 3,
      tally: { noInput: 1, transfers: 1 },
      confidential,
    });
    expect(callDetailRecord(state)).toEqual({
      attemptId: 'attempt-1',
      callId: 'call-1',
      to: '+14255550100',
      flow: 'line',
      program: 'line-hash',
      language: 'en-US',
      offeredAt: '2027-01-15T08:00:00.000Z',
      answeredAt: '2027-01-15T08:00:01.000Z',
      endedAt: '2027-01-15T08:01:01.500Z',
      durationMs: 60_500,
      disposition: 'connected',
      lastStep: 'greet',
      tags: ['appointment', 'urgent'],
      tally: { steps: 3, noInput: 1, noMatch: 0, errors: 0, transfers: 1, lost: 0 },
    });
  });

  it('of a call that nobody answered has no connection, no answer and no duration', () => {
    const { callId: _callId, answeredAtMs: _answeredAtMs, ...state } = aLiveState({ endedAtMs: startMs + 30_000 });
    expect(callDetailRecord(state)).toEqual({
      attemptId: 'attempt-1',
      to: '+14255550100',
      flow: 'line',
      program: 'line-hash',
      language: 'en-US',
      offeredAt: '2027-01-15T08:00:00.000Z',
      endedAt: '2027-01-15T08:00:30.000Z',
      durationMs: 0,
      disposition: 'abandoned',
      lastStep: 'greet',
      tags: [],
      tally: { steps: 0, noInput: 0, noMatch: 0, errors: 0, transfers: 0, lost: 0 },
    });
  });

  it('has no negative duration where the clocks of two instances differ', () => {
    const state = aLiveState({ answeredAtMs: startMs + 100, endedAtMs: startMs });
    expect(callDetailRecord(state).durationMs).toBe(0);
  });
});

describe('an instant outside the calendar', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15, -9e15])('%d is written as the beginning', (atMs) => {
    expect(iso(atMs)).toBe('1970-01-01T00:00:00.000Z');
  });
});
