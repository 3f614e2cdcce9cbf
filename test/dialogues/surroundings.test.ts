import { describe, expect, it } from 'vitest';
import type { Given } from '../../cli/dialogue/dialogue.ts';
import { aLine, runSmall } from './a-line.ts';

const order = aLine({
  flow: { variables: { order: { type: { state: 'text' } }, word: { type: 'text' } } },
  steps: {
    ask: {
      type: 'http',
      method: 'POST',
      url: 'https://orders.example/orders',
      body: { caller: '{{ call.from }}', part: 'two' },
      idempotencyKey: '{{ call.id }}',
      timeoutMs: 4_000,
      filler: 'One moment.',
      statuses: { '404': 'unknown' },
      into: 'order',
      next: 'say',
      on: { unknown: 'none', timeout: 'late', failed: 'broken' },
    },
    say: { type: 'play', prompt: 'It is {{ order.state }}.', next: 'bye' },
    none: { type: 'play', prompt: 'There is none.', next: 'bye' },
    late: { type: 'play', prompt: 'It takes too long.', next: 'bye' },
    broken: { type: 'play', prompt: 'It is broken.', next: 'bye' },
  },
});

describe('http answers', () => {
  const ready = { status: 200, body: { state: 'ready' } };

  it.each<[string, NonNullable<Given['http']>[number], string[]]>([
    ['an answer', ready, ['It is ready.']],
    ['a status', { status: 404 }, ['There is none.']],
    ['an answer after the filler began', { ...ready, afterMs: 2_500 }, ['One moment.', 'It is ready.']],
    ['no answer in time', { fault: 'timeout' }, ['One moment.', 'It takes too long.']],
    ['an answer that comes too late', { ...ready, afterMs: 4_000 }, ['One moment.', 'It takes too long.']],
    ['no connection', { fault: 'unreachable' }, ['It is broken.']],
    ['an answer of no use', { fault: 'unusable' }, ['It is broken.']],
    ['an error of no use', { fault: 'unusable', status: 404 }, ['There is none.']],
  ])('may be %s', (_name, answer, prompts) => {
    const turns = prompts.map((hear) => ({ hear }));
    const rest = { given: { http: [answer] }, requests: [{ url: 'https://orders.example/orders' }] };
    expect(runSmall(order, turns, rest).difference).toBeUndefined();
  });

  it('come exactly when they say', () => {
    const { transcript } = runSmall(order, [{ hear: 'It is ready.' }], {
      given: { http: [{ ...ready, afterMs: 1_500 }] },
    });
    expect(transcript).toContain('    0.25 s  flow    sends POST https://orders.example/orders');
    expect(transcript).toContain('    1.75 s  line    "It is ready."');
  });

  it('are looked for by method and address, each as often as it says', () => {
    const http = [{ method: 'GET' as const }, { url: { contains: '/else' } }, { ...ready, times: 2 }];
    expect(runSmall(order, [{ hear: 'It is ready.' }], { given: { http } }).difference).toBeUndefined();
  });

  it('must be there for every request', () => {
    expect(runSmall(order, [{ hear: 'It is ready.' }], { given: { http: [{ method: 'GET' }] } }).difference).toBe(
      'Turn 1, {"hear":"It is ready."}: no answer of "given.http" fits POST https://orders.example/orders; it failed as if the service could not be reached.',
    );
  });

  it('are compared with the requests that were sent', () => {
    const differenceOf = (request: object) =>
      runSmall(order, [{ hear: 'It is ready.' }], { given: { http: [ready] }, requests: [request] }).difference;
    expect(differenceOf({ method: 'POST', body: { part: 'two' } })).toBeUndefined();
    expect(differenceOf({ body: { part: 'one' } })).toContain('with the body {"part":"one"}, got {"caller":');
    expect(differenceOf({ url: { contains: '/parts' } })).toContain('an address with "/parts"');
    expect(
      runSmall(order, [{ hear: 'It is ready.' }], { given: { http: [ready] }, requests: [] }).difference,
    ).toContain('a request more than expected was sent');
  });
});

const optOut = aLine({
  flow: { variables: { known: { type: { times: 'integer' } }, all: { type: [{ name: 'text' }] } } },
  steps: {
    find: {
      type: 'lookup',
      table: 'optOuts',
      rowKey: 'ada',
      into: 'known',
      next: 'count',
      on: { missing: 'add', failed: 'sorry' },
    },
    count: {
      type: 'save',
      table: 'optOuts',
      rowKey: 'ada',
      mode: 'increment',
      values: { times: 1 },
      next: 'bye',
      on: { else: 'sorry' },
    },
    add: {
      type: 'save',
      table: 'optOuts',
      rowKey: 'ada',
      mode: 'insert',
      values: { times: 1, at: '{{ now.date }}' },
      next: 'list',
      on: { uncertain: 'unsure', else: 'sorry' },
    },
    list: { type: 'lookup', table: 'people', prefix: 'a', max: 2, into: 'all', next: 'names', on: { else: 'bye' } },
    names: { type: 'play', prompt: '{{ all[0].name }} and {{ all[1].name }}.', next: 'bye' },
    unsure: { type: 'play', prompt: 'Perhaps.', next: 'bye' },
  },
});

