import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../../src/interpreter/command.ts';
import type { CallEvent, RequestFailure } from '../../../src/interpreter/event.ts';
import type { JsonValue } from '../../../src/interpreter/json-value.ts';
import { nowMs, open, outcome, refused } from '../a-call.ts';
import { aLine } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { aConnectedCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const url = 'https://api.example.org/refills';
const get = { type: 'http', url, timeoutMs: 1_000, next: 'bye' };
const program = aProgram({
  variables: {
    patient: { type: 'text' },
    count: { type: 'integer' },
    half: { type: 'text', initial: '\ud83d' },
    result: { type: { status: 'text', day: 'date', lines: [{ name: 'text' }] } },
  },
  steps: {
    ask: {
      type: 'http',
      method: 'POST',
      url: `${url}/{{ patient }}?source=phone`,
      query: { 'a b': '{{ patient }}', half: '{{ half }}' },
      headers: { 'X-Patient': '{{ patient }}' },
      auth: 'pharmacy',
      body: {
        patient: '{{ patient }}',
        count: '{{ count }}',
        tries: 2,
        list: ['{{ result.status }}', 'a {{ count }}'],
      },
      idempotencyKey: '{{ call.id }}-{{ patient }}',
      timeoutMs: 4_000,
      filler: 'One moment.',
      statuses: { '404': 'unknown', '202': 'unknown', '409': 'next', '500': 'failed' },
      into: 'result',
      next: 'bye',
      on: { unknown: 'other' },
    },
    get,
    post: { ...get, method: 'POST' },
  },
});

const requesting = { stage: 'requesting' } as const;
const variables = { patient: 'ä/1', count: 3 };
const filler = open('timer', 2_000);
const request = open('request', 4_000);
const sent = { '3.t0': filler, '3.0': request };
const ask = new StepRows(program, { step: 'ask', visit: requesting, variables, operations: sent });
const simple = (step: string) =>
  new StepRows(program, { step, visit: requesting, operations: { '3.0': open('request', 1_000) } });

const command: SendRequest = {
  type: 'sendRequest',
  method: 'POST',
  url: `${url}/%C3%A4%2F1?source=phone&a%20b=%C3%A4%2F1&half=%EF%BF%BD`,
  headers: { 'X-Patient': 'ä/1' },
  body: { patient: 'ä/1', count: 3, tries: 2, list: ['a 3'] },
  auth: 'pharmacy',
  idempotencyKey: 'call-ä/1',
  timeoutMs: 4_000,
};

function answered(status: number, body?: JsonValue): CallEvent {
  return { type: 'requestAnswered', status, body, token: '3.0', atMs: nowMs };
}

function failedBy(reason: RequestFailure): CallEvent {
  return { type: 'requestFailed', reason, token: '3.0', atMs: nowMs };
}

/** Bodies that are not of the declared type. */
const unfit: readonly JsonValue[] = ['text', [], { status: 1 }, { day: 'soon' }, { lines: 'none' }];
const ready = { status: 'ready', day: '2026-03-01', lines: [{ name: 'one' }] };

describe('an http step', () => {
  itBecomes([
    ask.enters('sends its request, filled in, and looks at the clock for the filler', {
      visit: requesting,
      operations: { '4.t0': filler, '4.0': request },
      commands: [{ ...command, token: '4.0' }],
      trace: ['ask: missingValue'],
    }),
    simple('get').enters('sends a GET without a filler where the time is short', {
      visit: requesting,
      operations: { '4.0': open('request', 1_000) },
      commands: [{ type: 'sendRequest', method: 'GET', url, headers: {}, timeoutMs: 1_000, token: '4.0' }],
    }),
    ask.leaves(
      'takes the answer, as far as it is declared',
      answered(200, { ...ready, more: 1, lines: [{ name: 'one', x: 2 }] }),
      {
        to: 'bye',
        trace: ['ask: next (status 200)'],
        variables: { ...variables, result: ready },
      },
    ),
    ask.leaves('takes an answer that lacks fields, and null as missing', answered(299, { status: null }), {
      to: 'bye',
      trace: ['ask: next (status 299)'],
      variables: { ...variables, result: {} },
    }),
    ask.leaves('has an outcome per declared status', answered(404, { status: 'none' }), {
      to: 'other',
      trace: ['ask: unknown (status 404)'],
      variables: { ...variables, result: { status: 'none' } },
    }),
    ask.leaves('lets a status that is no success be one', answered(409, {}), {
      to: 'bye',
      trace: ['ask: next (status 409)'],
      variables: { ...variables, result: {} },
    }),
    ask.leaves('takes whatever a status that is no success says for nothing', answered(404, 'no'), {
      to: 'other',
      trace: ['ask: unknown (status 404)'],
      variables: { ...variables, result: {} },
    }),
    ...[400, 404, 500, 503].map((status) =>
      simple('get').leaves(`fails by the status ${status}, which it does not declare`, answered(status, ready), {
        to: 'sorry',
        trace: [`get: failed (status ${status})`],
      }),
    ),
    ...unfit.map((body) =>
      ask.leaves(`cannot tell what an answer of another type means: ${JSON.stringify(body)}`, answered(200, body), {
        to: 'sorry',
        trace: ['ask: timeout (unfitAnswer)'],
        variables,
      }),
    ),
    ask.leaves('fails when the request was not sent', failedBy('failed'), {
      to: 'sorry',
      trace: ['ask: failed'],
      variables,
    }),
    ask.leaves('times out where it may be sent again', failedBy('timeout'), {
      to: 'sorry',
      trace: ['ask: timeout'],
      variables,
    }),
    simple('get').leaves('times out as a GET', failedBy('timeout'), { to: 'sorry', trace: ['get: timeout'] }),
    simple('post').leaves('is uncertain where it may not be sent again', failedBy('uncertain'), {
      to: 'sorry',
      trace: ['post: uncertain'],
    }),
    simple('post').leaves('is uncertain where the news was lost', outcome('deadlinePassed'), {
      to: 'sorry',
      trace: ['post: uncertain (lost)'],
      tally: { lost: 1 },
    }),
    simple('get').leaves('times out as a GET where the news was lost', outcome('deadlinePassed'), {
      to: 'sorry',
      trace: ['get: timeout (lost)'],
      tally: { lost: 1 },
    }),
    simple('get').leaves('fails when the command is refused', refused(), {
      to: 'sorry',
      trace: ['get: failed (commandRefused)'],
    }),
    // An outcome with its token is an event; the compiler does not see this through the union.
    simple('get').ignores('is not concerned by a late answer', { ...answered(200), token: '2.0' } as CallEvent),
    simple('get').ignores('is not concerned by what answers no request', outcome('promptCompleted')),
    simple('get').endsByHangUp(),
  ]);
});

describe('the address of an http step', () => {
  it.each([
    ['https://a.example/x#part', 'https://a.example/x?b=1'],
    ['https://a.example/x?a=2#part', 'https://a.example/x?a=2&b=1'],
    ['https://a.example#part?b=2', 'https://a.example?b=1'],
  ])('has its query where it is sent, without a fragment: %s', (address, asked) => {
    const ask = { type: 'http', url: address, query: { b: '1' }, timeoutMs: 1_000, next: 'bye' };
    expect(aConnectedCall(aLine({ steps: { ask } })).commands).toMatchObject([{ type: 'sendRequest', url: asked }]);
  });
});

describe('an http step that had an answer before', () => {
  const old = { ...variables, result: ready };
  const again = new StepRows(program, { step: 'ask', visit: requesting, variables: old, operations: sent });
  itBecomes([
    again.leaves('does not take that for one without a body', answered(200), {
      to: 'sorry',
      trace: ['ask: timeout (unfitAnswer)'],
      variables: old,
    }),
    again.leaves('does not take that for what an error says', answered(404, []), {
      to: 'other',
      trace: ['ask: unknown (status 404)'],
      variables: { ...variables, result: {} },
    }),
  ]);
});

const moment = [{ text: 'One moment.', language: 'en-US' }];
const play = { '4.0': open('prompt', 1_100) };
const speaking = { '3.0': request, '3.1': open('prompt', 1_100) };
const filling = new StepRows(program, { step: 'ask', visit: requesting, variables, operations: speaking });
const done = new StepRows(program, {
  step: 'ask',
  visit: { ...requesting, outcome: 'unknown' },
  variables,
  operations: { '3.1': open('prompt', 1_100) },
});

describe('the filler of an http step', () => {
  itBecomes([
    ask.stays('is spoken after two seconds', outcome('deadlinePassed', '3.t0'), {
      operations: { '3.0': request, ...play },
      commands: [{ type: 'play', prompts: moment, token: '4.0' }],
      trace: ['ask: filler'],
    }),
    filling.stays('is heard to its end when the answer comes', answered(404, ready), {
      visit: { ...requesting, outcome: 'unknown' },
      variables: { ...variables, result: ready },
      operations: { '3.1': open('prompt', 1_100) },
      trace: ['ask: status 404'],
    }),
    ...([outcome('promptCompleted', '3.1'), outcome('deadlinePassed', '3.1'), refused('refused', '3.1')] as const).map(
      (event) =>
        done.leaves(`is over by ${event.type}, and the answer decides`, event, {
          to: 'other',
          trace: ['ask: unknown'],
        }),
    ),
    filling.stays('may be over before the answer comes', outcome('promptCompleted', '3.1'), {
      operations: { '3.0': request },
    }),
    filling.endsByHangUp(),
  ]);
});
