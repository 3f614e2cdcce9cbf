import { aFlow } from './a-program.ts';
import { aFlowWith, collect, menu, say, type WrongFlow } from './flow-parts.ts';

/** Documents that the schema refuses. */
export const wrongShapes: readonly WrongFlow[] = [
  { name: 'no object', flow: 'flow', path: [], words: 'The document' },
  { name: 'nothing', flow: undefined, path: [], words: 'The document' },
  { name: 'an unknown field', flow: { ...aFlow({ steps: {} }), colour: 'red' }, path: [], words: '"colour"' },
  {
    name: 'a missing field',
    flow: { ...aFlow({ steps: {} }), operator: undefined },
    path: ['operator'],
    words: 'operator',
  },
  {
    name: 'an unknown kind of step',
    flow: aFlowWith({ type: 'dance' }),
    path: ['steps', 'ask', 'type'],
    words: 'steps.ask.type',
  },
  {
    name: 'a step without its field',
    flow: aFlowWith({ type: 'play', next: 'bye' }),
    path: ['steps', 'ask', 'prompt'],
    words: 'prompt',
  },
  {
    name: 'a field that the step has not',
    flow: aFlowWith({ ...say, key: '1' }),
    path: ['steps', 'ask'],
    words: '"key"',
  },
  {
    name: 'a key that no telephone has',
    flow: aFlowWith({ ...menu, options: [{ key: 'x' }] }),
    path: ['steps', 'ask', 'options', 0, 'key'],
    words: 'is not a key',
  },
  {
    name: 'no options',
    flow: aFlowWith({ ...menu, options: [] }),
    path: ['steps', 'ask', 'options'],
    words: 'options',
  },
  {
    name: 'a wrong prompt in a list',
    flow: aFlowWith({ ...say, prompt: ['One.', 2] }),
    path: ['steps', 'ask', 'prompt', 1],
    words: 'prompt.1',
  },
  {
    name: 'more digits at least than at most',
    flow: aFlowWith({ ...collect, digits: { min: 3, max: 2 } }),
    path: ['steps', 'ask', 'digits'],
    words: 'more digits at least',
  },
  {
    name: 'a target with a wrong field',
    flow: aFlowWith({ ...say, next: { retry: 'ask', loud: true } }),
    path: ['steps', 'ask', 'next'],
    words: 'next',
  },
  {
    name: 'an outcome that the step has not',
    flow: aFlowWith({ ...say, on: { exhausted: 'bye' } }),
    path: ['steps', 'ask', 'on'],
    words: '"exhausted"',
  },
  {
    name: 'a time in seconds',
    flow: aFlowWith({ ...collect, interDigitMs: 3 }),
    path: ['steps', 'ask', 'interDigitMs'],
    words: 'interDigitMs',
  },
  {
    name: 'a name with a blank',
    flow: { ...aFlow({ steps: {} }), name: 'my line' },
    path: ['name'],
    words: 'is not a name',
  },
  ...['now', 'call', 'size', 'in', 'constructor'].map((name) => ({
    name: `a variable called ${name}, which expressions use themselves`,
    flow: aFlow({ variables: { [name]: { type: 'text' } }, steps: {} }),
    path: ['variables', name],
    words: name,
  })),
  {
    name: 'a language in words',
    flow: { ...aFlow({ steps: {} }), language: 'English' },
    path: ['language'],
    words: 'is not a language tag',
  },
  {
    name: 'a kind of step with a letter missing',
    flow: aFlowWith({ ...collect, type: 'colect' }),
    path: ['steps', 'ask', 'type'],
    words: '"steps.ask.type" is "colect", which cannot stand here. Did you mean "collect"?',
  },
  {
    name: 'a step that does not say its kind',
    flow: aFlowWith({ ...say, type: undefined }),
    path: ['steps', 'ask', 'type'],
    words: '"steps.ask.type" is missing. Use one of: reject, redirect, ',
  },
  {
    name: 'a type of variable that is alike',
    flow: aFlow({ variables: { pin: { type: 'txt' } }, steps: {} }),
    path: ['variables', 'pin', 'type'],
    words: '"txt", which cannot stand here. Did you mean "text"?',
  },
  {
    name: 'a choice that is alike to none',
    flow: aFlowWith({ type: 'reject', reason: 7 }),
    path: ['steps', 'ask', 'reason'],
    words: 'is 7, which cannot stand here. Use one of: busy, forbidden, none.',
  },
  {
    name: 'an outcome with a letter missing',
    flow: aFlowWith({ ...collect, on: { exausted: 'bye' } }),
    path: ['steps', 'ask', 'on'],
    words: 'the key "exausted" is not known. Did you mean "exhausted"?',
  },
  {
    name: 'an outcome that only other steps have',
    flow: aFlowWith({ ...say, on: { exhausted: 'bye' } }),
    path: ['steps', 'ask', 'on'],
    words: 'Remove it, or use one of: failed, hungUp, else.',
  },
  {
    name: 'a field with two letters swapped',
    flow: aFlowWith({ ...menu, options: [{ key: '1', netx: 'bye' }] }),
    path: ['steps', 'ask', 'options', 0],
    words: 'Did you mean "next"?',
  },
  {
    name: 'a field of the flow in other letters',
    flow: { ...aFlow({ steps: {} }), onhangup: 'bye' },
    path: [],
    words: 'Did you mean "onHangUp"?',
  },
  {
    name: 'a retry with a letter wrong',
    flow: aFlowWith({ ...collect, next: { retri: 'ask' } }),
    path: ['steps', 'ask', 'next'],
    words: 'Did you mean "retry"?',
  },
  {
    name: 'a prompt that is missing, though it could be of two kinds',
    flow: aFlowWith({ ...say, prompt: undefined }),
    path: ['steps', 'ask', 'prompt'],
    words: '"steps.ask.prompt" is missing.',
  },
];
