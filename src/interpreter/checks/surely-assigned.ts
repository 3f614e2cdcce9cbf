import { openingAt } from '../calendar/opening-at.ts';
import type { Program } from '../program.ts';
import type { Step, StepOf } from '../step-definition.ts';
import { assignedBy } from './assigned-variables.ts';
import type { Edge } from './flow-graph.ts';
import type { NamedValue } from './named-value.ts';

/** Whether a step has given a variable a value when it is left by a way. Of `set`, `subflow` and `branch` more must be known. */
export function isSurelyAssigned(
  step: Step,
  edge: Edge,
  { value, schedules }: { readonly value: NamedValue; readonly schedules: Program['schedules'] },
): boolean {
  // Others fill shapes in, and leave out what they like; but the key of a row that was found is there.
  if (value.field !== undefined) return step.type === 'lookup' && isKeyOfRow(step, edge, value);
  if (step.type === 'hours') return hoursGive(step, edge.outcome, { variable: value.variable, schedules });
  if (step.type === 'menu') return edge.kind === 'choice' && isChosen(step, edge, value.variable);
  if (!assignedBy(step).includes(value.variable)) return false;
  const { outcome, kind } = edge;
  if (step.type === 'http') return outcome !== 'failed' && outcome !== 'timeout' && outcome !== 'uncertain';
  return kind === 'success';
}

function isKeyOfRow({ into, rowKey }: StepOf<'lookup'>, { kind }: Edge, { variable, field }: NamedValue): boolean {
  return rowKey !== undefined && kind === 'success' && into === variable && field === 'rowKey';
}

/** An option gives the value that it has, if any, on its own way or on that of the menu; an item of a list always is one. */
function isChosen({ options = [], optionsFrom, into }: StepOf<'menu'>, { path }: Edge, variable: string): boolean {
  const isOwnWay = path[2] === 'options';
  const chosen = options.filter(({ next }, index) => (isOwnWay ? index === path[3] : next === undefined));
  if (optionsFrom?.into === variable) return chosen.length === 0;
  const isOption = isOwnWay || optionsFrom === undefined;
  return isOption && into === variable && chosen.every(({ value }) => value !== undefined);
}

/** What `hours` fills in depends on what it found: an open line does not open next, and a day like any other has no name. */
function hoursGive(
  { schedule, into = {} }: StepOf<'hours'>,
  outcome: string,
  { variable, schedules }: { readonly variable: string; readonly schedules: Program['schedules'] },
): boolean {
  switch (outcome) {
    case 'open':
      return into.closesAt === variable && everyOpening(schedule, schedules, 'closesAtMs');
    case 'closed':
    case 'holiday':
      if (outcome === 'holiday' && into.holiday === variable) return true;
      return (into.opensOn === variable || into.opensAt === variable) && everyOpening(schedule, schedules, 'opensAtMs');
    case 'emergencyClosing':
      // The schedule itself may be open or closed then.
      return into.announcement === variable;
    default:
      return false;
  }
}

/** Whether the schedule, or each where a route chooses it, ever opens or closes. */
function everyOpening(name: string, schedules: Program['schedules'], field: 'opensAtMs' | 'closesAtMs'): boolean {
  const own = Object.hasOwn(schedules, name) ? schedules[name] : undefined;
  const possible = name.includes('{{') ? Object.values(schedules) : own === undefined ? [] : [own];
  return possible.every((schedule) => {
    // Weekly hours and yearly holidays come round within the time that is looked ahead, from whatever instant.
    const opening = openingAt(schedule, 0);
    const isOther = (opening.status === 'open') !== (field === 'closesAtMs');
    return isOther || opening[field] !== undefined;
  });
}
