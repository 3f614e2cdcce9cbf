import type { FlowProblemCode } from '../../src/interpreter/flow-problem.ts';
import { aFlow } from './a-program.ts';
import { aFlowWith, branch, collect, menu, say, type WrongFlow } from './flow-parts.ts';
import type { WrongLineCode } from './wrong-lines.ts';
import { wrongLanguages, wrongPrompts } from './wrong-prompts.ts';
import { wrongShapes } from './wrong-shapes.ts';

const request = { type: 'http', url: 'https://example.org', timeoutMs: 1_000, next: 'bye' };

/** The codes that reading a text as JSON gives, before there is a document. */
type ReadingCode = 'not-json' | 'duplicate-key';

/** The codes that `parseFlow` gives, each with documents that earn it; a code without one does not compile. */
export const wrongFlows: Record<Exclude<FlowProblemCode, ReadingCode | WrongLineCode>, readonly WrongFlow[]> = {
  schema: wrongShapes,
  ...wrongPrompts,
  ...wrongLanguages,
  'unknown-outcome': [
    {
      name: 'of a step whose outcomes the author names',
      flow: aFlowWith({ ...request, on: { faild: 'bye' } }),
      path: ['steps', 'ask', 'on', 'faild'],
      words: 'Did you mean "failed"?',
    },
    {
      name: 'of a status that nothing names',
      flow: aFlowWith({ ...request, statuses: { 404: 'missing' }, on: { missing: 'bye', gone: 'bye' } }),
      path: ['steps', 'ask', 'on', 'gone'],
      words: '"gone"',
    },
    {
      name: 'returned, but not declared',
      flow: aFlowWith({ type: 'return', outcome: 'locked' }),
      path: ['steps', 'ask', 'outcome'],
      words: 'Add it to "outcomes" of the flow',
    },
  ],
  'variable-twice': [
    {
      name: 'as an input and as a variable',
      flow: aFlowWith(say, { inputs: { pin: { type: 'text', initial: '' } } }),
      path: ['inputs', 'pin'],
      words: 'Remove one of the two',
    },
  ],
  'unknown-schedule': [
    {
      name: 'where there are none',
      flow: aFlowWith({ type: 'hours', schedule: 'desk', on: { else: 'bye' } }),
      path: ['steps', 'ask', 'schedule'],
      words: 'Add it to schedules.json',
    },
  ],
  'operator-missing': [
    {
      name: 'of the main flow',
      flow: aFlowWith(say, { operator: undefined }),
      path: ['operator'],
      words: '"none"',
    },
  ],
  'reserved-header': [
    {
      name: 'of the connection',
      flow: aFlowWith({ ...request, headers: { Host: 'example.com' } }),
      path: ['steps', 'ask', 'headers', 'Host'],
      words: 'Remove it.',
    },
    {
      name: 'of the credentials',
      flow: aFlowWith({ ...request, headers: { AUTHORIZATION: 'Bearer {{ pin }}' } }),
      path: ['steps', 'ask', 'headers', 'AUTHORIZATION'],
      words: 'by "auth"',
    },
  ],
  'secret-leaks': [
    {
      name: 'into a prompt',
      flow: aFlowWith({ ...collect, secret: true, confirm: 'You entered {{ pin }}.' }),
      path: ['steps', 'ask', 'confirm'],
      words: '"pin" is a secret',
    },
    {
      name: 'into an output',
      flow: aFlowWith({ ...collect, secret: true }, { outputs: ['count', 'pin'] }),
      path: ['outputs', 1],
      words: '"pin" is a secret',
    },
  ],
  'unknown-step': [
    {
      name: 'start',
      flow: { ...aFlow({ steps: { ask: say } }), start: 'begin' },
      path: ['start'],
      words: 'There is no step "begin".',
    },
    { name: 'operator', flow: aFlowWith(say, { operator: 'desk' }), path: ['operator'], words: '"desk"' },
    { name: 'onError', flow: aFlowWith(say, { onError: 'desk' }), path: ['onError'], words: '"desk"' },
    { name: 'onHangUp', flow: aFlowWith(say, { onHangUp: 'desk' }), path: ['onHangUp'], words: '"desk"' },
    {
      name: 'next',
      flow: aFlowWith({ ...say, next: 'BYE' }),
      path: ['steps', 'ask', 'next'],
      words: 'Did you mean "bye"?',
    },
    {
      name: 'a step with two letters swapped',
      flow: { ...aFlow({ steps: { enterNumber: say } }), start: 'enterNubmer' },
      path: ['start'],
      words: 'Did you mean "enterNumber"?',
    },
    {
      name: 'a step that is alike to none',
      flow: aFlowWith({ ...say, next: 'desk' }),
      path: ['steps', 'ask', 'next'],
      words: 'Add the step, or name one that exists: ask, ',
    },
    {
      name: 'an outcome',
      flow: aFlowWith({ ...say, on: { failed: 'desk' } }),
      path: ['steps', 'ask', 'on', 'failed'],
      words: '"desk"',
    },
    {
      name: 'a retry',
      flow: aFlowWith({ ...say, next: { retry: 'pin' } }),
      path: ['steps', 'ask', 'next'],
      words: '"pin"',
    },
    {
      name: 'an option',
      flow: aFlowWith({ ...menu, options: [{ key: '1', next: 'desk' }] }),
      path: ['steps', 'ask', 'options', 0, 'next'],
      words: '"desk"',
    },
    {
      name: 'a case',
      flow: aFlowWith({ ...branch, cases: [{ if: 'count > 1', next: 'desk' }] }),
      path: ['steps', 'ask', 'cases', 0, 'next'],
      words: '"desk"',
    },
    { name: 'else', flow: aFlowWith({ ...branch, else: 'desk' }), path: ['steps', 'ask', 'else'], words: '"desk"' },
    {
      name: 'what every object has',
      flow: aFlowWith({ ...say, next: 'constructor' }),
      path: ['steps', 'ask', 'next'],
      words: '"constructor"',
    },
  ],
  'outcome-leads-nowhere': [
    {
      name: 'failed, without an onError',
      flow: aFlowWith(say, { onError: undefined }),
      path: ['steps', 'ask'],
      words: '"failed"',
    },
    {
      name: 'an option',
      flow: aFlowWith({ ...menu, options: [{ key: '1', next: 'bye' }, { key: '2' }] }),
      path: ['steps', 'ask', 'options', 1],
      words: 'key 2',
    },
  ],
  'retry-without-input': [
    {
      name: 'a step that asks nothing',
      flow: aFlowWith({ ...say, next: { retry: 'bye' } }),
      path: ['steps', 'ask', 'next'],
      words: '"bye" is a hangUp step',
    },
  ],
  'digits-never-fit': [
    {
      name: 'four to six keys for a date',
      flow: aFlowWith(
        {
          type: 'collect',
          into: 'born',
          prompt: 'When?',
          format: 'date',
          digits: { min: 4, max: 6 },
          next: 'bye',
        },
        { variables: { born: { type: 'date' } } },
      ),
      path: ['steps', 'ask', 'digits'],
      words: '4 to 6 keys, but its format needs exactly 8 keys',
    },
    {
      name: 'three keys for a telephone number',
      flow: aFlowWith(
        {
          type: 'collect',
          into: 'born',
          prompt: 'Which?',
          format: 'phone',
          digits: { min: 3, max: 3 },
          next: 'bye',
        },
        { variables: { born: { type: 'text' } } },
      ),
      path: ['steps', 'ask', 'digits'],
      words: '8 to 18 keys',
    },
  ],
  'not-a-party': ['bananas', '+1 425 555 0199', '4255550199', 'tel:+14255550199'].map((to) => ({
    name: `a transfer to ${to}`,
    flow: aFlowWith({ type: 'transfer', to }),
    path: ['steps', 'ask', 'to'],
    words: `"${to}" is neither`,
  })),
  'duplicate-option': [
    {
      name: 'one key twice',
      flow: aFlowWith({ ...menu, options: [menu.options[0], menu.options[0]] }),
      path: ['steps', 'ask', 'options', 1, 'key'],
      words: 'Two options have the key 1',
    },
    {
      name: 'one phrase twice, however it is written',
      flow: aFlowWith({
        ...menu,
        options: [
          { key: '1', phrases: ['Yes, please'], next: 'bye' },
          { key: '2', phrases: ['no', 'yes please!'], next: 'bye' },
        ],
      }),
      path: ['steps', 'ask', 'options', 1, 'phrases'],
      words: 'Two options have the phrase',
    },
  ],
  'unknown-variable': [
    {
      name: 'into, with a letter too many',
      flow: aFlowWith({ ...collect, into: 'pinn' }),
      path: ['steps', 'ask', 'into'],
      words: 'There is no variable "pinn". Did you mean "pin"?',
    },
    {
      name: 'into, alike to none',
      flow: aFlowWith({ ...collect, into: 'code' }),
      path: ['steps', 'ask', 'into'],
      words: '"code": { "type": "text" }, or use one that is declared: pin, count.',
    },
    {
      name: 'into, where none is declared',
      flow: aFlowWith({ ...collect, into: 'code' }, { variables: undefined }),
      path: ['steps', 'ask', 'into'],
      words: 'Declare it under "variables", as "code": { "type": "text" }.',
    },
    { name: 'into', flow: aFlowWith({ ...collect, into: 'code' }), path: ['steps', 'ask', 'into'], words: '"code"' },
    {
      name: 'set',
      flow: aFlowWith({ type: 'set', values: { code: '1' }, next: 'bye' }),
      path: ['steps', 'ask', 'values', 'code'],
      words: '"code"',
    },
    {
      name: 'what every object has',
      flow: aFlowWith({ ...collect, into: 'constructor' }),
      path: ['steps', 'ask', 'into'],
      words: '"constructor"',
    },
  ],
  'wrong-type': [
    {
      name: 'keys into a number',
      flow: aFlowWith({ ...collect, into: 'count' }),
      path: ['steps', 'ask', 'into'],
      words: 'takes keys but is of type integer',
    },
    {
      name: 'a text into a number',
      flow: aFlowWith({ type: 'set', values: { count: 'pin' }, next: 'bye' }),
      path: ['steps', 'ask', 'values', 'count'],
      words: 'yields a text',
    },
    {
      name: 'a condition that is a number',
      flow: aFlowWith({ ...branch, cases: [{ if: 'count', next: 'bye' }] }),
      path: ['steps', 'ask', 'cases', 0, 'if'],
      words: 'yields a number',
    },
    {
      name: 'a row into a text',
      flow: aFlowWith({ type: 'lookup', table: 'slots', rowKey: '1', into: 'pin', next: 'bye' }),
      path: ['steps', 'ask', 'into'],
      words: 'Declare it as a shape',
    },
    {
      name: 'options from what is no list',
      flow: aFlowWith({ ...menu, next: 'bye', optionsFrom: { list: 'pin', as: 'one', say: 'x' } }),
      path: ['steps', 'ask', 'optionsFrom', 'list'],
      words: 'not a list',
    },
    {
      name: 'the value of an option',
      flow: aFlowWith({ ...menu, into: 'count', options: [{ key: '1', value: 'one', next: 'bye' }] }),
      path: ['steps', 'ask', 'options', 0, 'value'],
      words: 'not of type integer',
    },
    {
      name: 'a list in a row',
      flow: aFlowWith(
        { type: 'save', table: 'reports', rowKey: '1', values: { all: '{{ all }}' }, next: 'bye' },
        { variables: { all: { type: ['text'] } } },
      ),
      path: ['steps', 'ask', 'values', 'all'],
      words: 'a list or a shape',
    },
    {
      name: 'a validity that is a text',
      flow: aFlowWith({ ...collect, valid: 'pin' }),
      path: ['steps', 'ask', 'valid'],
      words: 'yields a text',
    },
  ],
  expression: [
    {
      name: 'a condition',
      flow: aFlowWith({ ...branch, cases: [{ if: 'pin.matches("1")', next: 'bye' }] }),
      path: ['steps', 'ask', 'cases', 0, 'if'],
      words: 'regular expressions',
    },
    {
      name: 'a prompt',
      flow: aFlowWith({ ...say, prompt: 'Hello {{ nobody }}.' }),
      path: ['steps', 'ask', 'prompt'],
      words: 'nobody',
    },
    {
      name: 'a variable with a letter missing',
      flow: aFlowWith({ ...branch, cases: [{ if: 'coun > 1', next: 'bye' }] }),
      path: ['steps', 'ask', 'cases', 0, 'if'],
      words: 'there is no variable "coun". Did you mean "count"?',
    },
    {
      name: 'a variable that is alike to none',
      flow: aFlowWith({ ...say, prompt: 'Hello {{ nobody }}.' }),
      path: ['steps', 'ask', 'prompt'],
      words: 'or use one that is declared: pin, count.',
    },
    {
      name: 'a prompt in a list',
      flow: aFlowWith({ ...say, prompt: ['Hello.', '{{ pin'] }),
      path: ['steps', 'ask', 'prompt', 1],
      words: 'does not close it',
    },
    {
      name: 'a default',
      flow: aFlowWith(say, { defaults: { noInput: '{{ nobody }}' } }),
      path: ['defaults', 'noInput'],
      words: 'nobody',
    },
    {
      name: 'a number to call',
      flow: aFlowWith({ type: 'transfer', to: '{{ desk }}' }),
      path: ['steps', 'ask', 'to'],
      words: 'desk',
    },
    {
      name: 'what a retry says',
      flow: aFlowWith({ ...collect, next: { retry: 'ask', say: '{{ nobody }}' } }),
      path: ['steps', 'ask', 'next', 'say'],
      words: 'nobody',
    },
    {
      name: 'what a retry of an outcome says',
      flow: aFlowWith({ ...say, on: { failed: { retry: 'pins', say: '{{ nobody }}' } } }, { onError: 'bye' }),
      path: ['steps', 'ask', 'on', 'failed', 'say'],
      words: 'nobody',
    },
  ],
  'confirm-keys-missing': [
    {
      name: 'another language',
      flow: aFlowWith({ ...collect, confirm: '{{ pin }}' }, { language: 'de-DE' }),
      path: ['steps', 'ask', 'confirm'],
      words: 'de-DE',
    },
  ],
  'initial-value': [
    {
      name: 'a number for a text',
      flow: aFlow({ variables: { pin: { type: 'text', initial: 1 } }, steps: { ask: say } }),
      path: ['variables', 'pin', 'initial'],
      words: 'type text',
    },
    {
      name: 'a text for a boolean',
      flow: aFlow({ variables: { pin: { type: 'boolean', initial: 'yes' } }, steps: { ask: say } }),
      path: ['variables', 'pin', 'initial'],
      words: 'type boolean',
    },
    {
      name: 'a fraction for an integer',
      flow: aFlow({ variables: { pin: { type: 'integer', initial: 1.5 } }, steps: { ask: say } }),
      path: ['variables', 'pin', 'initial'],
      words: 'type integer',
    },
  ],
};
