import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFlowWatch } from '../../../local/start/watch-flows.ts';
import { aFlow, aFlowDirectory, someRoutes, writeFiles } from '../../flow-catalog/flow-directory.ts';

function aWatch() {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': someRoutes });
  const said: string[] = [];
  const watch = createFlowWatch({ directory, clipsElsewhere: false }, (line) => said.push(line));
  let edits = 0;
  const edit = (content: unknown) => {
    writeFiles(directory, { 'greeting.flow.json': content });
    edits++;
    utimesSync(join(directory, 'greeting.flow.json'), edits, edits);
  };
  return { directory, said, watch, edit };
}

test('an edit is announced once, when it has settled', () => {
  const { said, watch, edit } = aWatch();
  watch.look();
  expect(said).toEqual([]);
  edit({ ...aFlow, note: 'Edited.' });
  watch.look();
  edit({ ...aFlow, note: 'Edited again.' });
  watch.look();
  expect(said).toEqual([]);
  watch.look();
  watch.look();
  expect(said).toEqual(['Flows changed: the next call gets them.']);
});

test('a broken edit is told with its place, and so is its end', () => {
  const { directory, said, watch, edit } = aWatch();
  const look = () => [1, 2, 3].forEach(() => void watch.look());
  edit('{\n  "name": ,\n}');
  look();
  edit(aFlow);
  look();
  expect(said).toEqual([
    [
      'The flows have a problem:',
      `${join(directory, 'greeting.flow.json')}:2:11: The file is not JSON: a value is missing. Write the value behind the colon. (not-json)`,
      'The last good version goes on.',
    ].join('\n'),
    'Flows changed: the next call gets them.',
  ]);
});
