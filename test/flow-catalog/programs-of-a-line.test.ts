import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import { aFlow, aFlowDirectory, loaded, problemsOf, someRoutes } from './flow-directory.ts';

/** A flow that runs others before it ends. */
function running(name: string, ...others: string[]) {
  const steps = Object.fromEntries(
    others.map((flow, index) => [
      `run${index}`,
      { type: 'subflow', flow, next: index + 1 < others.length ? `run${index + 1}` : 'bye' },
    ]),
  );
  return { ...aFlow, name, start: 'run0', steps: { ...steps, bye: aFlow.steps.bye } };
}

/** A flow that others run: it has no operator of its own. */
function part(name: string, prompt: unknown = 'A part.') {
  const { operator: _operator, ...flow } = aFlow;
  const steps = { hello: { type: 'play', prompt, next: 'back' }, back: { type: 'return' } };
  return { ...flow, name, onError: undefined, steps: { ...steps, hello: { ...steps.hello, on: { failed: 'back' } } } };
}

const schedule = { timeZone: 'America/New_York', weekly: { monday: [{ from: '08:00', to: '18:00' }] } };
const asking = {
  ...aFlow,
  start: 'open',
  steps: { open: { type: 'hours', schedule: 'desk', on: { else: 'bye' } }, bye: aFlow.steps.bye },
};
const saying = {
  ...aFlow,
  steps: { ...aFlow.steps, hello: { type: 'play', prompt: { say: 'welcome' }, next: 'bye' } },
};

test('a program is a main flow with every flow that it runs; one that is only run has none of its own', () => {
  const directory = aFlowDirectory({
    'a.flow.json': running('greeting', 'second'),
    'b.flow.json': running('second', 'third', 'second'),
    'c.flow.json': part('third'),
    'routes.json': someRoutes,
  });
  const { programs } = loaded(directory);
  expect(programs.map(({ flow, flows }) => [flow.name, [...flows.keys()]])).toEqual([
    ['greeting', ['greeting', 'second', 'third']],
  ]);
});

test('a flow that is run and routed has a program of its own; so has one that nobody reaches yet', () => {
  const directory = aFlowDirectory({
    'a.flow.json': running('greeting', 'second'),
    'b.flow.json': running('second', 'second'),
    'c.flow.json': { ...aFlow, name: 'draft' },
    'd.flow.json': running('round', 'about'),
    'e.flow.json': running('about', 'round'),
    'routes.json': { routes: [...someRoutes.routes, { to: '+14255550101', flow: 'second' }] },
  });
  expect(loaded(directory).programs.map(({ flow }) => flow.name)).toEqual(['greeting', 'second', 'draft', 'round']);
});

test('a flow that nobody reaches yet is checked all the same, and needs an operator', () => {
  const { operator: _operator, ...draft } = { ...aFlow, name: 'draft', start: 'nowhere' };
  const directory = aFlowDirectory({ 'a.flow.json': aFlow, 'b.flow.json': draft, 'routes.json': someRoutes });
  expect(problemsOf(directory)).toEqual(['b.flow.json:1:1 operator-missing', 'b.flow.json:4:12 unknown-step']);
});

test("a program's hash is that of the text that it is parsed from again, which tells its flows in order", () => {
  const directory = aFlowDirectory({
    'z.flow.json': { ...running('greeting', 'second'), note: 'First by name, last by file.' },
    'a.flow.json': part('second', { say: 'welcome' }),
    'schedules.json': { schedules: { desk: schedule } },
    'prompts/en-US.json': { never: 'Never.', welcome: 'Welcome.' },
    'routes.json': someRoutes,
  });
  const clips = { durations: { 'b.wav': 2, 'a.wav': 1 }, problems: [] };
  const [compiled] = [...loaded(directory, { clips }).compiled.values()];
  const text = compiled?.source() ?? '';
  expect(createHash('sha256').update(text).digest('hex')).toBe(compiled?.program.hash);
  const source = JSON.parse(text);
  expect(Object.keys(source)).toEqual(['main', 'flows', 'prompts', 'clips']);
  expect([source.main, Object.keys(source.flows), source.prompts]).toEqual([
    'greeting',
    ['greeting', 'second'],
    { 'en-US': { welcome: 'Welcome.' } },
  ]);
  expect(Object.keys(source.clips)).toEqual(['a.wav', 'b.wav']);
  const again = parseProgram(source, compiled?.program.hash ?? '');
  expect(again.ok && [...again.value.flows.keys()]).toEqual(['greeting', 'second']);
});

