import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/interpreter/limits.ts';
import { transition } from '../../../src/interpreter/transition.ts';
import { aCall, keys, nowMs, open } from '../a-call.ts';
import { aProgram } from '../a-program.ts';

const url = 'https://api.example.org/orders';
const http = { type: 'http', url, timeoutMs: 1_000, statuses: { '204': 'next', '201': 'other' }, next: 'bye' };
const get = { ...http, on: { failed: 'failed', timeout: 'timeout' } };
const keyed = { ...get, method: 'POST', idempotencyKey: '{{ call.id }}' };
const unkeyed = { ...http, method: 'POST', on: { failed: 'failed', uncertain: 'uncertain' } };
const listed = { '502': 'gateway', '504': 'gateway' };
const into = { into: 'answer' };

const earlier = { state: 'old' };
const ends = ['failed', 'timeout', 'uncertain', 'gateway'];
const program = aProgram({
  variables: { answer: { type: { state: 'text', items: [{ id: 'text', name: 'text' }] }, initial: earlier } },
  steps: {
    get: { ...get, on: { ...get.on, other: 'other' } },
    keyed: { ...keyed, on: { ...get.on, other: 'other' } },
    unkeyed: { ...unkeyed, on: { ...unkeyed.on, other: 'other' } },
    getInto: { ...get, ...into, on: { ...get.on, other: 'other' } },
    keyedInto: { ...keyed, ...into, on: { ...get.on, other: 'other' } },
    unkeyedInto: { ...unkeyed, ...into, on: { ...unkeyed.on, other: 'other' } },
    listed: { ...unkeyed, statuses: listed, on: { ...unkeyed.on, gateway: 'gateway' } },
    ...Object.fromEntries(ends.map((name) => [name, { type: 'hangUp', disposition: name }])),
  },
});

type Answer = Omit<Extract<Parameters<typeof transition>[2], { type: 'requestAnswered' }>, 'type' | 'token' | 'atMs'>;

/** Where an answer leads from a step, and what it leaves in the variable. */
function comesTo(step: string, answer: Answer) {
  const state = aCall(program, { step, visit: { stage: 'requesting' }, operations: { '3.0': open('request', 1_000) } });
  const after = transition(program, state, { type: 'requestAnswered', ...answer, token: '3.0', atMs: nowMs }).state;
  return [after.disposition, after.confidential.variables[0]?.answer];
}

/** More than a variable takes, though each text of it is short enough. */
const large = {
  items: Array.from({ length: 100 }, () => ({
    id: 'x'.repeat(50),
    name: 'y'.repeat(limits.answerCharactersMax / 100),
  })),
};

describe('a success that nobody can use', () => {
  it.each(['get', 'keyed', 'unkeyed'])('is one all the same where the flow takes nothing of it (%s)', (step) => {
    expect(comesTo(step, { status: 200, unreadable: true })).toEqual(['served', earlier]);
    expect(comesTo(step, { status: 200, body: large })).toEqual(['served', earlier]);
    expect(comesTo(step, { status: 201, unreadable: true })).toEqual(['elsewhere', earlier]);
  });

  it.each([
    ['that is not JSON', { status: 200, unreadable: true }],
    ['that is not JSON, of a status that is listed', { status: 201, unreadable: true }],
    ['of another type', { status: 200, body: { state: 1 } }],
    ['of another type, of a status that is listed', { status: 204, body: 'text' }],
    ['larger than a variable takes', { status: 200, body: large }],
    ['without a body, which the flow did not expect', { status: 200 }],
  ] satisfies [string, Answer][])('by an answer %s failed as a GET, and else nobody knows', (_what, answer) => {
    expect(comesTo('getInto', answer)).toEqual(['failed', earlier]);
    expect(comesTo('keyedInto', answer)).toEqual(['timeout', earlier]);
    expect(comesTo('unkeyedInto', answer)).toEqual(['uncertain', earlier]);
  });

  it.each(['getInto', 'keyedInto', 'unkeyedInto'])('has no body where its status is listed, and %s goes on', (step) => {
    expect(comesTo(step, { status: 204 })).toEqual(['served', {}]);
    expect(comesTo(step, { status: 201 })).toEqual(['elsewhere', {}]);
  });

  it('is taken where it just fits', () => {
    const body = { items: [{ id: 'x', name: 'y'.repeat(limits.variableCharactersMax) }] };
    expect(comesTo('unkeyedInto', { status: 200, body })).toEqual(['served', body]);
  });
});

describe('a gateway that heard nothing of what stands behind it', () => {
  it.each([502, 504])('knows nothing of what became of the request (%d)', (status) => {
    expect(comesTo('get', { status })).toEqual(['failed', earlier]);
    expect(comesTo('keyed', { status, unreadable: true })).toEqual(['timeout', earlier]);
    expect(comesTo('unkeyed', { status, unreadable: true })).toEqual(['uncertain', earlier]);
    expect(comesTo('unkeyedInto', { status, body: { state: 'new' } })).toEqual(['uncertain', earlier]);
  });

  it.each([502, 504])('is what the flow says of it where it lists %d', (status) => {
    expect(comesTo('listed', { status, unreadable: true })).toEqual(['gateway', earlier]);
  });

  it.each([500, 503])('is not the service itself, whose %d says that the request failed', (status) => {
    expect(comesTo('unkeyed', { status, unreadable: true })).toEqual(['failed', earlier]);
  });
});

