import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeIncomingCall } from '../../src/telephony/decode-incoming-call.ts';

const receivedAtMs = 1_795_000_000_000;
const context = 'eyJhbGciOiJub25lIn0.the-context.';
const time = '2026-03-20T10:00:07.5542219Z';
const phone = (value: string) => ({ kind: 'phoneNumber', rawId: `4:${value}`, phoneNumber: { value } });
const data = {
  to: phone('+14255550100'),
  from: phone('+14255550101'),
  serverCallId: 'server-call',
  callerDisplayName: '',
  incomingCallContext: context,
  correlationId: 'correlation',
};
const type = 'Microsoft.Communication.IncomingCall';

/** An event in Event Grid's own schema, with other data or another envelope. */
function anIncomingCall(changes: object = {}, envelope: object = {}): object {
  return {
    id: 'e80026e7-e298-46ba-bc42-dab0eda92581',
    topic: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/communicationServices/r',
    subject: '/caller/4:+14255550101/recipient/4:+14255550100',
    eventType: type,
    dataVersion: '1.0',
    metadataVersion: '1',
    eventTime: time,
    data: { ...data, ...changes },
    ...envelope,
  };
}

const expected = {
  attemptId: createHash('sha256').update(context).digest('hex'),
  to: '+14255550100',
  from: '+14255550101',
  headers: {},
  incomingCallContext: context,
  raisedAtMs: Date.parse('2026-03-20T10:00:07.554Z'),
};

/** The call that an event decodes to. */
function callOf(event: object) {
  const decoded = decodeIncomingCall(event, receivedAtMs);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}

test('a call is read from both schemas that Event Grid delivers', () => {
  expect(callOf(anIncomingCall())).toEqual(expected);
  const cloudEvent = { specversion: '1.0', id: 'e', source: '/subscriptions/s', type, time, data };
  expect(callOf(cloudEvent)).toEqual(expected);
});

test('a redelivery is the same attempt, another call is another', () => {
  expect(callOf(anIncomingCall({}, { id: 'other', eventTime: undefined })).attemptId).toBe(expected.attemptId);
  expect(callOf(anIncomingCall({ incomingCallContext: `${context}x` })).attemptId).not.toBe(expected.attemptId);
});

test('a time that is missing or cannot be read counts as now', () => {
  for (const eventTime of [undefined, 'yesterday']) {
    expect(callOf(anIncomingCall({}, { eventTime })).raisedAtMs).toBe(receivedAtMs);
  }
});

test('identities are read as well as numbers', () => {
  const user = { kind: 'communicationUser', rawId: '8:acs:a_b', communicationUser: { id: '8:acs:a_b' } };
  const bot = { kind: 'unknown', rawId: '28:bot' };
  expect(callOf(anIncomingCall({ to: user, from: bot }))).toMatchObject({ to: '8:acs:a_b', from: '28:bot' });
});

test('a withheld number is read by its raw id, and fields that are null by what else there is', () => {
  const withheld = { kind: 'phoneNumber', rawId: '4:anonymous', phoneNumber: { value: 'anonymous' } };
  expect(callOf(anIncomingCall({ from: withheld })).from).toBe('4:anonymous');
  const sparse = { rawId: '8:acs:a_b', phoneNumber: null, communicationUser: null };
  expect(callOf(anIncomingCall({ from: sparse, customContext: null }))).toMatchObject({
    from: '8:acs:a_b',
    headers: {},
  });
});

test('headers come along, the user-to-user one under one name however it is spelled', () => {
  const customContext = {
    sipHeaders: { 'user-To-User': '616d;encoding=hex', 'X-MS-Custom-one': '35567842' },
    voipHeaders: { customHeader: 'value', count: 7 },
  };
  expect(callOf(anIncomingCall({ customContext })).headers).toEqual({
    userToUser: '616d;encoding=hex',
    'X-MS-Custom-one': '35567842',
    customHeader: 'value',
  });
});

test('headers beyond the bound are left out, and the call is taken all the same', () => {
  const customContext = { sipHeaders: { first: 'x'.repeat(1_000), second: 'y'.repeat(1_000) } };
  expect(Object.keys(callOf(anIncomingCall({ customContext })).headers)).toEqual(['first']);
});

test('a header called __proto__ changes nothing but itself', () => {
  const customContext = JSON.parse('{"sipHeaders":{"__proto__":"x","ordinary":"y"}}');
  const { headers } = callOf(anIncomingCall({ customContext }));
  expect(headers.ordinary).toBe('y');
  expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
});

test.each([
  ['nothing', undefined, ''],
  ['a text', 'IncomingCall', ''],
  ['no data', anIncomingCall({}, { data: undefined }), 'data'],
  ['no context', anIncomingCall({ incomingCallContext: undefined }), 'data.incomingCallContext'],
  ['an empty context', anIncomingCall({ incomingCallContext: '' }), 'data.incomingCallContext'],
  ['too long a context', anIncomingCall({ incomingCallContext: 'x'.repeat(30_001) }), 'data.incomingCallContext'],
  ['no caller', anIncomingCall({ from: undefined }), 'data.from'],
  ['another kind', anIncomingCall({}, { eventType: 'Microsoft.Communication.CallStarted' }), 'eventType'],
])('%s is refused by the name of the field, without its value', (_what, event, field) => {
  const decoded = decodeIncomingCall(event, receivedAtMs);
  expect(decoded).toEqual({ ok: false, error: `not an IncomingCall event: ${field}` });
});
