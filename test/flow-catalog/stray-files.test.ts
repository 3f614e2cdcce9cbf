import { expect, test } from 'vitest';
import { strayFiles } from '../../src/flow-catalog/stray-files.ts';
import { aFlow, aFlowDirectory, someRoutes } from './flow-directory.ts';

const strayIn = (files: Readonly<Record<string, unknown>>) =>
  strayFiles(aFlowDirectory(files)).map(({ message, advice }) => `${message} ${advice}`);

test.each([
  ['hello.json', aFlow, 'hello.json is not read. A flow is called hello.flow.json.'],
  ['hello.flow.jsonc', '', 'hello.flow.jsonc is not read. A flow is called hello.flow.json.'],
  ['hello.flow', '', 'hello.flow is not read. A flow is called hello.flow.json.'],
  ['route.json', {}, 'route.json is not read. If it holds the routes of the line, call it routes.json.'],
  ['Routes.json', {}, 'Routes.json is not read. If it holds the routes of the line, call it routes.json.'],
  ['schedule.json', {}, 'schedule.json is not read. If it holds the schedules of the line, call it schedules.json.'],
  ['prompts.json', {}, 'prompts.json is not read. Prompts stand in files by language, such as prompts/en-US.json.'],
  ['prompt/en-US.json', {}, 'prompt/ is not read. If it holds the prompts of the line, call it prompts/.'],
  ['clip/a.wav', '', 'clip/ is not read. If it holds the clips of the line, call it clips/.'],
])('%s is told with the name that is read', (name, content, words) => {
  expect(strayIn({ [name]: content })).toEqual([words]);
});

test('what is read, or is something else, is not told', () => {
  const files = {
    'greeting.flow.json': aFlow,
    'flow.schema.json': { properties: { steps: {} } },
    'routes.json': someRoutes,
    'schedules.json': {},
    'prompts/en-US.json': {},
    'clips/a.wav': '',
    'given.json': { from: 'anonymous' },
    'call.dialogue.json': {},
    'README.md': '"steps"',
    'notes/hello.json': aFlow,
  };
  expect(strayIn(files)).toEqual([]);
  expect(strayFiles('/nowhere/at/all')).toEqual([]);
});
