import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

describe('a value that callers hear', () => {
  const flow = { variables: { name: { type: 'text' } } };
  const tell = { type: 'play', prompt: 'Hello {{ name }}.', next: 'bye' };
  const ask = { type: 'listen', into: 'name', prompt: 'Who?', next: 'tell', on: { exhausted: 'desk' } };
  const asked = { ...ask, prompt: 'Who? To skip it, press 1.' };
  const missing = 'value-may-be-missing steps/tell/prompt';

  it('may be missing where a way leads past the step that asks for it', () => {
    expect(found({ flow, steps: { first: ask, tell } })).toEqual([]);
    expect(found({ flow, steps: { first: { ...ask, on: { exhausted: 'tell' } }, tell } })).toContain(missing);
    const skipped = { ...asked, options: [{ key: '1', phrases: ['skip'], next: 'tell' }] };
    expect(found({ flow, steps: { first: skipped, tell } })).toEqual([missing]);
  });

  it('is there where a step before looks at it, or the text itself does', () => {
    const skipped = { ...asked, options: [{ key: '1', phrases: ['skip'], next: 'who' }] };
    const who = { type: 'branch', cases: [{ if: 'name != ""', next: 'tell' }], else: 'bye' };
    expect(found({ flow, steps: { first: skipped, tell, who } })).toEqual([]);
    const guarded = { ...tell, prompt: 'Hello {{ name == "" ? "there" : name }}.' };
    expect(
      found({
        flow,
        steps: { first: { ...skipped, options: [{ key: '1', phrases: ['skip'], next: 'tell' }] }, tell: guarded },
      }),
    ).toEqual([]);
  });

  it('is there in the step that asks for it, which says it back', () => {
    const first = { ...ask, confirm: 'You said {{ name }}.', next: 'bye' };
    expect(found({ flow, steps: { first } })).toEqual([]);
  });

  it.each([
    ['a set', { type: 'set', values: { name: '"Ada"' }, next: 'tell' }],
    [
      'a menu',
      {
        ...aMenu,
        options: [
          { key: '1', value: 'Ada' },
          { key: '2', value: 'Bob' },
        ],
        into: 'name',
        next: 'tell',
      },
    ],
    [
      'hours',
      {
        type: 'hours',
        schedule: '{{ call.to }}',
        into: { announcement: 'name' },
        on: { emergencyClosing: 'tell', else: 'bye' },
      },
    ],
  ])('is there behind %s that assigns it', (_name, first) => {
    expect(found({ flow, steps: { first, tell } })).toEqual([]);
  });
});

describe('a field that callers hear', () => {
  const variables = { answer: { type: { at: 'text', isLate: 'boolean' } } };
  const fetch = { type: 'http', url: 'https://api.example/x', timeoutMs: 1_000, into: 'answer', next: 'tell' };
  const first = { type: 'play', prompt: 'Hello.', next: 'fetch' };
  const tell = { type: 'play', prompt: { say: 'told' }, next: 'bye' };
  const flow = { variables, prompts: { told: { 'en-US': 'At {{ answer.at }}.' } } };
  const missing = ['value-may-be-missing prompts/told/en-US'];

  it('may be missing in a prompt of the catalogue that a step says', () => {
    expect(found({ flow, steps: { first, fetch, tell } })).toEqual(missing);
    const asked = { type: 'branch', cases: [{ if: 'has(answer.at)', next: 'tell' }], else: 'bye' };
    expect(found({ flow, steps: { first, fetch: { ...fetch, next: 'asked' }, asked, tell } })).toEqual([]);
  });

  it('may be missing in the catalogue of the line', () => {
    const prompts = { 'en-US': { told: 'At {{ answer.at }}.' } };
    expect(found({ flow: { variables }, prompts, steps: { first, fetch, tell } })).toEqual([
      'value-may-be-missing ../prompts/en-US/told',
    ]);
  });

  it('is there in a later case, where an earlier one asked for it to be missing', () => {
    const cases = [
      { if: '!has(answer.at)', next: 'bye' },
      { if: 'has(answer.isLate) && answer.isLate', next: 'tell' },
    ];
    const asked = { type: 'branch', cases, else: 'desk' };
    expect(found({ flow, steps: { first, fetch: { ...fetch, next: 'asked' }, asked, tell } })).toEqual([]);
  });
});

describe('what an hours step tells', () => {
  const variables = { opensOn: { type: 'date' } };
  const look = { type: 'hours', schedule: '{{ call.to }}', into: { opensOn: 'opensOn' } };
  const tell = { type: 'play', prompt: 'We open on {{ date(opensOn) }}.', next: 'bye' };
  const foundWith = (on: object) => found({ flow: { variables }, steps: { first: { ...look, on }, tell } });

  it('is there with the outcomes that it belongs to, and may be missing with the others', () => {
    expect(foundWith({ closed: 'tell', holiday: 'tell', else: 'bye' })).toEqual([]);
    expect(foundWith({ closed: 'tell', emergencyClosing: 'tell', else: 'bye' })).toEqual([
      'value-may-be-missing steps/tell/prompt',
    ]);
    expect(foundWith({ else: 'tell' })).toEqual(['value-may-be-missing steps/tell/prompt']);
  });
});

describe('a variable that is set from a field', () => {
  const variables = { answer: { type: { doctor: 'text' } }, doctor: { type: 'text' } };
  const fetch = { type: 'http', url: 'https://api.example/x', timeoutMs: 1_000, into: 'answer', next: 'take' };
  const take = { type: 'set', values: { doctor: 'answer.doctor' }, next: 'tell' };
  const tell = { type: 'play', prompt: 'Your doctor is {{ doctor }}.', next: 'bye' };
  const first = { type: 'play', prompt: 'Hello.', next: 'fetch' };
  const missing = ['value-may-be-missing steps/tell/prompt'];

  it('may be missing as the field may be', () => {
    expect(found({ flow: { variables }, steps: { first, fetch, take, tell } })).toEqual(missing);
    const asked = { ...take, values: { doctor: 'has(answer.doctor) ? answer.doctor : "on duty"' } };
    expect(found({ flow: { variables }, steps: { first, fetch, take: asked, tell } })).toEqual([]);
    const look = { type: 'branch', cases: [{ if: 'has(answer.doctor)', next: 'take' }], else: 'bye' };
    expect(
      found({ flow: { variables }, steps: { first, fetch: { ...fetch, next: 'look' }, look, take, tell } }),
    ).toEqual([]);
  });
});

describe('a value that nobody hears', () => {
  const variables = { row: { type: { desk: 'text' } } };
  const look = {
    type: 'lookup',
    table: 'desks',
    rowKey: '{{ call.to }}',
    into: 'row',
    next: 'ring',
    on: { else: 'bye' },
  };

  it('may be missing where somebody is to be rung, or a request is to go', () => {
    const ring = { type: 'transfer', to: '{{ row.desk }}', on: { failed: 'bye' } };
    expect(found({ flow: { variables }, steps: { first: look, ring } })).toEqual([
      'value-may-be-missing steps/ring/to',
    ]);
    const ask = { type: 'http', url: 'https://api.example/{{ row.desk }}', timeoutMs: 1_000, next: 'bye' };
    expect(found({ flow: { variables }, steps: { first: look, ring: ask } })).toContain(
      'value-may-be-missing steps/ring/url',
    );
  });
});
