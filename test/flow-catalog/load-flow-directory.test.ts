import { mkdirSync, writeFileSync } from 'node:fs';
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

const words = (directory: string) => {
  const read = loadFlowDirectory(directory);
  return read.ok ? [] : read.error.map((problem) => wordProblem(problem).replace(`${directory}/`, ''));
};

const unread: readonly (readonly [string, string | Buffer | null, string])[] = [
  ['is not there', null, ':1:1: There is no routes.json here. Put the file there. (unreadable)'],
  ['is a folder', 'a folder', ':1:1: routes.json cannot be read. Make it a file that can be read. (unreadable)'],
  [
    'is too large',
    ' '.repeat(4 * 1024 * 1024 + 1),
    ':1:1: routes.json has 4194305 bytes, and at most 4194304 are read. Spread it over several files. (unreadable)',
  ],
  [
    'is Latin-1',
    Buffer.from('{\n"note": "Grüße"}', 'latin1'),
    ':2:12: routes.json is not written in UTF-8: from this place on it holds other bytes, as of Latin-1. Save it as UTF-8. (unreadable)',
  ],
  [
    'is UTF-16 with a mark',
    Buffer.from('\uFEFF{}', 'utf16le'),
    ':1:1: routes.json is written in UTF-16. Save it as UTF-8. (unreadable)',
  ],
  [
    'is UTF-16 without a mark',
    Buffer.from('{}', 'utf16le'),
    ':1:1: routes.json is written in UTF-16. Save it as UTF-8. (unreadable)',
  ],
];

test.each(unread)('a file that %s is told as such', (_what, content, message) => {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow });
  if (content === 'a folder') mkdirSync(join(directory, 'routes.json'));
  else if (content !== null) writeFileSync(join(directory, 'routes.json'), content);
  expect(words(directory)).toEqual([`routes.json${message}`]);
});

test('a dialogue among the flows is told as such, and nothing else of it', () => {
  const dialogue = { flow: 'greeting', name: 'A call.', turns: [], end: { disposition: 'greeted' } };
  const files = { 'greeting.flow.json': aFlow, 'call.flow.json': dialogue, 'routes.json': someRoutes };
  expect(words(aFlowDirectory(files))).toEqual([
    'call.flow.json:1:1: This is a dialogue, not a flow. Call the file call.dialogue.json, and put it with the dialogues. (schema)',
  ]);
});

test('a flow in Latin-1 is a problem, since callers would hear other letters', () => {
  const text = JSON.stringify({ ...aFlow, note: 'Grüße' });
  const latin = { 'greeting.flow.json': Buffer.from(text, 'latin1'), 'routes.json': someRoutes };
  expect(problemsOf(aFlowDirectory(latin))).toEqual([expect.stringMatching(/^greeting\.flow\.json:1:\d+ unreadable$/)]);
  expect(problemsOf(aFlowDirectory({ ...latin, 'greeting.flow.json': text }))).toEqual([]);
});

test('a route where there is no flow at all is told so', () => {
  const [problem] = words(aFlowDirectory({ 'routes.json': someRoutes }));
  expect(problem).toContain('There is no flow "greeting". There is no flow yet. (unknown-flow)');
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
  ['a key that routes do not have', [{ to: '+14255550100', flow: 'greeting', fow: 'x' }], ['routes.json:6:7 schema']],
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
