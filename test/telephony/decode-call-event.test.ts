import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeCallEvent, decodeCallEvents } from '../../src/telephony/decode-call-event.ts';

const atMs = 1_795_000_000_000;
const callId = '05002680-7e13-44f7-a21b-5ba7856866bb';

/** A delivery of every kind that the service has, by kind. Each is a body: a list of one CloudEvent. */
const captured: Readonly<Record<string, readonly Record<string, unknown>[]>> = JSON.parse(
  readFileSync(new URL('fixtures/call-automation-events.json', import.meta.url), 'utf8'),
);

/** What the awaited kinds of the fixture decode to; every other kind is ignored. */
const awaited: Readonly<Record<string, object>> = {
  CallConnected: { type: 'callConnected' },
  CallDisconnected: { type: 'callDisconnected', reason: '200/7000' },
  AnswerFailed: { type: 'answerFailed', reason: '500/9999' },
  PlayCompleted: { type: 'promptCompleted', token: 'oc' },
  PlayFailed: { type: 'promptFailed', token: 'oc', reason: '400/8535' },
  PlayCanceled: { type: 'promptCancelled', token: 'CancelplayToAllAudio' },
  RecognizeCanceled: { type: 'inputCancelled', token: 'menu' },
  RecognizeCompleted: { type: 'inputCollected', token: 'menu', digits: '123', endedBy: 'maxDigits' },
  RecognizeFailed: { type: 'inputFailed', token: 'menu', reason: 'noInput' },
  CallTransferAccepted: { type: 'transferAccepted', token: 'oc' },
  CallTransferFailed: { type: 'transferFailed', token: 'oc', reason: '486/560486' },
};

/** An event of a kind with data of its own. */
function anEvent(kind: string, data: object = {}, envelope: object = {}): Record<string, unknown> {
  return {
    id: 'event-1',
    type: `Microsoft.Communication.${kind}`,
    specversion: '1.0',
    data: { callConnectionId: callId, operationContext: '4.0', ...data },
    ...envelope,
  };
}

/** The event that an element decodes to. */
function eventOf(element: unknown) {
  const decoded = decodeCallEvent(element, atMs);
  return decoded.type === 'event' ? decoded.delivered.event : decoded;
}

test('the fixture has all 38 kinds of the service', () => {
  expect(Object.keys(captured)).toHaveLength(38);
});

test.each(Object.keys(captured))('%s is decoded or ignored, never unknown', (kind) => {
  const [element] = captured[kind] ?? [];
  const event = awaited[kind];
  expect(decodeCallEvent(element, atMs)).toEqual(
    event === undefined
      ? { type: 'ignored', kind }
      : { type: 'event', delivered: { eventId: element?.id, callId, event: { ...event, atMs } } },
  );
});

test('every tone is a key, and one that no telephone has is left out', () => {
  const named = 'zero one two three four five six seven eight nine asterisk pound a b c d flash'.split(' ');
  expect(eventOf(anEvent('RecognizeCompleted', { dtmfResult: { tones: named } }))).toMatchObject({
    digits: '0123456789*#ABCD',
  });
});

test('a field that is null is as good as none', () => {
  const data = {
    operationContext: null,
    resultInformation: null,
    dtmfResult: null,
    choiceResult: null,
    speechResult: null,
  };
  expect(eventOf(anEvent('CallDisconnected', data))).toEqual({ type: 'callDisconnected', reason: '/', atMs });
  expect(eventOf(anEvent('PlayCompleted', { resultInformation: { code: null, subCode: null } }))).toMatchObject({
    type: 'promptCompleted',
  });
});

test('a code that is missing stays empty', () => {
  expect(eventOf(anEvent('CallDisconnected'))).toEqual({ type: 'callDisconnected', reason: '/', atMs });
  expect(eventOf(anEvent('PlayFailed', { resultInformation: { code: 400 } }))).toMatchObject({ reason: '400/' });
});

test('events of the whole call need no context, and one of the wrong call-level context does no harm', () => {
  const bare = { data: { callConnectionId: callId } };
  expect(eventOf(anEvent('CallConnected', {}, bare))).toEqual({ type: 'callConnected', atMs });
  expect(eventOf(anEvent('CallDisconnected', { operationContext: 'of the other leg' }))).not.toHaveProperty('token');
});

test('an event that answers an operation and names none is malformed', () => {
  for (const kind of ['PlayCompleted', 'RecognizeCompleted', 'RecognizeFailed', 'CallTransferAccepted']) {
    const bare = { data: { callConnectionId: callId, dtmfResult: { tones: [] } } };
    expect(decodeCallEvent(anEvent(kind, {}, bare), atMs)).toEqual({ type: 'malformed', kind });
  }
});

