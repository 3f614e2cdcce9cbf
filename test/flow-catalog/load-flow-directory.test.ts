import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clipDurations } from '../../src/clips/clip-durations.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { aFlow, aFlowDirectory, loaded, problemsOf, someRoutes } from './flow-directory.ts';

test("the project's own flows load, and each of its numbers has one", () => {
  const directory = fileURLToPath(new URL('../../src/flows', import.meta.url));
  const { routes, compiled } = loaded(directory, { clips: clipDurations(join(directory, 'clips')) });
  expect(routes.length).toBeGreaterThan(1);
  expect(routes.filter(({ flow }) => !compiled.has(flow))).toEqual([]);
});

test('a flow keeps its hash when only its white space changes, and gets another when anything else does', () => {
  const hashOf = (content: unknown) => {
    const read = loadFlowDirectory(aFlowDirectory({ 'a.flow.json': content, 'routes.json': someRoutes }));
    return read.ok ? read.value.programs[0]?.hash : read.error.map(wordProblem).join('\n');
  };
  const hash = hashOf(aFlow);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(JSON.stringify(aFlow))).toBe(hash);
  expect(hashOf({ ...aFlow, note: 'Another.' })).not.toBe(hash);
});

test('every problem of every file is listed with its place', () => {
  const directory = aFlowDirectory({
    'a.flow.json': '{\n  "name": "a",\n  "language": }',
    'b.flow.json': { ...aFlow, name: 'b', start: 'nowhere' },
    'c.flow.json': '{\n  "name": "c",\n  "name": "d"\n}',
    'routes.json': '{ "routes": [ { "to": "911", "flow": "b" } ] }',
  });
  expect(problemsOf(directory)).toEqual([
    'a.flow.json:3:15 not-json',
    expect.stringMatching(/^b\.flow\.json:4:\d+ /),
    'c.flow.json:3:3 duplicate-key',
    'routes.json:1:23 schema',
  ]);
});

test('a problem is worded with its place, what is wrong, and what to do', () => {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': '{ "routes": [] ' });
  const read = loadFlowDirectory(directory);
  const [line] = read.ok ? [] : read.error.map(wordProblem);
  expect(line).toMatch(
    /routes\.json:1:16: The file is not JSON: a closing } is missing\. Close what is open\. \(not-json\)$/,
  );
});

test.each([
  ['a comment', '{ "routes": [] // later\n}'],
  ['a comma at the end', '{ "routes": [1,] }'],
  ['nothing', ''],
  ['two documents', '{} {}'],
  ['too much depth', '['.repeat(40) + ']'.repeat(40)],
  ['depth without end', '['.repeat(1_000_000)],
])('a file with %s is no JSON', (_what, text) => {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': text });
  expect(problemsOf(directory)).toEqual([expect.stringMatching(/^routes\.json:\d+:\d+ not-json$/)]);
});

test('a directory or a file that is not there says so', () => {
  expect(problemsOf('/nowhere/at/all')).toEqual(['/nowhere/at/all:1:1 unreadable']);
  expect(problemsOf(aFlowDirectory({ 'greeting.flow.json': aFlow }))).toEqual(['routes.json:1:1 unreadable']);
});

test('two flows of one name are a problem, which names both files', () => {
  const directory = aFlowDirectory({ 'a.flow.json': aFlow, 'b.flow.json': aFlow, 'routes.json': someRoutes });
  expect(problemsOf(directory)).toEqual(['b.flow.json:2:11 duplicate-flow']);
  const read = loadFlowDirectory(directory);
  const [problem] = read.ok ? [] : read.error;
  expect(problem?.message).toBe('Two flows are called "greeting": this one and that in a.flow.json.');
});

test('a file that is far too large is not read', () => {
  const directory = aFlowDirectory({ 'a.flow.json': ' '.repeat(4 * 1024 * 1024 + 1), 'routes.json': someRoutes });
  expect(problemsOf(directory)).toEqual(['a.flow.json:1:1 unreadable']);
});

test.each([
  ['a flow that does not exist', [{ to: '+14255550100', flow: 'other' }], ['routes.json:5:15 unknown-flow']],
  [
    'a number twice',
    [
      { to: '+14255550100', flow: 'greeting' },
      { to: '+14255550100', flow: 'greeting' },
    ],
    ['routes.json:8:13 unreachable-route'],
  ],
  ['a number that is none', [{ to: '0800', flow: 'greeting' }], ['routes.json:4:13 schema']],
  ['a key that routes do not have', [{ to: '+14255550100', flow: 'greeting', fow: 'x' }], ['routes.json:3:5 schema']],
  ['nothing in them', [], ['routes.json:2:13 schema']],
])('routes with %s are a problem where it stands', (_what, routes, problems) => {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': { routes } });
  expect(problemsOf(directory)).toEqual(problems);
});

test('a broken flow does not also make its route a problem', () => {
  const directory = aFlowDirectory({ 'greeting.flow.json': '{', 'routes.json': someRoutes });
  expect(problemsOf(directory)).toEqual([expect.stringContaining('greeting.flow.json')]);
});

test('identities can be routed as well as numbers', () => {
  const routes = [{ to: '8:acs:resource_user', flow: 'greeting' }];
  expect(problemsOf(aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': { routes } }))).toEqual([]);
});
