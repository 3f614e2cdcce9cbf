import { describe } from 'vitest';
import type { LookUpRows } from '../../../src/interpreter/command.ts';
import type { CallEvent, FoundRow } from '../../../src/interpreter/event.ts';
import { caller, nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const customer = { name: 'text', credit: 'decimal', vip: 'boolean', rowKey: 'text' };
const program = aProgram({
  variables: { who: { type: 'text' }, customer: { type: customer }, slots: { type: [{ at: 'text' }] } },
  steps: {
    ask: {
      type: 'lookup',
      table: 'customers',
      rowKey: '{{ call.from }}',
      into: 'customer',
      next: 'bye',
      on: { missing: 'other' },
    },
    data: {
      type: 'lookup',
      table: 'customers',
      rowKey: '{{ who }}',
      into: 'customer',
      next: 'bye',
      on: { missing: 'other' },
    },
    many: {
      type: 'lookup',
      table: 'slots',
      prefix: 'monday-{{ who }}',
      max: 3,
      into: 'slots',
      next: 'bye',
      on: { missing: 'other' },
    },
    all: { type: 'lookup', table: 'slots', prefix: '{{ who }}', into: 'slots', next: 'bye' },
  },
});

const requesting = { stage: 'requesting' } as const;
const rows = (step: string, variables = {}) =>
  new StepRows(program, { step, visit: requesting, variables, operations: { '3.0': open('rows', 5_000) } });
const awaited = { visit: requesting, operations: { '4.0': open('rows', 5_000) } };

function asked(table: string, by: LookUpRows['by']): LookUpRows & { token: string } {
  return { type: 'lookUpRows', table, by, token: '4.0' };
}

function found(...found: readonly FoundRow[]): CallEvent {
  return { type: 'rowsFound', rows: found, token: '3.0', atMs: nowMs };
}

const ada: FoundRow = { rowKey: caller, fields: { name: 'Ada', credit: 12.5, vip: true, secretNote: 'x' } };

describe('a lookup step', () => {
  itBecomes([
    rows('ask').enters('asks for the row of a key', { ...awaited, commands: [asked('customers', { rowKey: caller })] }),
    rows('many').enters('asks for the rows of a prefix', {
      ...awaited,
      commands: [asked('slots', { prefix: 'monday-', max: 3 })],
    }),
    rows('all', { who: 'm' }).enters('asks for ten rows where it does not say how many', {
      ...awaited,
      variables: { who: 'm' },
      commands: [asked('slots', { prefix: 'm', max: 10 })],
    }),
    rows('all').passes('misses at once the rows of an empty prefix, which are those of everybody', {
      to: 'sorry',
      trace: ['all: missing'],
    }),
    rows('data').passes('misses at once the row of an empty key', { to: 'other', trace: ['data: missing'] }),
    rows('ask').leaves('takes what the variable declares of the row, and its key', found(ada), {
      to: 'bye',
      trace: ['ask: next'],
      variables: { customer: { name: 'Ada', credit: 12.5, vip: true, rowKey: caller } },
    }),
    rows('ask').leaves('takes a row that lacks fields', found({ rowKey: 'k', fields: {} }), {
      to: 'bye',
      trace: ['ask: next'],
      variables: { customer: { rowKey: 'k' } },
    }),
    rows('many').leaves(
      'takes several rows',
      found({ rowKey: 'a', fields: { at: '9' } }, { rowKey: 'b', fields: { at: '10' } }),
      { to: 'bye', trace: ['many: next'], variables: { slots: [{ at: '9' }, { at: '10' }] } },
    ),
    rows('ask').leaves('misses what is not there', found(), { to: 'other', trace: ['ask: missing'] }),
    ...[
      { event: found(), to: 'other' as const, trace: ['ask: missing'] },
      { event: refused(), to: 'sorry' as const, trace: ['ask: failed (commandRefused)'] },
    ].map(({ event, ...left }) =>
      rows('ask', { customer: { name: 'Ada' } }).leaves(`forgets an earlier row (${event.type})`, event, {
        ...left,
        variables: { customer: {} },
      }),
    ),
    rows('many').leaves('misses what no key begins with', found(), { to: 'other', trace: ['many: missing'] }),
    rows('ask').leaves('fails at a row of other types', found({ rowKey: 'k', fields: { credit: 'much' } }), {
      to: 'sorry',
      trace: ['ask: failed (unfitRow)'],
    }),
    rows('ask').leaves('fails when the command is refused', refused(), {
      to: 'sorry',
      trace: ['ask: failed (commandRefused)'],
    }),
    rows('ask').leaves('fails when no answer came', outcome('deadlinePassed'), {
      to: 'sorry',
      trace: ['ask: failed (deadlinePassed)'],
    }),
    // An outcome with its token is an event; the compiler does not see this through the union.
    rows('ask').ignores('is not concerned by rows of an earlier look-up', { ...found(ada), token: '2.0' } as CallEvent),
    rows('ask').ignores('is not concerned by what answers no look-up', outcome('promptCompleted')),
    rows('ask').endsByHangUp(),
  ]);
});
