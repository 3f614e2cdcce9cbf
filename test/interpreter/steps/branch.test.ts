import { describe } from 'vitest';
import { aCallBeingAnswered, connected, hangingUp, nowMs } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({
  variables: { count: { type: 'integer' }, name: { type: 'text' } },
  steps: {
    ask: {
      type: 'branch',
      cases: [
        { if: 'count > 2', next: 'bye' },
        { if: 'count > 1', next: 'other' },
        { if: 'double(name) > 0.0', next: 'bye' },
      ],
      else: 'sorry',
    },
  },
});

function branching(count: number, name = '1') {
  const state = aCallBeingAnswered(program, 'ask');
  return { ...state, confidential: { ...state.confidential, variables: [{ count, name }] } };
}

function reaching(step: string, values: { count: number; name: string }) {
  const disposition = { bye: 'served', other: 'elsewhere', sorry: 'sorry' }[step] ?? '';
  return hangingUp(program, { step, disposition, answeredAtMs: nowMs, variables: values });
}

describe('a branch step', () => {
  itBecomes(
    [
      {
        name: 'takes the first case that holds',
        count: 3,
        text: '1',
        step: 'bye',
        trace: ['ask: next (case 1)', 'bye: ends served'],
      },
      {
        name: 'takes a later case',
        count: 2,
        text: '1',
        step: 'other',
        trace: ['ask: next (case 2)', 'other: ends elsewhere'],
      },
      {
        name: 'takes else where none holds',
        count: 0,
        text: '0',
        step: 'sorry',
        trace: ['ask: else (else)', 'sorry: ends sorry'],
      },
      {
        name: 'passes over a case that lacks a value, and marks it',
        count: 0,
        text: '',
        step: 'sorry',
        trace: ['ask: missingValue', 'ask: else (else)', 'sorry: ends sorry'],
      },
    ].map(({ name, count, text, step, trace }) => ({
      name,
      program,
      state: branching(count, text),
      event: connected,
      becomes: reaching(step, { count, name: text }),
      commands: [{ type: 'hangUp' as const, token: '4.0' }],
      trace,
    })),
  );
});
