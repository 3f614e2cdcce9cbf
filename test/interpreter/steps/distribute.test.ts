import { describe, expect, it } from 'vitest';
import { armFor } from '../../../src/interpreter/steps/distribute.ts';
import { newCall, transition } from '../../../src/interpreter/transition.ts';
import { caller, offered, outcome } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const arms = (old: number, fresh: number) => [
  { name: 'old', weight: old, next: 'bye' },
  { name: 'fresh', weight: fresh, next: 'other' },
];
const program = aProgram({
  steps: {
    ask: { type: 'distribute', arms: arms(1, 0) },
    fresh: { type: 'distribute', arms: arms(0, 1) },
    half: { type: 'distribute', arms: arms(1, 1) },
  },
});

const callers = Array.from({ length: 10_000 }, (_, index) => `+1425555${String(index).padStart(4, '0')}`);

describe('a distribute step', () => {
  itBecomes([
    new StepRows(program, { step: 'ask' }).passes('goes where the arm leads, and names it in the trace', {
      to: 'bye',
      trace: ['ask: next (old)'],
    }),
    new StepRows(program, { step: 'fresh' }).passes('gives nobody to an arm without weight', {
      to: 'other',
      trace: ['fresh: next (fresh)'],
    }),
    new StepRows(program, { step: 'ask' }).ignores('awaits nothing', outcome('promptCompleted')),
  ]);

  it('gives a caller the same arm in every call', () => {
    const first = callers.map((one) => armFor(one, 'half', arms(1, 1))?.name);
    expect(callers.map((one) => armFor(one, 'half', arms(1, 1))?.name)).toEqual(first);
  });

  it('gives arms to callers by weight', () => {
    const fresh = callers.filter((one) => armFor(one, 'ask', arms(90, 10))?.name === 'fresh');
    // A tenth of ten thousand callers with consecutive numbers, give or take four standard deviations.
    expect(Math.abs(fresh.length - 1_000)).toBeLessThan(120);
  });

  it('gives arms anew in every other step', () => {
    const both = callers.filter((one) => armFor(one, 'ask', arms(1, 1)) === armFor(one, 'half', arms(1, 1)));
    const same = callers.filter(
      (one) => armFor(one, 'ask', arms(1, 1))?.name === armFor(one, 'half', arms(1, 1))?.name,
    );
    expect(both).toEqual([]);
    expect(Math.abs(same.length - 5_000)).toBeLessThan(250);
  });

  it.each(['', 'anonymous', '4:anonymous', '4:Anonymous'])(
    'gives a caller who is known as "%s" an arm per call',
    (from) => {
      const line = aProgram({ start: 'half', steps: { half: { type: 'distribute', arms: arms(1, 1) } } });
      const marks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((attemptId) => {
        const { trace } = transition(line, newCall(line, attemptId), { ...offered, from });
        return trace[0]?.outcome;
      });
      expect(new Set(marks)).toEqual(new Set(['next (old)', 'next (fresh)']));
    },
  );

  it('spreads calls by their own names', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
      (attemptId) => armFor(attemptId, 'half', arms(1, 1))?.name,
    );
    expect(new Set(names)).toEqual(new Set(['old', 'fresh']));
    expect(armFor(caller, 'half', [{ weight: 0 }])).toBeUndefined();
  });
});