test.each<[string, Record<string, unknown>, boolean]>([
  ['another flow', { 'x.flow.json': { ...aFlow, name: 'other' } }, false],
  ['schedules that it does not ask', { 'schedules.json': { schedules: { desk: schedule } } }, false],
  ['white space', { 'a.flow.json': JSON.stringify(aFlow, undefined, 8) }, false],
  ['a prompt that it never says', { 'prompts/en-US.json': { welcome: 'Hello.' } }, false],
  [
    'a step',
    { 'a.flow.json': { ...aFlow, steps: { ...aFlow.steps, bye: { type: 'hangUp', disposition: 'x' } } } },
    true,
  ],
  [
    'the order of steps',
    { 'a.flow.json': { ...aFlow, steps: { bye: aFlow.steps.bye, hello: aFlow.steps.hello } } },
    true,
  ],
])('%s makes another program or not', (_what, change, isOther) => {
  const files = { 'a.flow.json': aFlow, 'routes.json': someRoutes };
  const hashOf = (all: Record<string, unknown>) => loaded(aFlowDirectory(all)).compiled.get('greeting')?.program.hash;
  expect(hashOf({ ...files, ...change }) !== hashOf(files)).toBe(isOther);
});

test.each([
  ['a prompt that it says', { 'prompts/en-US.json': { welcome: 'Good day.' } }, true],
  ['the same prompt in another place', { 'prompts/en-US.json': { never: 'Never.', welcome: 'Welcome.' } }, false],
  ['hours that it asks', { 'schedules.json': { schedules: { desk: { ...schedule, note: 'Edited.' } } } }, true],
])('%s makes another program of one that uses it or not', (_what, change, isOther) => {
  const steps = { ...asking.steps, hello: { type: 'play', prompt: { say: 'welcome' }, next: 'open' } };
  const files = {
    'a.flow.json': { ...asking, start: 'hello', steps },
    'schedules.json': { schedules: { desk: schedule } },
    'prompts/en-US.json': { welcome: 'Welcome.' },
    'routes.json': someRoutes,
  };
  const hashOf = (all: Record<string, unknown>) => loaded(aFlowDirectory(all)).compiled.get('greeting')?.program.hash;
  expect(hashOf({ ...files, ...change }) !== hashOf(files)).toBe(isOther);
});

test('a program that asks for the hours has the schedules, and one that says prompts the catalogue', () => {
  const directory = aFlowDirectory({
    'a.flow.json': asking,
    'b.flow.json': { ...saying, name: 'speaker' },
    'schedules.json': { $schema: './schedules.schema.json', schedules: { desk: schedule } },
    'prompts/en-US.json': { $schema: '../prompts.schema.json', welcome: 'Welcome.' },
    'routes.json': someRoutes,
  });
  const { programs } = loaded(directory);
  expect(programs.map(({ schedules }) => Object.keys(schedules))).toEqual([['desk'], []]);
});

test('clips that are not there are a problem where the clips are known, and none where they are kept elsewhere', () => {
  const prompt = { text: 'Music.', clip: 'hold.wav' };
  const playing = { ...aFlow, steps: { ...aFlow.steps, hello: { type: 'play', prompt, next: 'bye' } } };
  const directory = aFlowDirectory({ 'a.flow.json': playing, 'routes.json': someRoutes });
  const known = { durations: { 'holt.wav': 4_000 }, problems: [{ clip: 'x.wav', message: 'Bad.', advice: 'Mend.' }] };
  expect(problemsOf(directory)).toEqual([]);
  expect(problemsOf(directory, { clips: known })).toEqual(['a.flow.json:14:17 unknown-clip', 'clips/x.wav:1:1 clip']);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['schedules that are no JSON', { 'schedules.json': '{' }, ['schedules.json:1:2 not-json']],
  [
    'a schedule of a zone that does not exist',
    { 'schedules.json': { schedules: { desk: { ...schedule, timeZone: 'Mars' } } } },
    ['schedules.json:4:19 schema'],
  ],
  ['a prompt of no form', { 'prompts/en-US.json': { welcome: 1 } }, ['prompts/en-US.json:2:14 schema']],
  [
    'prompts of no language',
    { 'prompts/English.json': { welcome: 'Hello.' } },
    ['prompts/English.json:1:1 unknown-language'],
  ],
  [
    'a prompt with a variable that the flow does not have',
    { 'a.flow.json': saying, 'prompts/en-US.json': { other: '{{ none }}', welcome: 'Hello {{ nmae }}.' } },
    ['prompts/en-US.json:3:14 expression'],
  ],
])('%s: a problem in that file alone', (_what, files, problems) => {
  const directory = aFlowDirectory({ 'a.flow.json': aFlow, 'routes.json': someRoutes, ...files });
  expect(problemsOf(directory)).toEqual(problems);
});

