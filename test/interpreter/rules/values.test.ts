import { describe, expect, it } from 'vitest';
import type { Value, VariableType } from '../../../src/interpreter/value-definition.ts';
import { aLine, codesOf, problemsOf } from '../a-line.ts';
import { aConnectedCall, sundayNoonMs } from '../a-told-call.ts';

const play = { type: 'play', prompt: 'Hello.', next: 'bye' };

/** The variable as a call begins with it. */
function begins(type: VariableType, initial?: Value): Value | undefined {
  const variables = { v: initial === undefined ? { type } : { type, initial } };
  return aConnectedCall(aLine({ variables, steps: { ask: play } })).variables.v;
}

const shape = { name: 'text', tags: ['text'] } as const;

describe('a variable', () => {
  it.each([
    ['text', ''],
    ['integer', 0],
    ['decimal', 0],
    ['boolean', false],
    ['date', ''],
    ['time', ''],
    ['prompt', ''],
    [['text'], []],
    [shape, {}],
    [[shape], []],
  ] as const)('of type %j begins as %j where nothing is said', (type, value) => {
    expect(begins(type)).toEqual(value);
  });

  it.each([
    ['text', 'x'],
    ['integer', -3],
    ['decimal', 1.5],
    ['boolean', true],
    ['date', '2026-03-01'],
    ['time', '08:30'],
    ['prompt', { text: 'Hello.' }],
    [['integer'], [1, 2]],
    [[['text']], [['a'], []]],
    [shape, { name: 'Ada' }],
    [[shape], [{ name: 'Ada', tags: ['a'] }, {}]],
  ] as const)('of type %j begins with its initial value %j', (type, initial) => {
    expect(begins(type, initial)).toEqual(initial);
  });

  it.each([
    ['text', 1],
    ['integer', 1.5],
    ['integer', 2 ** 53],
    ['integer', '1'],
    ['boolean', 'true'],
    ['date', '2026-02-30'],
    ['date', '1 March'],
    ['time', '25:00'],
    ['prompt', { clip: 'a.wav' }],
    [['text'], ['a', 1]],
    [['text'], 'a'],
    [shape, { name: 1 }],
    [shape, { nobody: 'x' }],
    [shape, { toString: 'x' }],
    [shape, []],
  ] as const)('of type %j cannot begin with %j', (type, initial) => {
    expect(new Set(codesOf({ variables: { v: { type, initial } }, steps: { ask: play } }))).toEqual(
      new Set(['initial-value at variables.v.initial']),
    );
  });

  it.each([['number'], [[]], [['text', 'text']], [{}], [{ 'a b': 'text' }], [null], [[[[[['text']]]]]]])(
    'cannot be of type %j',
    (type) => {
      expect(codesOf({ variables: { v: { type } }, steps: { ask: play } }).length).toBeGreaterThan(0);
    },
  );

  it.each(['call', 'now', 'size', 'true', 'string', 'Upper', 'with-dash', '1st', 'constructor'])(
    'cannot be called %s',
    (name) => {
      expect(codesOf({ variables: { [name]: { type: 'text' } }, steps: { ask: play } })).toEqual([
        `schema at variables.${name}`,
      ]);
    },
  );

  it('says why it cannot be called so', () => {
    const [problem] = problemsOf({ variables: { size: { type: 'text' } }, steps: { ask: play } });
    expect(problem?.message).toBe('"variables.size" is a name that expressions use themselves.');
  });

  it('cannot be called __proto__: no such variable comes of it', () => {
    const variables = JSON.parse('{ "__proto__": { "type": "text" } }');
    const ask = { ...play, prompt: '{{ __proto__ }}' };
    expect(codesOf({ variables, steps: { ask } })).toEqual(['expression at steps.ask.prompt']);
  });
});

describe('inputs and outputs', () => {
  const inputs = { tenant: { type: 'text', initial: 'Acme' }, vip: { type: 'boolean' } };

  it('are filled by the route of a call, else they begin as variables do', () => {
    const line = aLine({ inputs, steps: { ask: { ...play, prompt: '{{ tenant }} {{ vip }}' } } });
    expect(aConnectedCall(line).heard).toEqual(['Acme false']);
    expect(aConnectedCall(line, { inputs: { tenant: 'Blue', vip: true } }).heard).toEqual(['Blue true']);
  });

  it('have names that no variable has', () => {
    expect(codesOf({ inputs, variables: { vip: { type: 'boolean' } }, steps: { ask: play } })).toEqual([
      'variable-twice at inputs.vip',
    ]);
  });

  it('are declared', () => {
    expect(codesOf({ outputs: ['nobody'], steps: { ask: play } })).toEqual(['unknown-variable at outputs.0']);
  });
});

