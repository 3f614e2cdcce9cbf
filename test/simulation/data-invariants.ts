import type { Outcome } from './world.ts';

/** What is wrong with what a call left behind elsewhere: effects of its requests, rows, and the program that it ran. */
export function dataViolationsOf(outcome: Outcome): readonly string[] {
  return [...requestsTwice(outcome), ...rowsTwice(outcome), ...programsChanged(outcome)];
}

/** That a request without a key is not sent twice is judged when it is sent. */
function requestsTwice({ history }: Outcome): string[] {
  return [...history.requests].flatMap(([address, { effects, keys }]) => [
    ...(address.startsWith('POST') && effects > 1 ? [`${address} had ${effects} effects`] : []),
    ...(keys.size > 1 ? [`${address} was sent under ${keys.size} keys`] : []),
  ]);
}

/** Steps of the simulated flows that write a row, each at most once in a call, and the field that shows it. */
const saves = [
  { step: 'saveReport', table: 'reports', countsIn: undefined },
  { step: 'saveCount', table: 'counts', countsIn: { rowKey: 'orders', field: 'calls' } },
  { step: 'saveLeft', table: 'counts', countsIn: { rowKey: 'left', field: 'calls' } },
] as const;

/** A write that the flow was told of has had its effect; however it was told, it had one at most. */
function rowsTwice(outcome: Outcome): string[] {
  const told = [...outcome.history.traces.values()].flat().flatMap(({ steps }) => steps);
  return saves.flatMap(({ step, table, countsIn }) => {
    const rows = outcome.rows(table).filter(({ rowKey }) => countsIn === undefined || rowKey === countsIn.rowKey);
    const effects = countsIn === undefined ? rows.length : Number(rows[0]?.fields[countsIn.field] ?? 0);
    const least = told.includes(`${step}: next`) ? 1 : 0;
    return [
      ...(effects >= least && effects <= 1 ? [] : [`${step} wrote ${effects} times, told of ${least}`]),
      ...(told.some((one) => one.startsWith(`${step}: exists`)) ? [`${step} found its own row`] : []),
    ];
  });
}

/** Where the storage failed and the flows were edited, a program may be gone; then its call reaches a person. */
function programsChanged({ history, plan }: Outcome): string[] {
  const mayBeGone = plan.faultsMax === 'many' && plan.edited !== undefined && history.disturbed.has('storage');
  return history.programs
    .filter((program) => !(mayBeGone && program === 'rescue'))
    .map((program) => `the call was put onto the program ${program}`);
}