test.each([
  ['a number', 1],
  ['nothing', null],
  ['a text', 'CallConnected'],
  ['a list', []],
  ['an event without an id', anEvent('CallConnected', {}, { id: undefined })],
  ['an event with an empty id', anEvent('CallConnected', {}, { id: '' })],
  ['an event without a type', anEvent('CallConnected', {}, { type: undefined })],
])('%s is no CloudEvent', (_what, element) => {
  expect(decodeCallEvent(element, atMs)).toEqual({ type: 'noCloudEvent', kind: '' });
});

test.each([
  ['an event without data', 'CallConnected', anEvent('CallConnected', {}, { data: undefined })],
  ['an event of no call', 'CallConnected', anEvent('CallConnected', { callConnectionId: '' })],
  [
    'an event of a call with too long an id',
    'CallConnected',
    anEvent('CallConnected', { callConnectionId: 'x'.repeat(201) }),
  ],
  ['too long a context', 'PlayCompleted', anEvent('PlayCompleted', { operationContext: 'x'.repeat(201) })],
  ['tones that are none', 'RecognizeCompleted', anEvent('RecognizeCompleted', { dtmfResult: { tones: [1] } })],
  [
    'too many tones',
    'RecognizeCompleted',
    anEvent('RecognizeCompleted', { dtmfResult: { tones: Array(101).fill('one') } }),
  ],
])('%s is malformed', (_what, kind, element) => {
  expect(decodeCallEvent(element, atMs)).toEqual({ type: 'malformed', kind });
});

test('a body of a malformed event is a body all the same', () => {
  const body = JSON.stringify([anEvent('CallConnected', { callConnectionId: '' })]);
  expect(decodeCallEvents(body, atMs)).toEqual({ delivered: [], left: [{ what: 'malformed', kind: 'CallConnected' }] });
});

test('a kind that the service did not have yet is unknown', () => {
  expect(decodeCallEvent(anEvent('CallTeleported'), atMs)).toEqual({ type: 'unknown', kind: 'CallTeleported' });
  expect(decodeCallEvent(anEvent('', {}, { type: 'toString' }), atMs)).toEqual({ type: 'unknown', kind: 'toString' });
});

test('odd bodies that were captured are ignored: fields missing, others in their place, keys twice', () => {
  const withoutParticipants = anEvent('ParticipantsUpdated', { participant: { rawId: '8:acs:a_b' } });
  const [element] = captured.ParticipantsUpdated ?? [];
  const twice = JSON.stringify([element]).replace('"sequenceNumber":1', '"sequenceNumber":1,"sequenceNumber":1');
  expect(decodeCallEvent(withoutParticipants, atMs)).toEqual({ type: 'ignored', kind: 'ParticipantsUpdated' });
  expect(twice).toContain('"sequenceNumber":1,"sequenceNumber":1');
  expect(decodeCallEvents(twice, atMs)).toEqual({
    delivered: [],
    left: [{ what: 'ignored', kind: 'ParticipantsUpdated' }],
  });
});

test('every element of a body is read on its own, in its order', () => {
  const body = [
    anEvent('CallConnected', {}, { id: 'a' }),
    'nonsense',
    anEvent('CallTeleported'),
    anEvent('PlayStarted'),
    anEvent('PlayCompleted', {}, { id: 'b' }),
  ];
  expect(decodeCallEvents(JSON.stringify(body), atMs)).toEqual({
    delivered: [
      { eventId: 'a', callId, event: { type: 'callConnected', atMs } },
      { eventId: 'b', callId, event: { type: 'promptCompleted', token: '4.0', atMs } },
    ],
    left: [
      { what: 'noCloudEvent', kind: '' },
      { what: 'unknown', kind: 'CallTeleported' },
      { what: 'ignored', kind: 'PlayStarted' },
    ],
  });
});

test('a body may be one event without a list, or an empty list', () => {
  expect(decodeCallEvents(JSON.stringify(anEvent('CallConnected')), atMs)?.delivered).toHaveLength(1);
  expect(decodeCallEvents('[]', atMs)).toEqual({ delivered: [], left: [] });
});

test('an event of an unknown kind is no malformed body, whatever its data', () => {
  const recording = { id: 'a', type: 'Microsoft.Communication.SomethingNew', data: { recordingId: 'r' } };
  expect(decodeCallEvents(JSON.stringify([recording]), atMs)).toBeDefined();
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"id":'],
  ['a text', '"CallConnected"'],
  ['a number', '7'],
  ['null', 'null'],
  ['an object that is no event', '{}'],
  ['a list of things that are no events', '[1, {}, null]'],
  ['a list that is too long', JSON.stringify(Array(65).fill(anEvent('CallConnected')))],
])('%s is no body of events', (_what, text) => {
  expect(decodeCallEvents(text, atMs)).toBeUndefined();
});
