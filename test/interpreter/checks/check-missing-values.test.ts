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
      'a menu where the caller chose',
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
  ])('is there behind %s that assigns it', (_name, first) => {
    expect(found({ flow, steps: { first, tell } })).toEqual([]);
  });
});

describe('a value behind a hang-up', () => {
  const flow = { variables: { name: { type: 'text' } }, onHangUp: 'end' };
  const first = { type: 'listen', into: 'name', prompt: 'Who?', next: 'end', on: { exhausted: 'desk' } };
  const end = { type: 'hangUp', prompt: 'Goodbye {{ name }}.', disposition: 'served' };

  it('is missed by nobody where it is said', () => {
    expect(found({ flow, steps: { first, end } })).toEqual([]);
    const left = { ...first, on: { exhausted: 'desk', hungUp: 'end' } };
    expect(found({ flow: { ...flow, onHangUp: undefined }, steps: { first: left, end } })).toEqual([]);
  });

  it('may be missing where a row is written', () => {
    const keep = {
      type: 'save',
      table: 'left',
      rowKey: '{{ name }}',
      values: { a: 1 },
      next: 'end',
      on: { else: 'end' },
    };
    expect(found({ flow: { ...flow, onHangUp: 'keep' }, steps: { first, end, keep } })).toEqual([
      'value-may-be-missing steps/keep/rowKey',
    ]);
  });
});

describe('what hours fill in', () => {
  const weekly = { monday: [{ from: '08:00', to: '17:00' }] };
  const schedules = { desk: { timeZone: 'UTC', weekly }, never: { timeZone: 'UTC', weekly: {} }, always: always() };
  const flow = { variables: { at: { type: 'text' } } };
  const tell = { type: 'play', prompt: 'It is {{ at }}.', next: 'bye' };
  const isWarned = (field: string, on: object, schedule = 'desk') => {
    const first = { type: 'hours', schedule, into: { [field]: 'at' }, on };
    return found({ flow, schedules, steps: { first, tell } }).includes('value-may-be-missing steps/tell/prompt');
  };

  function always(): object {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    return { timeZone: 'UTC', weekly: Object.fromEntries(days.map((day) => [day, [{ from: '00:00', to: '24:00' }]])) };
  }

  it.each([
    ['opensAt', 'closed'],
    ['opensAt', 'holiday'],
    ['closesAt', 'open'],
    ['holiday', 'holiday'],
    ['announcement', 'emergencyClosing'],
  ])('is there where it can be: %s on %s', (field, outcome) => {
    expect(isWarned(field, { [outcome]: 'tell', else: 'bye' })).toBe(false);
  });

  it.each([
    ['opensAt', 'emergencyClosing'],
    ['opensAt', 'open'],
    ['closesAt', 'closed'],
    ['closesAt', 'emergencyClosing'],
    ['holiday', 'closed'],
    ['announcement', 'closed'],
  ])('may be missing where it cannot: %s on %s', (field, outcome) => {
    expect(isWarned(field, { [outcome]: 'tell', else: 'bye' })).toBe(true);
  });

  it('may be missing where the schedule never opens, or never closes', () => {
    expect(isWarned('opensAt', { closed: 'tell', else: 'bye' }, 'never')).toBe(true);
    expect(isWarned('opensAt', { closed: 'tell', else: 'bye' }, 'always')).toBe(false);
    expect(isWarned('closesAt', { open: 'tell', else: 'bye' }, 'always')).toBe(true);
  });

  it('may be missing where a route chooses the schedule, and one of them never opens', () => {
    expect(isWarned('opensAt', { closed: 'tell', else: 'bye' }, '{{ call.to }}')).toBe(true);
  });
});

