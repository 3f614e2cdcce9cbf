import * as z from 'zod';
import { localTime } from '../calendar/local-time.ts';
import { openingAt } from '../calendar/opening-at.ts';
import type { Schedule } from '../calendar/schedule-definition.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { EmergencySwitch } from '../event.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { templateSchema } from '../text-definition.ts';
import { typeName, type Value, type VariableType } from '../value-definition.ts';
import { renderTemplate, type StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';

/** See `hoursModule`. */
export const hoursSchema = z.strictObject({
  type: z.literal('hours'),
  ...everyStep,
  schedule: templateSchema.describe('The name of a schedule; a template where a route chooses it.'),
  into: z
    .strictObject({
      opensOn: z.string().optional().describe('Takes the date on which it opens next; empty while it is open.'),
      opensAt: z
        .string()
        .optional()
        .describe(
          'Takes when it opens next, as its variable is declared: `time`, `date`, or `text` with both (`2026-01-12 09:00`); empty while it is open.',
        ),
      closesAt: z.string().optional().describe('Takes when it closes, in the same way; empty while it is closed.'),
      holiday: z.string().optional().describe('Takes the name of the holiday.'),
      announcement: z.string().optional().describe('Takes the announcement of the emergency switch.'),
    })
    .optional(),
  on: outcomes('open', 'closed', 'holiday', 'emergencyClosing', 'unknownSchedule'),
});

type HoursStep = z.infer<typeof hoursSchema>;

/**
 * Asks a schedule whether the line is open now. An emergency switch that was on when the call came goes before the schedule; whoever
 * speaks of `opensAt` then may have nothing to say, for the schedule can be open all the same. With variables of type `date` and `time`, as
 * here, a prompt says "on {{ date(opensOn) }} at {{ time(opensAt) }}".
 *
 * ```json
 * {
 *   "type": "hours", "schedule": "desk", "into": { "opensOn": "opensOn", "opensAt": "opensAt" },
 *   "on": { "open": "menu", "closed": "closed", "holiday": "closed", "emergencyClosing": "closed" }
 * }
 * ```
 */
export const hoursModule: StepModule<HoursStep> = {
  needsAnswer: false,
  outcomes: (step) => [
    'open',
    'closed',
    'holiday',
    'emergencyClosing',
    ...(step.schedule.includes('{{') ? ['unknownSchedule'] : []),
  ],
  targets: () => [],
  compile: (step, compiler) => {
    const name = compiler.template(['schedule'], step.schedule);
    if (name.constant !== undefined) checkSchedule(compiler, name.constant);
    const into = compileInto(step, compiler);
    return {
      enter: (context) => {
        const schedule = renderTemplate(context, name);
        const { schedules } = context.program;
        const known = Object.hasOwn(schedules, schedule) ? schedules[schedule] : undefined;
        if (known === undefined) return { type: 'leaves', outcome: 'unknownSchedule' };
        const { emergencies = {} } = context.state;
        const emergency = Object.hasOwn(emergencies, schedule) ? emergencies[schedule] : undefined;
        return look(context, into, { schedule: known, emergency });
      },
      resume: () => ({ type: 'leaves', outcome: 'unknownSchedule' }),
    };
  },
};

interface Into {
  readonly name: string;
  readonly type: VariableType;
}

type IntoField = 'opensOn' | 'opensAt' | 'closesAt' | 'holiday' | 'announcement';

type IntoVariables = Readonly<Partial<Record<IntoField, Into>>>;

/** The types of the variables that a field can fill. */
const typesOf: Readonly<Record<IntoField, readonly string[]>> = {
  opensOn: ['date', 'text'],
  opensAt: ['text', 'date', 'time'],
  closesAt: ['text', 'date', 'time'],
  holiday: ['text'],
  announcement: ['text'],
};

function compileInto(step: HoursStep, compiler: StepCompiler): IntoVariables {
  const into: Partial<Record<IntoField, Into>> = {};
  for (const [key, name] of Object.entries(step.into ?? {})) {
    if (name === undefined) continue;
    // Every key of `into` is one of the fields, by the schema.
    const field = key as IntoField;
    const type = compiler.variableType(['into', field], name);
    if (type !== undefined) into[field] = { name, type };
    const types = typesOf[field];
    if (type !== undefined && !(typeof type === 'string' && types.includes(type))) {
      const message = `The variable "${name}" is of type ${typeName(type)}.`;
      compiler.problem({
        code: 'wrong-type',
        path: ['into', field],
        message,
        advice: `Declare it as ${listNames(types)}.`,
      });
    }
  }
  return into;
}

function checkSchedule(compiler: StepCompiler, name: string): void {
  const known = Object.keys(compiler.line.schedules);
  if (known.includes(name)) return;
  const all =
    known.length === 0 ? 'Add it to schedules.json.' : `Add it to schedules.json, or name one of: ${listNames(known)}.`;
  const message = `There is no schedule "${name}".`;
  compiler.problem({ code: 'unknown-schedule', path: ['schedule'], message, advice: suggestName(name, known, all) });
}

function look(
  { atMs }: StepContext,
  into: IntoVariables,
  { schedule, emergency }: { schedule: Schedule; emergency: EmergencySwitch | undefined },
): StepResult {
  const opening = openingAt(schedule, atMs);
  const assign: Record<string, Value> = {};
  const put = (field: IntoField, value: (type: VariableType) => string) => {
    const variable = into[field];
    if (variable !== undefined) assign[variable.name] = value(variable.type);
  };
  put('opensOn', () => instantText(opening.opensAtMs, schedule.timeZone, 'date'));
  put('opensAt', (type) => instantText(opening.opensAtMs, schedule.timeZone, type));
  put('closesAt', (type) => instantText(opening.closesAtMs, schedule.timeZone, type));
  put('holiday', () => opening.holiday ?? '');
  put('announcement', () => emergency?.announcement ?? '');
  return { type: 'leaves', outcome: emergency === undefined ? opening.status : 'emergencyClosing', assign };
}

/** An instant as its variable takes it, in the zone of the schedule; empty where there is none. */
function instantText(atMs: number | undefined, timeZone: string, type: VariableType): string {
  if (atMs === undefined) return '';
  const { date, time } = localTime(atMs, timeZone);
  if (type === 'date') return date;
  return type === 'time' ? time : `${date} ${time}`;
}
