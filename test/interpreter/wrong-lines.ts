import type { LineProblem } from '../../src/interpreter/compile/check-line.ts';
import type { ProgramSource } from '../../src/interpreter/parse-program.ts';
import { aFlow } from './a-program.ts';
import { aFlowWith, say } from './flow-parts.ts';

/** The codes that only a line of several documents earns. */
export type WrongLineCode = 'unknown-flow' | 'unknown-input' | 'input-missing' | 'unknown-clip';

/** A line that is wrong, and the place where it is. */
export interface WrongLine extends Pick<LineProblem, 'flow' | 'path' | 'code'> {
  readonly name: string;
  readonly source: ProgramSource;
  /** Part of what the author reads. */
  readonly words: string;
}

const verify = {
  ...aFlow({
    inputs: { account: { type: 'text' } },
    variables: { holder: { type: 'text' } },
    outputs: ['holder'],
    outcomes: ['locked'],
    operator: undefined,
    steps: { ask: { type: 'return' } },
  }),
  name: 'verify',
};

/** A main flow that runs `verify` by a step with these fields. */
function running(step: object, flow: object = {}): ProgramSource {
  const run = { type: 'subflow', flow: 'verify', with: { account: '1' }, next: 'bye', ...step };
  return { main: 'test-line', flows: { 'test-line': aFlowWith(run, flow), verify } };
}

function alone(step: object, more: Partial<ProgramSource> = {}): ProgramSource {
  return { main: 'test-line', flows: { 'test-line': aFlowWith(step) }, ...more };
}

const ask = ['steps', 'ask'] as const;

/** One for every code of a line, and those of flows that only sub-flows earn. */
export const wrongLines: readonly WrongLine[] = [
  {
    name: 'a flow that is not there',
    code: 'unknown-flow',
    source: running({ flow: 'verfy' }),
    flow: 'test-line',
    path: [...ask, 'flow'],
    words: 'Did you mean "verify"?',
  },
  {
    name: 'an input that the flow has not',
    code: 'unknown-input',
    source: running({ with: { account: '1', acount: '2' } }),
    flow: 'test-line',
    path: [...ask, 'with', 'acount'],
    words: 'Did you mean "account"?',
  },
  {
    name: 'an input that is not filled in',
    code: 'input-missing',
    source: running({ with: {} }),
    flow: 'test-line',
    path: [...ask, 'with'],
    words: 'needs its input "account"',
  },
  {
    name: 'an output that the flow has not',
    code: 'unknown-variable',
    source: running({ into: { pin: 'older' } }),
    flow: 'test-line',
    path: [...ask, 'into', 'pin'],
    words: 'Did you mean "holder"?',
  },
  {
    name: 'an output of another type',
    code: 'wrong-type',
    source: running({ into: { count: 'holder' } }),
    flow: 'test-line',
    path: [...ask, 'into', 'count'],
    words: 'Declare both with the same type.',
  },
  {
    name: 'an outcome that the flow has not',
    code: 'unknown-outcome',
    source: running({ on: { lockd: 'bye' } }),
    flow: 'test-line',
    path: [...ask, 'on', 'lockd'],
    words: 'Did you mean "locked"?',
  },
  {
    name: 'an outcome of the flow that leads nowhere',
    code: 'outcome-leads-nowhere',
    source: running({}, { onError: undefined }),
    flow: 'test-line',
    path: ask,
    words: '"locked"',
  },
  {
    name: 'a sub-flow that does not speak the languages of its line',
    code: 'unknown-language',
    source: running({}, { languages: ['de-DE'] }),
    flow: 'verify',
    path: ['language'],
    words: 'Add de-DE to its "languages"',
  },
  {
    name: 'a clip with a letter missing',
    code: 'unknown-clip',
    source: alone({ ...say, prompt: { text: 'Music.', clip: 'hol.wav' } }, { clips: { 'hold.wav': 3_000 } }),
    flow: 'test-line',
    path: [...ask, 'prompt', 'clip'],
    words: 'Did you mean "hold.wav"?',
  },
  {
    name: 'a prompt of the line that reads what the flow has not',
    code: 'expression',
    source: alone({ ...say, prompt: { say: 'hello' } }, { prompts: { 'en-US': { hello: '{{ nobody }}' } } }),
    flow: 'test-line',
    path: ['..', 'prompts', 'en-US', 'hello'],
    words: 'nobody',
  },
  {
    name: 'a schedule with a letter missing',
    code: 'unknown-schedule',
    source: alone(
      { type: 'hours', schedule: 'dsk', on: { else: 'bye' } },
      { schedules: { schedules: { desk: { timeZone: 'Europe/Berlin', weekly: {} } } } },
    ),
    flow: 'test-line',
    path: [...ask, 'schedule'],
    words: 'Did you mean "desk"?',
  },
  {
    name: 'a sub-flow that does not fit the schema',
    code: 'schema',
    source: { ...alone(say), flows: { 'test-line': aFlowWith(say), verify: { ...verify, colour: 'red' } } },
    flow: 'verify',
    path: ['colour'],
    words: '"colour"',
  },
  {
    name: 'a main flow that is not there',
    code: 'schema',
    source: { main: 'elsewhere', flows: {} },
    flow: 'elsewhere',
    path: [],
    words: 'not among the flows',
  },
];

/** The codes again, to be looked through; one that is missing here does not compile. */
export const wrongLineCodes: Record<WrongLineCode, true> = {
  'unknown-flow': true,
  'unknown-input': true,
  'input-missing': true,
  'unknown-clip': true,
};