describe('rows', () => {
  it('are found, changed, and compared in the end', () => {
    const given = { rows: { optOuts: { ada: { times: 2, since: 'May' } } } };
    const rows = { optOuts: { ada: { times: 3, since: 'May' }, bob: null } };
    expect(runSmall(optOut, [], { given, rows }).difference).toBeUndefined();
    expect(runSmall(optOut, [], { given, rows: { optOuts: { ada: { times: 4 } } } }).difference).toContain(
      'expected "times" of the row "ada" of optOuts to be 4, got 3',
    );
  });

  it('are added, and looked up by the beginning of their keys', () => {
    const given = {
      at: '2026-07-01T08:00:00Z',
      rows: { people: { ab: { name: 'Bo' }, aa: { name: 'Al' }, b: { name: 'Cy' } } },
    };
    const rows = { optOuts: { ada: { times: 1, at: '2026-07-01' } } };
    expect(runSmall(optOut, [{ hear: 'Al and Bo.' }], { given, rows }).difference).toBeUndefined();
    expect(runSmall(optOut, [], { rows: { optOuts: { eve: {} } } }).difference).toContain('which is not there');
    expect(runSmall(optOut, [], { rows: { optOuts: { ada: null } } }).difference).toContain(
      'not to be there, but it is',
    );
  });

  it('may fail, or be uncertain', () => {
    const end = { disposition: 'failed' };
    expect(runSmall(optOut, [], { given: { faults: [{ on: 'lookup' }] }, end }).difference).toBeUndefined();
    const faults: Given['faults'] = [{ on: 'save', table: 'optOuts', as: 'uncertain' }];
    expect(runSmall(optOut, [{ hear: 'Perhaps.' }], { given: { faults } }).difference).toBeUndefined();
  });
});

describe('what holds before the call', () => {
  it('may be a local time, an emergency, headers, inputs and a caller without a number', () => {
    const program = aLine({
      flow: { inputs: { line: { type: 'text' } }, variables: { why: { type: 'text' } }, timeZone: 'Europe/Berlin' },
      steps: {
        open: {
          type: 'hours',
          schedule: 'desk',
          into: { announcement: 'why' },
          on: { open: 'bye', closed: 'shut', holiday: 'shut', emergencyClosing: 'shut' },
        },
        shut: {
          type: 'play',
          prompt: '{{ line }}, {{ now.time }}: {{ why }} {{ call.headers["x"] }} {{ call.from }}',
          next: 'bye',
        },
      },
      line: {
        schedules: {
          schedules: { desk: { timeZone: 'Europe/Berlin', weekly: { monday: [{ from: '08:00', to: '18:00' }] } } },
        },
      },
    });
    const given: Given = {
      at: '2026-07-06T09:30',
      from: 'anonymous',
      emergencies: { desk: { announcement: 'Snow.' } },
      headers: { x: 'yes' },
      with: { line: 'North' },
    };
    expect(runSmall(program, [{ hear: 'North, 09:30: Snow. yes 4:anonymous' }], { given }).difference).toBeUndefined();
    expect(runSmall(program, [], { given: { ...given, emergencies: {} } }).difference).toBeUndefined();
    const differenceOf = (changes: Given) => runSmall(program, [], { given: { ...given, ...changes } }).difference;
    expect(differenceOf({ with: { lin: 'North' } })).toBe('Given: the flow has no input "lin". Did you mean "line"?');
    expect(differenceOf({ with: { line: 7 } })).toBe('Given: the input "line" is of type text.');
    expect(differenceOf({ with: {} })).toBe('Given: the flow needs its input "line": add it to "with".');
    expect(differenceOf({ emergencies: { shop: {} } })).toBe(
      'Given: the line has no schedule "shop". There are: desk.',
    );
    const zoned = { ...given, zone: 'America/New_York' };
    expect(runSmall(program, [{ hear: { contains: '15:30' } }], { given: zoned }).difference).toBeUndefined();
    expect(runSmall(program, [], { given: { ...given, zone: 'Mars' } }).difference).toBe(
      'Given: "Mars" is not a time zone such as America/New_York.',
    );
  });

  it('may be the arm of a distribute step', () => {
    const arms = [
      { name: 'old', weight: 99, next: 'bye' },
      { name: 'new', weight: 1, next: 'sorry' },
      { name: 'off', weight: 0, next: 'bye' },
    ];
    const program = aLine({ steps: { test: { type: 'distribute', arms } } });
    const differenceOf = (given: Given, disposition: string) =>
      runSmall(program, [], { given, end: { disposition } }).difference;
    expect(differenceOf({ arms: { test: 'new' } }, 'failed')).toBeUndefined();
    expect(differenceOf({ arms: { test: 'old' } }, 'served')).toBeUndefined();
    expect(differenceOf({ arms: { test: 'off' } }, 'served')).toContain('has the weight 0, so nobody gets it');
    expect(differenceOf({ arms: { test: 'blue' } }, 'served')).toBe('Given: the step "test" has no arm "blue".');
    expect(differenceOf({ arms: { bye: 'new' } }, 'served')).toContain('which is not a distribute step');
    expect(differenceOf({ from: '+14255550101', arms: { test: 'new' } }, 'served')).toContain('leave "from" out');
  });
});

describe('what must hold in the end', () => {
  it('may be tags and the language', () => {
    const program = aLine({
      flow: { languages: ['es-US'] },
      steps: {
        mark: { type: 'tag', tag: 'first', next: 'speak' },
        speak: { type: 'language', language: 'es-US', next: 'bye' },
      },
    });
    const end = { disposition: 'served', tags: ['first'], language: 'es-US' };
    expect(runSmall(program, [], { end }).difference).toBeUndefined();
    expect(runSmall(program, [], { end: { ...end, tags: [] } }).difference).toContain('expected tags "", got "first"');
  });
});