const pin = '918273645';
const long = 'z'.repeat(limits.variableCharactersMax);
const texts = Array.from({ length: 15 }, (_, index) => `t${index}`);

/** A flow that sends a PIN, and as much beside it as a test says. */
function sendsPin(body: object = {}) {
  const step = { ...http, statuses: {}, method: 'POST', body: { pin: '{{ pin }}', ...body }, ...into };
  return aProgram({
    variables: {
      pin: { type: 'text' },
      answer: { type: { items: [{ id: 'text', name: 'text' }] } },
      ...Object.fromEntries(texts.map((name) => [name, { type: 'text' }])),
    },
    steps: {
      ask: {
        type: 'collect',
        into: 'pin',
        secret: true,
        digits: { min: 9, max: 9 },
        prompt: 'Your PIN.',
        next: 'send',
      },
      send: step,
      filling: { ...step, filler: 'One moment.', timeoutMs: 4_000 },
    },
  });
}

const variables = { pin, ...Object.fromEntries(texts.map((name) => [name, long])) };
const tooMuch = { items: Array.from({ length: 6 }, () => ({ id: long })) };
const answered = { type: 'requestAnswered', status: 200, body: tooMuch, token: '3.0', atMs: nowMs } as const;

describe('a PIN that was sent', () => {
  it('is nowhere any more when the answer is too large beside what the call keeps', () => {
    const sends = sendsPin();
    const operations = { '3.0': open('request', 1_000) };
    const after = transition(sends, aCall(sends, { step: 'send', variables, operations }), answered);
    expect(after.trace.map(({ outcome }) => outcome)).toContain('onError (variablesTooLarge)');
    expect(JSON.stringify(after)).not.toContain(pin);
    expect(after.state.confidential.variables[0]).toMatchObject({ pin: '', t0: long, answer: {} });
  });

  it('is nowhere any more when the filler has been heard', () => {
    const sends = sendsPin();
    const operations = { '3.0': open('request', 4_000), '3.1': open('prompt', 1_100) };
    const { items } = tooMuch;
    for (const body of [tooMuch, { items: items.slice(0, 1) }, 'unfit']) {
      const state = aCall(sends, { step: 'filling', variables, operations });
      const speaking = transition(sends, state, { ...answered, body });
      const after = transition(sends, speaking.state, { type: 'promptCompleted', token: '3.1', atMs: nowMs });
      expect(JSON.stringify(after)).not.toContain(pin);
    }
  });

  it('is nowhere any more when there was too much beside it to be sent', () => {
    const sends = sendsPin({ lines: Array.from({ length: 33 }, () => '{{ t0 }}') });
    const asking = aCall(sends, { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } });
    const confidential = { ...asking.confidential, variables: [{ ...variables, pin: '', answer: {} }] };
    const after = transition(sends, { ...asking, confidential }, keys(pin));
    expect(after.trace.map(({ outcome }) => outcome)).toContain('failed (requestTooLarge)');
    expect(after.commands.map(({ type }) => type)).toEqual(['hangUp']);
    expect(JSON.stringify(after)).not.toContain(pin);
  });
});

describe('the address of a request', () => {
  const asks = aProgram({
    variables: Object.fromEntries(texts.map((name) => [name, { type: 'text' }])),
    steps: { send: { ...http, statuses: {}, url: `${url}/{{ t0 }}/{{ t1 }}/{{ t2 }}/{{ t3 }}/{{ t4 }}/end` } },
  });

  it('is not cut where it is long, so that no other place is asked', () => {
    const state = aCall(asks, { step: 'send', phase: 'answering', whenConnected: 'send', variables: longTexts(5) });
    const [command] = transition(asks, state, { type: 'callConnected', atMs: nowMs }).commands;
    expect(command).toMatchObject({ type: 'sendRequest', url: `${url}/${Array(5).fill(long).join('/')}/end` });
  });

  it('is not asked without a part that is missing, for that is another place', () => {
    const variables = { row: { type: { id: 'text' } } };
    const send = { ...http, method: 'DELETE', statuses: {}, url: `${url}/rows/{{ row.id }}` };
    const deletes = aProgram({ variables, steps: { send } });
    const state = aCall(deletes, { step: 'send', phase: 'answering', whenConnected: 'send' });
    const after = transition(deletes, state, { type: 'callConnected', atMs: nowMs });
    expect(after.commands.map(({ type }) => type)).toEqual(['hangUp']);
    expect(after.trace.map(({ outcome }) => outcome)).toContain('failed (addressIncomplete)');
  });
});

/** So many long texts. */
function longTexts(count: number): Record<string, string> {
  return Object.fromEntries(texts.slice(0, count).map((name) => [name, long]));
}