describe('what every expression sees', () => {
  const heard = (prompt: string, flow: object = {}, atMs = sundayNoonMs) =>
    aConnectedCall(aLine({ ...flow, steps: { ask: { ...play, prompt } } }), {
      atMs,
      offered: { headers: { 'X-Order': '17' } },
    }).heard;

  it('is the call: its id, both numbers, its language, its headers', () => {
    expect(
      heard('{{ call.id }} {{ call.from }} {{ call.to }} {{ call.language }} {{ call.headers["X-Order"] }}'),
    ).toEqual(['call +14255550101 +14255550100 en-US 17']);
  });

  it('is the instant of the event, in UTC where the flow has no zone', () => {
    const now = '{{ now.date }} {{ now.time }} {{ now.weekday }} {{ now.hour }} {{ now.minute }}';
    expect(heard(now)).toEqual(['2026-03-01 12:00 7 12 0']);
  });

  it.each([
    ['America/New_York', '2026-03-01 07:00 7'],
    ['Asia/Tokyo', '2026-03-01 21:00 7'],
    ['Pacific/Auckland', '2026-03-02 01:00 1'],
  ])('is the time in the zone of the flow: %s', (timeZone, text) => {
    expect(heard('{{ now.date }} {{ now.time }} {{ now.weekday }}', { timeZone })).toEqual([text]);
  });

  it.each([
    ['2026-03-08T06:59:59Z', '01:59'],
    ['2026-03-08T07:00:00Z', '03:00'],
    ['2026-11-01T05:30:00Z', '01:30'],
    ['2026-11-01T06:30:00Z', '01:30'],
  ])('is right where clocks are changed: %s is %s in New York', (instant, time) => {
    const atMs = Date.parse(instant) - 200;
    expect(heard('{{ now.time }}', { timeZone: 'America/New_York' }, atMs)).toEqual([time]);
  });

  it('is refused in a zone that is none', () => {
    expect(codesOf({ timeZone: 'Mars/Olympus', steps: { ask: play } })).toEqual(['schema at timeZone']);
  });

  it('is refused where the call has no such field', () => {
    expect(codesOf({ steps: { ask: { ...play, prompt: '{{ call.name }}' } } })).toEqual([
      'expression at steps.ask.prompt',
    ]);
  });
});

describe('a missing value', () => {
  const variables = {
    row: { type: { name: 'text', count: 'integer' } },
    rows: { type: [{ name: 'text' }] },
    text: { type: 'text', initial: 'abc' },
    n: { type: 'integer', initial: 5 },
  };
  const call = (ask: object) => aConnectedCall(aLine({ variables, steps: { ask } }));

  it.each([
    '{{ row.name }}',
    '{{ rows[0].name }}',
    '{{ call.headers["X-None"] }}',
    '{{ double(text) }}',
    '{{ text.substring(9) }}',
  ])('is an empty text and a mark in the trace: %s', (template) => {
    const told = call({ ...play, prompt: `A${template}B` });
    expect(told.heard).toEqual(['AB']);
    expect(told.trace).toEqual(['ask: missingValue']);
  });

  it('makes a condition fail', () => {
    expect(
      call({
        type: 'branch',
        cases: [
          { if: 'row.count > 1', next: 'bye' },
          { if: '!(row.count > 1)', next: 'bye' },
        ],
        else: 'other',
      }).state.disposition,
    ).toBe('elsewhere');
  });

  it('leaves a variable as it was', () => {
    expect(call({ type: 'set', values: { n: 'row.count + 1' }, next: 'bye' }).variables.n).toBe(5);
  });

  it('is a number that nobody can write as well: no infinity, nothing that is not exact', () => {
    const told = call({ ...play, prompt: 'A{{ n / 0.0 }}{{ 0.0 / 0.0 }}{{ 9223372036854775807 }}B' });
    expect(told.heard).toEqual(['AB']);
  });
});

describe('the size of a value', () => {
  it('is bounded for a text', () => {
    const ask = { type: 'set', values: { v: 'v + v' }, next: 'bye' };
    const call = aConnectedCall(
      aLine({ variables: { v: { type: 'text', initial: 'x'.repeat(800) } }, steps: { ask } }),
    );
    expect(call.variables.v).toHaveLength(1_000);
  });

  it('is bounded for a list', () => {
    const ask = { type: 'set', values: { v: 'v + v' }, next: 'bye' };
    const initial = Array.from({ length: 80 }, () => 'x');
    const call = aConnectedCall(aLine({ variables: { v: { type: ['text'], initial } }, steps: { ask } }));
    expect(call.variables.v).toHaveLength(100);
  });

  it('is that of the declared type: a text that is no date does not become one', () => {
    const ask = { type: 'set', values: { day: 'text' }, next: 'bye' };
    const variables = { day: { type: 'date', initial: '2026-03-01' }, text: { type: 'text', initial: 'soon' } };
    const call = aConnectedCall(aLine({ variables, steps: { ask } }));
    expect(call.trace).toContain('ask: unfitValue');
    expect(call.variables.day).toBe('');
  });
});