describe('a value that a set takes over', () => {
  const variables = {
    found: { type: { doctor: 'text' } },
    doctor: { type: 'text' },
    name: { type: 'text' },
    kept: { type: { doctor: 'text' } },
  };
  const first = { type: 'lookup', table: 'patients', rowKey: 'x', into: 'found', next: 'take', on: { else: 'bye' } };
  const tell = { type: 'play', prompt: 'Dr. {{ doctor }}.', next: 'bye' };
  const isWarned = (values: object, steps: object = {}) => {
    const take = { type: 'set', values, next: 'tell' };
    const codes = found({ flow: { variables }, steps: { first, take, tell, ...steps } });
    return codes.includes('value-may-be-missing steps/tell/prompt');
  };
  const asked = { type: 'branch', cases: [{ if: 'has(found.doctor)', next: 'take' }], else: 'bye' };

  it('may be missing where it came from what may be missing', () => {
    expect(isWarned({ doctor: 'found.doctor' })).toBe(true);
    expect(isWarned({ doctor: '"Dr. " + found.doctor' })).toBe(true);
    expect(isWarned({ doctor: 'name' })).toBe(true);
    expect(isWarned({ name: 'found.doctor', doctor: 'name' })).toBe(true);
    expect(isWarned({ doctor: 'doctor' })).toBe(true);
  });

  it('is there where it came from what is surely there', () => {
    expect(isWarned({ doctor: '"Who"' })).toBe(false);
    expect(isWarned({ doctor: 'has(found.doctor) ? found.doctor : "Who"' })).toBe(false);
    expect(isWarned({ name: '"Who"', doctor: 'name' })).toBe(false);
    expect(isWarned({ doctor: '"Dr. " + name' })).toBe(false);
    expect(isWarned({ doctor: 'found.doctor' }, { first: { ...first, next: 'asked' }, asked })).toBe(false);
  });

  it('is there where it was before, whatever the set lacks', () => {
    const before = { type: 'set', values: { doctor: '"Who"' }, next: 'take' };
    expect(isWarned({ doctor: 'found.doctor' }, { first: { ...first, next: 'before' }, before })).toBe(false);
  });

  it('has the fields of the shape that it was set from', () => {
    const steps = { tell: { ...tell, prompt: 'Dr. {{ kept.doctor }}.' } };
    expect(isWarned({ kept: 'found' }, steps)).toBe(true);
    expect(isWarned({ kept: 'found' }, { ...steps, first: { ...first, next: 'asked' }, asked })).toBe(false);
  });

  it('is taken to be there where values are set from each other', () => {
    const again = { type: 'set', values: { name: 'doctor' }, next: 'take' };
    expect(isWarned({ doctor: 'name' }, { first: { ...first, next: 'again' }, again })).toBe(false);
  });
});

