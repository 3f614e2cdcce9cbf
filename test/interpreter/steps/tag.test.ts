import { describe } from 'vitest';
import { outcome } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const program = aProgram({
  variables: { area: { type: 'text' } },
  steps: {
    ask: { type: 'tag', tag: ' outage-{{ area }} ', next: 'bye' },
    empty: { type: 'tag', tag: '{{ area }}', next: 'bye' },
  },
});
const north = { variables: { area: 'north' } };
const twenty = Array.from({ length: 20 }, (_, index) => `tag-${index}`);

describe('a tag step', () => {
  itBecomes([
    new StepRows(program, { step: 'ask', ...north }).passes('marks the call, without blanks around', {
      to: 'bye',
      trace: ['ask: next'],
      tags: ['outage-north'],
    }),
    new StepRows(program, { step: 'ask', ...north, tags: ['first'] }).passes('adds to the marks that are there', {
      to: 'bye',
      trace: ['ask: next'],
      tags: ['first', 'outage-north'],
    }),
    new StepRows(program, { step: 'ask', ...north, tags: ['outage-north'] }).passes('marks a call once', {
      to: 'bye',
      trace: ['ask: next'],
      tags: ['outage-north'],
    }),
    new StepRows(program, { step: 'ask', ...north, tags: twenty }).passes('gives no more than twenty marks', {
      to: 'bye',
      trace: ['ask: next (tooManyTags)'],
      tags: twenty,
    }),
    new StepRows(program, { step: 'ask', variables: { area: 'x'.repeat(200) } }).passes(
      'keeps a hundred characters of a mark',
      { to: 'bye', trace: ['ask: next'], tags: [`outage-${'x'.repeat(93)}`] },
    ),
    new StepRows(program, { step: 'empty' }).passes('gives no empty mark', {
      to: 'bye',
      trace: ['empty: next'],
    }),
    new StepRows(program, { step: 'ask', ...north }).ignores('awaits nothing', outcome('promptCompleted')),
  ]);
});
