import { describe } from 'vitest';
import { newCall } from '../../../src/interpreter/transition.ts';
import {
  aCall,
  aCallBeingAnswered,
  answerMs,
  connected,
  hangingUp,
  nowMs,
  offered,
  offeredAtMs,
  open,
} from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const variables = {
  count: { type: 'integer', initial: 2 },
  twice: { type: 'decimal' },
  name: { type: 'text', initial: 'x' },
};
const program = aProgram({
  variables,
  steps: { ask: { type: 'set', values: { count: 'count + 1', twice: 'count * 2.5', name: 'call.to' }, next: 'bye' } },
});
const missing = aProgram({
  variables,
  steps: { ask: { type: 'set', values: { count: 'int(name) + 1.0' }, next: 'bye' } },
});
const unset = aProgram({ variables, steps: { ask: { type: 'set', values: { count: 'double(name)' }, next: 'bye' } } });
const large = aProgram({
  variables: Object.fromEntries(
    Array.from({ length: 21 }, (_, index) => [`v${index}`, { type: 'text', initial: 'x'.repeat(900) }]),
  ),
  steps: { ask: { type: 'set', values: { v0: '"y" + v0 + v1' }, next: 'bye' } },
});
const values = { count: 3, twice: 7.5, name: '+14255550100' };

describe('a set step', () => {
  itBecomes([
    {
      name: 'assigns in the order written; each expression sees the values before it',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: hangingUp(program, { step: 'bye', answeredAtMs: nowMs, variables: values }),
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: ['ask: next', 'bye: ends served'],
    },
    {
      name: 'runs before the call is answered',
      program,
      state: newCall(program, 'attempt'),
      event: offered,
      becomes: aCall(program, {
        step: 'ask',
        callId: undefined,
        phase: 'answering',
        seq: 1,
        answeredAtMs: undefined,
        whenConnected: 'bye',
        variables: values,
        operations: { '1.0': open('answer', answerMs, offeredAtMs) },
      }),
      commands: [{ type: 'answer', token: '1.0' }],
      trace: ['ask: next'],
    },
    ...[missing, unset].map((lacking) => ({
      name: `keeps a value whose expression lacks something (${lacking === missing ? 'mixed' : 'plain'}), and marks it`,
      program: lacking,
      state: aCallBeingAnswered(lacking, 'ask'),
      event: connected,
      becomes: hangingUp(lacking, { step: 'bye', answeredAtMs: nowMs }),
      commands: [{ type: 'hangUp' as const, token: '4.0' }],
      trace: ['ask: missingValue', 'ask: next', 'bye: ends served'],
    })),
    {
      name: 'cuts a text at the limit of one variable',
      program: large,
      state: {
        ...aCallBeingAnswered(large, 'ask'),
        confidential: { from: '', headers: {}, variables: [{ v0: 'x'.repeat(999), v1: 'abc' }] },
      },
      event: connected,
      becomes: {
        ...hangingUp(large, { step: 'bye', answeredAtMs: nowMs }),
        confidential: { from: '', headers: {}, variables: [{ v0: `y${'x'.repeat(999)}`, v1: 'abc' }] },
      },
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: ['ask: next', 'bye: ends served'],
    },
    {
      name: 'refuses values that together are larger than a call may hold',
      program: large,
      state: {
        ...aCallBeingAnswered(large, 'ask'),
        confidential: { from: '', headers: {}, variables: [{ v0: '', v1: 'a'.repeat(900), v2: 'x'.repeat(19_500) }] },
      },
      event: connected,
      becomes: {
        ...hangingUp(large, { step: 'sorry', answeredAtMs: nowMs, errorHandled: true, tally: { errors: 1 } }),
        tags: ['limit:variablesTooLarge'],
        confidential: { from: '', headers: {}, variables: [{ v0: '', v1: 'a'.repeat(900), v2: 'x'.repeat(19_500) }] },
      },
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: ['ask: onError (variablesTooLarge)', 'sorry: ends sorry'],
    },
  ]);
});
