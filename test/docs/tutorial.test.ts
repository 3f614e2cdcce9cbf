import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editJson } from '../../scripts/reference/edit-json.ts';
import { withRealOutputs } from '../../scripts/reference/tutorial-run.ts';
import { projectRoot } from '../tidy/source-files.ts';

const tutorial = readFileSync(join(projectRoot, 'docs/tutorial.md'), 'utf8');

test('whoever follows the tutorial sees what it shows', async () => {
  expect(tutorial, 'run npm run docs').toBe(await withRealOutputs(tutorial));
});

test('the tutorial ends with a line of which nothing is wrong and no dialogue fails', () => {
  const sessions = [...tutorial.matchAll(/^```console[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  expect(sessions.length).toBeGreaterThan(8);
  expect(sessions.findLast((session) => session.includes('flows -- check'))).toContain('Nothing is wrong.');
  expect(sessions.findLast((session) => session.includes('flows -- test'))).toContain(' 0 failed,');
});

test('commands of others are not run', async () => {
  await expect(withRealOutputs('```console\n$ ls\n```\n')).rejects.toThrow('not of the project: ls');
});

describe('an edit', () => {
  const document = '{\n  "steps": {\n    "bye": { "type": "hangUp" }\n  },\n  "list": [{ "a": 1 }]\n}\n';

  test('replaces a property that is there and adds one that is not', () => {
    const snippet = '{\n  "bye": {\n    "type": "play"\n  },\n  "new": 1\n}\n';
    expect(editJson(document, ['steps'], snippet)).toBe(
      '{\n  "steps": {\n    "bye": {\n      "type": "play"\n    },\n    "new": 1\n  },\n  "list": [{ "a": 1 }]\n}\n',
    );
  });

  test('reaches into a list', () => {
    expect(JSON.parse(editJson(document, ['list', 0], '{ "a": 2 }'))).toMatchObject({ list: [{ a: 2 }] });
  });

  test('of a place that is not there is a mistake of the page', () => {
    expect(() => editJson(document, ['nothing'], '{ "a": 2 }')).toThrow('no object at nothing');
  });
});

test('every block of JSON is behind the name of the file that it goes into, for pages show it nowhere else', () => {
  const blocks = [...tutorial.matchAll(/([^\n]*)\n\n```json (?:file|edit) (\S+)/g)];
  expect(blocks.length).toBeGreaterThan(10);
  for (const [, before, file] of blocks) expect(before).toContain(`\`${file}\``);
});
