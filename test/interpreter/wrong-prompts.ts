import type { FlowProblemCode } from '../../src/interpreter/flow-problem.ts';
import { aFlowWith, menu, say, type WrongFlow } from './flow-parts.ts';

const german = { languages: ['de-DE'] };
const prompts = { hello: { 'en-US': 'Hello.' } };

/** What is wrong with prompts and how they are spoken. */
export const wrongPrompts = {
  'unknown-prompt': [
    {
      name: 'with a letter missing',
      flow: aFlowWith({ ...say, prompt: { say: 'helo' } }, { prompts }),
      path: ['steps', 'ask', 'prompt', 'say'],
      words: 'Did you mean "hello"?',
    },
    {
      name: 'in a part, where there is no catalogue',
      flow: aFlowWith({ ...say, prompt: { parts: ['One.', { say: 'hello' }] } }),
      path: ['steps', 'ask', 'prompt', 'parts', 1, 'say'],
      words: 'prompts/<language>.json',
    },
    {
      name: 'called like what every object has',
      flow: aFlowWith({ ...say, prompt: { say: 'constructor' } }, { prompts }),
      path: ['steps', 'ask', 'prompt', 'say'],
      words: '"constructor"',
    },
  ],
  'ssml-not-well-formed': [
    {
      name: 'with an element that is not closed',
      flow: aFlowWith({ ...say, prompt: { ssml: '<emphasis>Hello.' } }, { voices: { 'en-US': 'en-US-AvaNeural' } }),
      path: ['steps', 'ask', 'prompt', 'ssml'],
      words: 'SSML',
    },
  ],
  'voice-missing': [
    {
      name: 'of a text in SSML',
      flow: aFlowWith({ ...say, prompt: { ssml: 'Hello.' } }),
      path: ['steps', 'ask', 'prompt'],
      words: '"voices"',
    },
    {
      name: 'of a step that changes the speed',
      flow: aFlowWith({ type: 'language', rate: 1.5, next: 'bye' }),
      path: ['steps', 'ask', 'rate'],
      words: 'en-US has none',
    },
  ],
} satisfies Partial<Record<FlowProblemCode, readonly WrongFlow[]>>;

/** What is missing in one of several languages. */
export const wrongLanguages = {
  'phrases-missing': [
    {
      name: 'of an option',
      flow: aFlowWith({ ...menu, options: [{ key: '1', phrases: { 'en-US': ['yes'] }, next: 'bye' }] }, german),
      path: ['steps', 'ask', 'options', 0, 'phrases'],
      words: 'in de-DE',
    },
    {
      name: 'that ask for the question again',
      flow: aFlowWith({ type: 'listen', into: 'pin', prompt: 'Say it.', next: 'bye' }, german),
      path: ['steps', 'ask'],
      words: 'defaults.repeatPhrases',
    },
  ],
  'prompt-missing-language': [
    {
      name: 'of the catalogue',
      flow: aFlowWith({ ...say, prompt: { say: 'hello' } }, { ...german, prompts }),
      path: ['steps', 'ask', 'prompt', 'say'],
      words: 'has no text in de-DE',
    },
  ],
  'unknown-language': [
    {
      name: 'of a step',
      flow: aFlowWith({ type: 'language', language: 'de-DE', next: 'bye' }),
      path: ['steps', 'ask', 'language'],
      words: 'Add it to "languages"',
    },
  ],
} satisfies Partial<Record<FlowProblemCode, readonly WrongFlow[]>>;
