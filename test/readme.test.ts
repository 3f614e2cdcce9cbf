import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDialogue } from '../cli/dialogue/parse-dialogue.ts';
import { runDialogue } from '../cli/dialogue/run-dialogue.ts';
import { parseRoutes } from '../src/flow-catalog/routes.ts';
import { parseFlow } from '../src/interpreter/parse-flow.ts';
import { projectRoot } from './tidy/source-files.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const [flow, dialogue] = [...readme.matchAll(/```json\n(.*?)```/gs)].map((match) => JSON.parse(match[1] ?? ''));

test('the first flow of the README is a flow, and its dialogue goes as written', () => {
  const program = parseFlow(flow, 'readme');
  const turns = parseDialogue(dialogue);
  if (!program.ok || !turns.ok) throw new Error(JSON.stringify([program, turns], undefined, 1));
  const result = runDialogue(program.value, turns.value);
  expect(result.difference, result.transcript).toBeUndefined();
});

test('the route of the README is a route', () => {
  const route = JSON.parse(/`(\{ "to": .*?\})`/.exec(readme)?.[1] ?? '');
  expect(parseRoutes({ routes: [route] }, ['hello']).ok).toBe(true);
});

test('the scripts that the README names exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+:[a-z]+|build|nightly)\b/g)].map(
    (match) => match[1] ?? '',
  );
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
