import { describe, expect, test } from 'vitest';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { createRouteTable } from '../../src/flow-catalog/route-table.ts';
import { parseRoutes, partiesOf } from '../../src/flow-catalog/routes.ts';
import { aFlow, aFlowDirectory } from './flow-directory.ts';

const line = '+14255550100';
const other = '+14255550101';

/** The flow that a call gets by these routes. */
function flowFor(routes: readonly unknown[], to: string, from: string): string | undefined {
  const parsed = parseRoutes({ routes }, undefined);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const table = createRouteTable();
  for (const [index, route] of parsed.value.entries()) table.add(index, partiesOf(route), route.callers);
  const index = table.find(to, from);
  return index === undefined ? undefined : parsed.value[index]?.flow;
}

/** Where routes are wrong, and how. */
function problemsOf(routes: readonly unknown[], flows?: readonly string[]): string[] {
  const parsed = parseRoutes({ routes }, flows);
  return parsed.ok ? [] : parsed.error.map(({ code, path }) => `${path.join('.')} ${code}`);
}

describe('the first route that fits is taken', () => {
  const routes = [
    { to: '*', callers: ['+19005550199', '8:acs:blocked'], flow: 'blocked' },
    { to: [line, other], callers: ['+1206*', '8:acs:vip', '4:+12065550111'], flow: 'vip' },
    { to: line, callers: ['anonymous'], flow: 'withheld' },
    { to: line, flow: 'reception' },
    { to: '8:acs:clinic', flow: 'app' },
    { to: '4:+14255550177', flow: 'direct' },
    { to: '*', callers: ['+44*'], flow: 'abroad' },
  ];
  test.each([
    ['anybody', line, '+14255550177', 'reception'],
    ['one who is blocked, whatever is called', line, '+19005550199', 'blocked'],
    ['one who is blocked, on a number of nobody', '+14255550999', '+19005550199', 'blocked'],
    ['an identity that is blocked', other, '8:acs:blocked', 'blocked'],
    ['numbers by their beginning', other, '+12065550123', 'vip'],
    ['a number that only ends as one does', line, '+1142065550123', 'reception'],
    ['an identity', line, '8:acs:vip', 'vip'],
    ['a withheld number as captures show it', line, '4:anonymous', 'withheld'],
    ['a withheld number that is empty', line, '', 'withheld'],
    ['nobody for whom there is a route', other, '+14255550177', undefined],
    ['an identity that is called', '8:acs:clinic', '+14255550177', 'app'],
    ['a number that comes as a raw id', '+14255550177', '8:acs:x', 'direct'],
    ['a route for a raw id', '4:+14255550100', '+14255550177', 'reception'],
    ['callers of any line', '+14255550999', '+442071234567', 'abroad'],
    ['callers of any line, where the line has an earlier route', line, '+442071234567', 'reception'],
    ['no number at all', 'constructor', '__proto__', undefined],
  ])('%s', (_who, to, from, flow) => {
    expect(flowFor(routes, to, from)).toBe(flow);
  });
});

describe('a route that no call comes to is a problem', () => {
  test.each<[string, unknown[], string[]]>([
    [
      'a number twice',
      [
        { to: line, flow: 'a' },
        { to: line, flow: 'b' },
      ],
      ['routes.1.to unreachable-route'],
    ],
    [
      'one of a list',
      [
        { to: line, flow: 'a' },
        { to: [other, line], flow: 'b' },
      ],
      ['routes.1.to.1 unreachable-route'],
    ],
    ['the same within a list', [{ to: [line, line], flow: 'a' }], []],
    [
      'everything after *',
      [
        { to: '*', flow: 'a' },
        { to: line, flow: 'b' },
      ],
      ['routes.1.to unreachable-route'],
    ],
    [
      '* after everything',
      [
        { to: line, flow: 'a' },
        { to: '*', flow: 'b' },
      ],
      [],
    ],
    [
      'a caller behind the beginning of its number',
      [
        { to: line, callers: ['+1425*'], flow: 'a' },
        { to: line, callers: ['+14255550177'], flow: 'b' },
      ],
      ['routes.1.to unreachable-route'],
    ],
    [
      'a longer beginning behind a shorter',
      [
        { to: '*', callers: ['+1*'], flow: 'a' },
        { to: line, callers: ['+1425*'], flow: 'b' },
      ],
      ['routes.1.to unreachable-route'],
    ],
    [
      'a shorter beginning behind a longer',
      [
        { to: line, callers: ['+1425*'], flow: 'a' },
        { to: line, callers: ['+1*'], flow: 'b' },
      ],
      [],
    ],
    [
      'callers that several routes take together',
      [
        { to: line, callers: ['anonymous'], flow: 'a' },
        { to: '*', callers: ['8:acs:x'], flow: 'b' },
        { to: line, callers: ['8:acs:x', 'anonymous'], flow: 'c' },
      ],
      ['routes.2.to unreachable-route'],
    ],
    [
      'callers of whom one is left',
      [
        { to: line, callers: ['anonymous'], flow: 'a' },
        { to: line, callers: ['8:acs:x', 'anonymous'], flow: 'c' },
      ],
      [],
    ],
    [
      'anybody behind some',
      [
        { to: line, callers: ['anonymous'], flow: 'a' },
        { to: line, flow: 'c' },
      ],
      [],
    ],
    [
      'a raw id behind its number',
      [
        { to: line, flow: 'a' },
        { to: `4:${line}`, flow: 'b' },
      ],
      ['routes.1.to unreachable-route'],
    ],
  ])('%s', (_what, routes, problems) => {
    expect(problemsOf(routes)).toEqual(problems);
  });
});