test('what could not be read is not called unknown as well', () => {
  const directory = aFlowDirectory({
    'a.flow.json': asking,
    'b.flow.json': { ...saying, name: 'speaker' },
    'c.flow.json': running('runner', 'broken'),
    'd.flow.json': '{ "name": "broken" ',
    'schedules.json': '{}',
    'prompts/en-US.json': '[]',
    'routes.json': { routes: [{ to: '+14255550100', flow: 'broken' }] },
  });
  expect(problemsOf(directory)).toEqual([
    'd.flow.json:1:20 not-json',
    'prompts/en-US.json:1:1 schema',
    'schedules.json:1:1 schema',
  ]);
});

test('a problem of a flow that several programs run is told once', () => {
  const directory = aFlowDirectory({
    'a.flow.json': running('greeting', 'third'),
    'b.flow.json': running('second', 'third'),
    'c.flow.json': { ...part('third'), start: 'nowhere' },
    'routes.json': someRoutes,
  });
  expect(problemsOf(directory)).toEqual(['c.flow.json:4:12 unknown-step']);
});

test('a flow that was misspelled is suggested among all of the line', () => {
  const directory = aFlowDirectory({
    'a.flow.json': running('greeting', 'verify-pim'),
    'b.flow.json': { ...part('verify-pin'), operator: aFlow.operator },
    'routes.json': someRoutes,
  });
  const read = loadFlowDirectory(directory);
  expect(read.ok ? [] : read.error.map(wordProblem)).toEqual([
    `${directory}/a.flow.json:12:15: There is no flow "verify-pim". Did you mean "verify-pin"? (unknown-flow)`,
  ]);
});

test('a prompt that was misspelled is suggested among all of the line', () => {
  const directory = aFlowDirectory({
    'a.flow.json': saying,
    'prompts/en-US.json': { welcom: 'Welcome.' },
    'routes.json': someRoutes,
  });
  const read = loadFlowDirectory(directory);
  expect(read.ok ? [] : read.error.map(({ code, advice }) => [code, advice])).toEqual([
    ['unknown-prompt', 'Did you mean "welcom"?'],
  ]);
});

test('a flow without a name, or with one that no name can be, is wrong and breaks nothing', () => {
  const directory = aFlowDirectory({
    'a.flow.json': aFlow,
    'b.flow.json': [],
    'c.flow.json': { ...aFlow, name: '__proto__' },
    'd.flow.json': { ...aFlow, name: 'constructor' },
    '__proto__.flow.json': 'null',
    'routes.json': someRoutes,
  });
  expect(problemsOf(directory)).toEqual([
    '__proto__.flow.json:1:1 schema',
    'b.flow.json:1:1 schema',
    'c.flow.json:2:11 schema',
  ]);
});

test('a program is made of a bounded number of flows', () => {
  const names = Array.from({ length: 101 }, (_, index) => `part${index}`);
  const files = names.map((name, index) => [`${name}.flow.json`, running(name, names[index + 1] ?? name)] as const);
  const directory = aFlowDirectory({
    ...Object.fromEntries(files),
    'routes.json': { routes: [{ to: '*', flow: 'part0' }] },
  });
  expect(problemsOf(directory)).toEqual(['part0.flow.json:2:11 too-many-flows']);
});
