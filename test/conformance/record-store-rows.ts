import type { CallRecord, RecordKind } from '../../src/calls/call-record.ts';
import type { Command, CommandType } from '../../src/interpreter/command.ts';
import type { CallState } from '../../src/interpreter/state.ts';

/** Texts that must not be readable in a row. */
export const canaries = {
  number: '+14255550177',
  digits: '73915',
  prompt: 'You typed seven three nine one five',
  target: '+14255550188',
  context: 'canary-context-of-the-call',
  header: 'canary header',
  heard: 'canary street nine',
  answer: 'canary of an answer',
  ssml: 'canary in <emphasis>ssml</emphasis>',
  url: 'https://canary.example.org/patients/4711',
  body: 'canary in a body',
  rowKey: 'canary-row-key',
  row: 'canary of a row',
} as const;

/** A state with something of everything, confidential things too. */
export function aState(change: Partial<CallState> = {}): CallState {
  const visit = { stage: 'asking', noInput: 1, noMatch: 2, confirms: 3, lost: 4 } as const;
  const waiting = { ...visit, stage: 'waiting', untilMs: 1_790_000_021_000, outcome: 'next' } as const;
  return {
    version: 3,
    attemptId: 'a'.repeat(64),
    to: '+14255550100',
    program: 'b'.repeat(64),
    language: 'en-US',
    voice: 'en-US-AvaNeural',
    rate: 1.2,
    phase: 'live',
    seq: 3,
    steps: 4,
    offeredAtMs: 1_790_000_000_123,
    answeredAtMs: 1_790_000_001_456,
    flow: 'verify-caller',
    step: 'account',
    visit: waiting,
    retriableVisits: { account: visit },
    visitCounts: [1],
    leaving: true,
    outerFrames: [
      { flow: 'clinic', step: 'verify', visit, retriableVisits: { account: visit }, visitCounts: [4_002, 7_001] },
    ],
    operations: [
      { token: '3.0', frame: 1, kind: 'input', dueAtMs: 1_790_000_020_000, repeated: true },
      { token: '3.t1', frame: 1, kind: 'timer', dueAtMs: 1_790_000_021_000 },
    ],
    disposition: 'served',
    parties: { caller: 'connected' },
    errorHandled: true,
    closing: false,
    hangUps: 1,
    tags: ['appointment'],
    emergencies: { desk: { announcement: 'Closed because of snow.' }, night: {} },
    tally: { noInput: 1, noMatch: 2, errors: 3, transfers: 4, lost: 5 },
    confidential: {
      from: canaries.number,
      headers: { 'x-note': canaries.header },
      variables: [
        { account: canaries.digits, tries: 2, known: true },
        { address: canaries.heard, answer: { rows: [{ name: canaries.answer, open: false }] }, list: ['a', 2] },
      ],
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

const prompts = [
  { text: canaries.prompt, language: 'en-US', voice: 'en-US-AvaNeural' },
  { text: 'Sure.', language: 'en-US', ssml: canaries.ssml, rate: 0.8 },
  { text: 'Music.', language: 'en-US', clip: 'hold.wav' },
];
const recognition = { prompts, bargeIn: true, initialSilenceMs: 5_000 };
const keys = { digitsMax: 5, endKey: '#', interDigitMs: 2_000 };

/** A command of every kind, with everything that it can have. */
const commands: { readonly [T in CommandType]: Omit<Extract<Command, { type: T }>, 'token'> } = {
  recogniseDigits: { type: 'recogniseDigits', ...recognition, ...keys },
  transfer: { type: 'transfer', to: canaries.target },
  reject: { type: 'reject', reason: 'busy' },
  redirect: { type: 'redirect', to: canaries.target },
  play: { type: 'play', prompts, loop: true },
  cancelMedia: { type: 'cancelMedia' },
  answer: { type: 'answer' },
  recogniseChoice: {
    type: 'recogniseChoice',
    ...recognition,
    choices: [{ label: 'option1', phrases: [canaries.heard, 'other'], key: '1' }],
    language: 'en-US',
  },
  recogniseSpeech: { type: 'recogniseSpeech', ...recognition, language: 'en-US', endSilenceMs: 1_500, keys },
  sendRequest: {
    type: 'sendRequest',
    method: 'POST',
    url: canaries.url,
    headers: { 'X-Caller': canaries.number },
    body: { patient: canaries.body, list: [1, true, null, { deep: [] }] },
    auth: 'clinic',
    idempotencyKey: 'key-1',
    timeoutMs: 4_000,
  },
  lookUpRows: { type: 'lookUpRows', table: 'customers', by: { prefix: canaries.rowKey, max: 10 } },
  saveRow: {
    type: 'saveRow',
    table: 'reports',
    rowKey: canaries.rowKey,
    fields: { area: canaries.row, count: 2, urgent: true },
    mode: 'increment',
  },
  hangUp: { type: 'hangUp' },
};

function anIntent(): CallRecord['intents'][number] {
  const ofEveryKind = Object.values(commands).map((command, index) => ({ ...command, token: `3.${index}` }));
  const oneRow = { type: 'lookUpRows', token: '3.99', table: 'customers', by: { rowKey: canaries.rowKey } } as const;
  return {
    seq: 3,
    commands: [...ofEveryKind, oneRow],
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