test.each<[string, unknown, string]>([
  ['a number without its country', { to: '4255550100', flow: 'a' }, 'routes.0.to schema'],
  ['a beginning as the called number', { to: '+1425*', flow: 'a' }, 'routes.0.to schema'],
  ['anonymous as the called number', { to: 'anonymous', flow: 'a' }, 'routes.0.to schema'],
  ['an empty list', { to: [], flow: 'a' }, 'routes.0.to schema'],
  ['* as a caller', { to: line, callers: ['*'], flow: 'a' }, 'routes.0.callers.0 schema'],
  ['a beginning of everything', { to: line, callers: ['+*'], flow: 'a' }, 'routes.0.callers.0 schema'],
  ['a name that no flow has', { to: line, flow: 'a flow' }, 'routes.0.flow schema'],
  ['no value', { to: line, flow: 'a', with: { x: null } }, 'routes.0.with.x schema'],
  ['values without end', { to: line, flow: 'a', with: { x: Array(10).fill('x'.repeat(600)) } }, 'routes.0.with schema'],
])('%s is refused', (_what, route, problem) => {
  expect(problemsOf([route])).toEqual([problem]);
});

test('a flow that does not exist is a problem that suggests the one that was meant', () => {
  const parsed = parseRoutes({ routes: [{ to: line, flow: 'clinc' }] }, ['clinic', 'parcels']);
  expect(parsed.ok ? [] : parsed.error).toEqual([
    {
      code: 'unknown-flow',
      path: ['routes', 0, 'flow'],
      message: 'There is no flow "clinc".',
      advice: 'Did you mean "clinic"?',
    },
  ]);
});

test('ten thousand routes are looked through in no time', () => {
  const number = (index: number) => `+1425${String(5_550_000 + index)}`;
  const routes = Array.from({ length: 9_999 }, (_, index) => ({ to: '*', callers: [number(index)], flow: 'a' }));
  expect(problemsOf([...routes, { to: '*', flow: 'b' }])).toEqual([]);
});

describe('what a route gives its flow', () => {
  const flow = {
    ...aFlow,
    inputs: {
      tenant: { type: 'text' },
      desks: { type: ['text'], initial: [] },
      rank: { type: 'integer', initial: 0 },
      welcome: { type: 'prompt', initial: 'Welcome.' },
    },
  };
  const problems = (given: unknown) => {
    const routes = [{ to: line, flow: 'greeting', with: given }];
    const directory = aFlowDirectory({ 'a.flow.json': flow, 'routes.json': { routes } });
    const read = loadFlowDirectory(directory);
    return read.ok ? [] : read.error.map((problem) => wordProblem({ ...problem, file: 'routes.json' }));
  };
  test.each<[string, unknown, string[]]>([
    ['fits', { tenant: 'north', desks: ['+14255550141'], rank: 2 }, []],
    ['is a prompt', { tenant: 'north', welcome: { text: 'Hello.', rate: 1 } }, []],
    [
      'is a prompt that the flow does not have',
      { tenant: 'north', welcome: { say: 'welcome' } },
      [
        'routes.json:8:20: The flow "greeting" does not say the prompt "welcome" itself, so it does not have it. Write the text here, or let a step of the flow say that prompt. (unknown-prompt)',
      ],
    ],
    [
      'is a prompt with braces',
      { tenant: 'north', welcome: 'Hello {{ tenant }}.' },
      [
        'routes.json:8:20: This prompt is spoken as it stands, and its braces would be read out. Write it without templates, or hand it over by "with" of a subflow step. (initial-value)',
      ],
    ],
    [
      'is a prompt that nobody could speak',
      { tenant: 'north', welcome: { text: 'Hello.', rate: 0.8, ssml: '<b' } },
      [
        'routes.json:8:20: SSML and rate need a voice, and en-US has none. Add "voices": { "en-US": ... } to the flow, such as "en-US-JennyNeural". (voice-missing)',
        'routes.json:11:19: The SSML is not well formed: "<b" is not an element. Close every element, quote every attribute, and write &amp; and &lt; for & and <. (ssml-not-well-formed)',
      ],
    ],
    ['leaves out what has a value', { tenant: 'north' }, []],
    [
      'lacks an input',
      {},
      [
        'routes.json:6:15: The flow "greeting" needs its input "tenant". Add it to "with": { "tenant": ... }, or give it an "initial" in the flow. (input-missing)',
      ],
    ],
    [
      'is of another type',
      { tenant: 7, desks: [true] },
      [
        'routes.json:7:19: The input "tenant" of the flow "greeting" is of type text. Write a value of that type. (wrong-type)',
        'routes.json:8:18: The input "desks" of the flow "greeting" is of type list of text. Write a value of that type. (wrong-type)',
      ],
    ],
    [
      'names what the flow does not have',
      { tenant: 'north', tenat: 'south', constructor: 1 },
      [
        'routes.json:8:18: The flow "greeting" has no input "tenat". Did you mean "tenant"? (unknown-input)',
        'routes.json:9:24: The flow "greeting" has no input "constructor". Remove it, or name one of: tenant, desks, rank, welcome. (unknown-input)',
      ],
    ],
  ])('%s', (_what, given, expected) => {
    expect(problems(given)).toEqual(expected);
  });
});
