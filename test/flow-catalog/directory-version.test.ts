import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { directoryVersion } from '../../src/flow-catalog/directory-version.ts';
import { aFlow, aFlowDirectory, someRoutes, writeFiles } from './flow-directory.ts';

test.each([
  ['a.flow.json', true],
  ['routes.json', true],
  ['schedules.json', true],
  ['prompts/en-US.json', true],
  ['clips/hold.wav', true],
  ['flow.schema.json', false],
  ['notes.txt', false],
  ['prompts/notes.txt', false],
  ['clips/.hidden', false],
])('%s is part of a line: %s', (name, isPart) => {
  const directory = aFlowDirectory({ 'greeting.flow.json': aFlow, 'routes.json': someRoutes });
  const before = directoryVersion(directory);
  writeFiles(directory, { [name]: 'longer than what may have been there before, whatever the clock says'.repeat(20) });
  expect(directoryVersion(directory) !== before).toBe(isPart);
});

test('what cannot be looked at has a version as well', () => {
  const directory = aFlowDirectory({ 'routes.json': someRoutes });
  const before = directoryVersion(directory);
  symlinkSync('/nowhere/at/all', join(directory, 'broken.flow.json'));
  expect(directoryVersion(directory)).not.toBe(before);
  expect(directoryVersion('/nowhere/at/all')).toBe(directoryVersion('/nowhere/at/all'));
});