describe('a value that a flow gives back', () => {
  const flow = { variables: { doctor: { type: 'text' } } };
  const first = { type: 'subflow', flow: 'find', into: { doctor: 'name' }, next: 'tell', on: { gaveUp: 'bye' } };
  const tell = { type: 'play', prompt: 'Dr. {{ doctor }}.', next: 'bye' };
  const ask = { type: 'listen', into: 'name', prompt: 'Who?', next: 'done', on: { else: 'lost' } };
  const find = {
    start: 'ask',
    variables: { name: { type: 'text' } },
    outputs: ['name'],
    outcomes: ['gaveUp'],
    defaults: { noMatch: 'I did not get that.' },
    steps: { ask, done: { type: 'return' }, lost: { type: 'return', outcome: 'gaveUp' } },
  };
  const missing = ['value-may-be-missing steps/tell/prompt'];

  it('is there where the flow had it when it returned', () => {
    expect(found({ flow, flows: { find }, steps: { first, tell } })).toEqual([]);
  });

  it('may be missing on another outcome, and where a way of the flow leads past it', () => {
    const other = { ...first, on: { gaveUp: 'tell' } };
    expect(found({ flow, flows: { find }, steps: { first: other, tell } })).toEqual(missing);
    const hungUp = { ...find, onHangUp: 'done' };
    expect(found({ flow, flows: { find: hungUp }, steps: { first, tell } })).toEqual([]);
    const past = { ...find, outcomes: [], steps: { ...find.steps, lost: { type: 'return' } } };
    expect(found({ flow, flows: { find: past }, steps: { first: { ...first, on: {} }, tell } })).toEqual(missing);
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

  it('is there where it is the key of a row that was found', () => {
    const row = { ...flow, variables: { answer: { type: { rowKey: 'text', at: 'text' } } } };
    const look = { type: 'lookup', table: 'rows', rowKey: 'x', into: 'answer', next: 'tell', on: { else: 'bye' } };
    const told = { 'en-US': 'Row {{ answer.rowKey }}.' };
    const steps = { first: look, tell };
    expect(found({ flow: { ...row, prompts: { told } }, steps })).toEqual([]);
    const failed = { ...look, on: { missing: 'tell', failed: 'bye' } };
    expect(found({ flow: { ...row, prompts: { told } }, steps: { ...steps, first: failed } })).toEqual(missing);
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

it('a line of many flows is looked at as a whole', () => {
  const variables = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`v${index}`, { type: 'text' }]));
  const said = Object.keys(variables).map((name) => `{{ ${name} }}`);
  const ask = { type: 'listen', into: 'v0', prompt: 'Who?', next: 'tell', on: { else: 'tell' } };
  const tell = { type: 'play', prompt: said.join(', '), next: 'done', on: { failed: 'done' } };
  const flowNames = Array.from({ length: 40 }, (_, index) => `part${index}`);
  const inner = { start: 'ask', variables, steps: { ask, tell, done: { type: 'return' } } };
  const flows = Object.fromEntries(flowNames.map((name) => [name, inner]));
  const runs = flowNames.map((flow, index) => [
    index === 0 ? 'first' : `run${index}`,
    { type: 'subflow', flow, next: index === flowNames.length - 1 ? 'bye' : `run${index + 1}` },
  ]);
  const codes = found({ flows, steps: Object.fromEntries(runs) });
  expect(codes.filter((one) => one.startsWith('value-may-be-missing'))).toHaveLength(400);
});

describe('a value that a step works with', () => {
  const variables = { desk: { type: { number: 'text' } }, name: { type: 'text' } };
  const find = { type: 'lookup', table: 'desks', rowKey: 'x', into: 'desk', next: 'use', on: { else: 'use' } };
  const ask = { type: 'listen', into: 'name', prompt: 'Who?', next: 'find', on: { else: 'find' } };
  const request = { type: 'http', method: 'POST', url: 'https://api.example.org/x', timeoutMs: 1_000, next: 'bye' };
  const save = { type: 'save', table: 'calls', rowKey: 'x', values: { a: 1 }, next: 'bye' };
  const look = { type: 'lookup', table: 'rows', into: 'desk', next: 'bye', on: { else: 'bye' } };
  const number = '{{ desk.number }}';
  const foundIn = (use: object, start: object = { first: ask, find }) =>
    found({ flow: { variables }, steps: { ...start, use } }).filter((one) => one.startsWith('value-may-be-missing'));

  it.each([
    ['who is called', { type: 'transfer', to: number }, 'to'],
    ['an address', { ...request, url: `https://api.example.org/${number}` }, 'url'],
    ['a query', { ...request, query: { n: number } }, 'query/n'],
    ['a header', { ...request, headers: { 'X-Desk': number } }, 'headers/X-Desk'],
    ['words of a body', { ...request, body: { to: [`Desk ${number}`] } }, 'body/to/0'],
    ['a text that a body takes', { ...request, body: { name: '{{ name }}' } }, 'body/name'],
    ['what makes a request one', { ...request, idempotencyKey: `${number}-1` }, 'idempotencyKey'],
    ['the key of a row that is written', { ...save, rowKey: number }, 'rowKey'],
    ['part of a key that is looked up', { ...look, rowKey: `desk-${number}` }, 'rowKey'],
    ['part of what keys begin with', { ...look, prefix: `${number}-`, into: 'rows' }, 'prefix'],
  ])('may be missing: %s', (_name, use, place) => {
    const rows = { rows: { type: [{ a: 'text' }] } };
    const flow = { variables: { ...variables, ...rows } };
    expect(found({ flow, steps: { first: ask, find, use } })).toContain(`value-may-be-missing steps/use/${place}`);
  });

  it('may be missing while the call rings', () => {
    const first = { ...find, next: 'use', on: { else: 'bye' } };
    expect(foundIn({ type: 'redirect', to: number }, { first })).toEqual(['value-may-be-missing steps/use/to']);
  });

  it.each([
    ['a field of a body', { ...request, body: { number } }],
    ['a field of a row', { ...save, values: { number } }],
    ['a whole key that is looked up', { ...look, rowKey: number }],
    ['where the text asks first', { type: 'transfer', to: '{{ has(desk.number) ? desk.number : "+14255550199" }}' }],
  ])('is let pass where the language says what comes of it: %s', (_name, use) => {
    expect(foundIn(use)).toEqual([]);
  });

  it('is there where a condition held on it', () => {
    const is = { type: 'branch', cases: [{ if: 'has(desk.number)', next: 'use' }], else: 'bye' };
    const first = { ...find, next: 'is', on: { else: 'is' } };
    expect(foundIn({ type: 'transfer', to: number }, { first, is })).toEqual([]);
  });
});

describe('the date of the next opening', () => {
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
