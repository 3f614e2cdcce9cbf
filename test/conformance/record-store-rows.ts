import type { CallRecord, RecordKind } from '../../src/calls/call-record.ts';
import type { CallState } from '../../src/interpreter/state.ts';

/** Texts that must not be readable in a row. */
export const canaries = {
  number: '+14255550177',
  digits: '73915',
  prompt: 'You typed seven three nine one five',
  target: '+14255550188',
  context: 'canary-context-of-the-call',
  header: 'canary header',
} as const;

/** A state with something of everything, confidential things too. */
export function aState(change: Partial<CallState> = {}): CallState {
  const visit = { stage: 'asking', noInput: 1, noMatch: 0, confirms: 0, lost: 0 } as const;
  return {
    version: 1,
    attemptId: 'a'.repeat(64),
    to: '+14255550100',
    program: 'b'.repeat(64),
    flow: 'clinic',
    language: 'en-US',
    phase: 'live',
    seq: 3,
    offeredAtMs: 1_790_000_000_123,
    answeredAtMs: 1_790_000_001_456,
    frames: [{ flow: 'clinic', step: 'account', visit, inputs: { account: visit }, visits: { account: 2 } }],
    operations: { '3.0': { frame: 0, kind: 'input', dueAtMs: 1_790_000_020_000 } },
    parties: { caller: 'connected' },
    errorHandled: false,
    closing: false,
    hangUps: 0,
    tally: { steps: 4, noInput: 1, noMatch: 0, errors: 0, transfers: 0, lost: 0 },
    confidential: {
      from: canaries.number,
      headers: { 'x-note': canaries.header },
      variables: [{ account: canaries.digits, tries: 2, known: true }],
    },
    ...change,
  };
}

/** A record with something of everything. */
export function aRecord(kind: RecordKind, change: Partial<CallRecord> = {}): CallRecord {
  return {
    kind,
    id: kind === 'call' ? '401f1900-3c54-4f0e-9a57-3f7e0c1d2b4a' : 'a'.repeat(64),
    attemptId: 'a'.repeat(64),
    state: aState(),
    phase: 'open',
    intents: [anIntent()],
    dueAtMs: 1_790_000_010_789,
    seen: ['event-1', 'event-2'],
    writer: 'writer-1',
    trace: { page: 2, lines: [aLine(3)] },
    ...(kind === 'call' ? {} : { incomingCallContext: canaries.context, boundTo: 'call/1' }),
    ...change,
  };
}

function anIntent(): CallRecord['intents'][number] {
  const prompts = [{ text: canaries.prompt, language: 'en-US', voice: 'en-US-AvaNeural' }];
  const recognise = { bargeIn: true, digitsMax: 5, endKey: '#', initialSilenceMs: 5_000, interDigitMs: 2_000 };
  return {
    seq: 3,
    commands: [
      { token: '3.0', type: 'recogniseDigits', prompts, ...recognise },
      { token: '3.1', type: 'transfer', to: canaries.target },
      { token: '3.2', type: 'reject', reason: 'busy' },
      { token: '3.3', type: 'redirect', to: canaries.target },
      { token: '3.4', type: 'play', prompts },
      { token: '3.5', type: 'cancelMedia' },
      { token: '3.6', type: 'answer' },
      { token: '3.7', type: 'hangUp' },
    ],
    firstSentAtMs: 1_790_000_002_000,
    leaseUntilMs: 1_790_000_007_000,
    attempts: 1,
  };
}

/** A line of a trace. */
export function aLine(seq: number): CallRecord['trace']['lines'][number] {
  return {
    seq,
    at: '2026-09-21T14:13:22.000Z',
    event: 'inputCollected',
    steps: ['account: matched'],
    commands: ['play'],
  };
}
