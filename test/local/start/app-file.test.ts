import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findApp } from '../../../local/start/app-file.ts';

const rootPath = fileURLToPath(new URL('../../..', import.meta.url));

test('the app is src/main.ts unless another file is named', () => {
  expect(findApp(undefined, rootPath)).toBe(join(rootPath, 'src/main.ts'));
  expect(findApp('src/config.ts', rootPath)).toBe(join(rootPath, 'src/config.ts'));
});

test.each([
  ['dist/nothing/index.cjs', 'There is no dist/nothing/index.cjs; run npm run build first.'],
  ['src/man.ts', "There is no src/man.ts; FUNCTIONS_APP must name the app's main file, as src/main.ts."],
  ['src', "There is no src; FUNCTIONS_APP must name the app's main file, as src/main.ts."],
])('%s is refused with what to do', (named, sentence) => {
  expect(() => findApp(named, rootPath)).toThrow(sentence);
});
