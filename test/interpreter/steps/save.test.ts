import { describe } from 'vitest';
import type { SaveRow } from '../../../src/interpreter/command.ts';
import { nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const save = { type: 'save', table: 'reports', rowKey: 'm-{{ meter }}', next: 'bye' };
const program = aProgram({
  variables: {
    meter: { type: 'text' },
    count: { type: 'integer' },
    seen: { type: 'boolean' },
    row: { type: { area: 'text' } },
  },
  steps: {
    ask: {
      ...save,
      values: { area: 'north {{ meter }}', count: '{{ count }}', seen: '{{ seen }}', weight: 2, open: true },
    },
    insert: { ...save, mode: 'insert', values: { area: 'north' }, on: { exists: 'other' } },
    adding: { ...save, mode: 'increment', values: { calls: 1 } },
    partly: { ...save, values: { area: '{{ row.area }}', count: 1 } },
    keyless: { ...save, rowKey: '{{ meter }}', values: { area: 'north' } },
  },
});

const requesting = { stage: 'requesting' } as const;
const variables = { meter: '17', count: 3, seen: true };
const rows = (step: string) =>
  new StepRows(program, { step, visit: requesting, variables, operations: { '3.0': open('save', 5_000) } });
const awaited = { visit: requesting, operations: { '4.0': open('save', 5_000) } };

function asked(fields: SaveRow['fields'], mode: SaveRow['mode'] = 'upsert'): SaveRow & { token: string } {
  return { type: 'saveRow', table: 'reports', rowKey: 'm-17', fields, mode, token: '4.0' };
}

const answer = (type: 'rowSaved' | 'rowExists' | 'saveUncertain', token = '3.0') => ({ type, token, atMs: nowMs });

describe('a save step', () => {
  itBecomes([
    rows('ask').enters('writes a row, each field with its type', {
      ...awaited,
      commands: [asked({ area: 'north 17', count: 3, seen: true, weight: 2, open: true })],
    }),
    rows('insert').enters('writes a new row', { ...awaited, commands: [asked({ area: 'north' }, 'insert')] }),
    rows('adding').enters('adds to a row', { ...awaited, commands: [asked({ calls: 1 }, 'increment')] }),
    rows('partly').enters('leaves out what is missing, so that it does not overwrite what is there', {
      ...awaited,
      commands: [asked({ count: 1 })],
      trace: ['partly: missingValue'],
    }),
    new StepRows(program, { step: 'keyless' }).passes('fails at once without a key', {
      to: 'sorry',
      trace: ['keyless: failed (emptyKey)'],
    }),
    rows('ask').leaves('goes on when the row was written', answer('rowSaved'), { to: 'bye', trace: ['ask: next'] }),
    rows('insert').leaves('tells that the row was there already', answer('rowExists'), {
      to: 'other',
      trace: ['insert: exists'],
    }),
    rows('ask').leaves('is uncertain where nobody can know', answer('saveUncertain'), {
      to: 'sorry',
      trace: ['ask: uncertain'],
    }),
    rows('ask').leaves('is uncertain where the answer was lost', outcome('deadlinePassed'), {
      to: 'sorry',
      trace: ['ask: uncertain (lost)'],
      tally: { lost: 1 },
    }),
    rows('ask').leaves('fails when the command is refused', refused('unreachable'), {
      to: 'sorry',
      trace: ['ask: failed (commandRefused)'],
    }),
    rows('ask').ignores('is not concerned by the news of an earlier row', answer('rowSaved', '2.0')),
    rows('ask').ignores('is not concerned by what answers no save', outcome('promptCompleted')),
    rows('ask').endsByHangUp(),
  ]);
});
