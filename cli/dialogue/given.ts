import * as z from 'zod';
import { parseDate, parseTime } from '../../src/interpreter/calendar/civil-date.ts';
import { isTimeZone } from '../../src/interpreter/calendar/time-zone.ts';
import { isNumber, isParty } from '../../src/interpreter/party-definition.ts';
import { fieldName, languageSchema, stepName } from '../../src/interpreter/text-definition.ts';
import { valueSchema } from '../../src/interpreter/value-definition.ts';
import { dialogueLimits } from './dialogue-limits.ts';

/** A number in E.164 form. */
export const numberSchema = z.string().refine(isNumber, 'is not a number in E.164 form such as +14255550100');

const partySchema = z
  .string()
  .refine(isParty, 'is neither a number in E.164 form such as +14255550100, nor an identity');

const callerSchema = z.union([partySchema, z.literal('anonymous')]);

const phoneSchema = z.strictObject({
  answer: z.enum(['accept', 'busy', 'noAnswer', 'decline']).describe('What the phone does when it rings.'),
  afterMs: z.int().min(0).max(600_000).optional().describe('How long it rings first. Milliseconds, default 2 000.'),
});

/** The fields of a row. */
export const fieldsSchema = z.record(fieldName, z.union([z.string(), z.number(), z.boolean()]));

const rowsSchema = z
  .record(z.string(), z.record(z.string().min(1), fieldsSchema))
  .refine(
    (tables) =>
      Object.values(tables).reduce((sum, rows) => sum + Object.keys(rows).length, 0) <= dialogueLimits.rowsMax,
    `has more than ${dialogueLimits.rowsMax} rows`,
  );

const method = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A text as it must be, or what it must contain. */
export const matchedText = z.union([z.string().min(1), z.strictObject({ contains: z.string().min(1) })]);

/** Which requests are meant. */
export const requestSchema = {
  method: method.optional().describe('Default: any.'),
  url: matchedText.optional().describe('The whole address, or a part of it. Default: any.'),
};

const times = z.int().min(1).max(dialogueLimits.timesMax).optional().describe('How often. Default once.');

const httpAnswerSchema = z.strictObject({
  ...requestSchema,
  status: z.int().min(100).max(599).optional().describe('Default 200.'),
  body: z.json().optional(),
  afterMs: z.int().min(0).max(60_000).optional().describe('Milliseconds, default 100.'),
  fault: z
    .enum(['timeout', 'unreachable', 'unusable'])
    .optional()
    .describe(
      'timeout: no answer in time; unreachable: no connection, however often it is tried; unusable: an answer that is not JSON.',
    ),
  times,
});

const faultSchema = z.strictObject({
  on: z.enum(['lookup', 'save']).describe('What goes wrong.'),
  table: z.string().optional().describe('Default: any.'),
  as: z
    .enum(['unreachable', 'uncertain'])
    .optional()
    .describe('unreachable: it fails; uncertain: a save of which nobody can know. Default unreachable.'),
  times,
});

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

function isDateAndTime(text: string): boolean {
  return parseDate(text.slice(0, 10)) !== undefined && parseTime(text.slice(11, 16)) !== undefined;
}

/** What holds before the call. */
export const givenSchema = z.strictObject({
  from: callerSchema.optional().describe('The caller: a number, an identity, or "anonymous". Default +14255550101.'),
  to: partySchema
    .optional()
    .describe(
      'The number or identity called. Default: the first whose route leads this caller to the flow, else +14255550100.',
    ),
  at: z
    .string()
    // One mistake is one problem: what has not the form of a time is not asked whether there is such a one.
    .regex(instantForm, { error: 'is not a time such as 2026-01-05T10:00 or 2026-01-05T10:00:00Z', abort: true })
    .refine(isDateAndTime, 'is not a real date and time')
    .optional()
    .describe('When the call comes in. Default 2026-01-05T10:00:00Z, a Monday.'),
  zone: z
    .string()
    .refine(isTimeZone, 'is not a time zone such as America/New_York')
    .optional()
    .describe(
      'The zone of an `at` that names none, such as Europe/Berlin. Default: the time zone of the flow, else UTC.',
    ),
  emergencies: z
    .record(z.string(), z.strictObject({ announcement: z.string().max(1_000).optional() }))
    .optional()
    .describe('Emergency switches that are on: schedule -> what callers are told.'),
  rows: rowsSchema.optional().describe("Rows of the line's tables: table -> key -> fields."),
  http: z
    .array(httpAnswerSchema)
    .max(dialogueLimits.requestsMax)
    .optional()
    .describe('Answers to the requests of http steps. Each request takes the first that is for it and not used up.'),
  arms: z
    .record(stepName, stepName)
    .optional()
    .describe('Distribute step -> arm that the caller gets; the number of the caller is chosen for that.'),
  phones: z.record(numberSchema, phoneSchema).optional().describe('Phones that may ring. One not listed here accepts.'),
  headers: z.record(z.string(), z.string()).optional().describe('SIP and VoIP headers that come with the call.'),
  with: z
    .record(z.string(), valueSchema)
    .optional()
    .describe('Inputs of the flow; each goes before what the route of the call says.'),
  faults: z.array(faultSchema).max(dialogueLimits.requestsMax).optional().describe('Faults of the tables.'),
});

/** What must hold after the call. */
export const endSchema = z.strictObject({
  disposition: z.string().min(1),
  rejected: z.enum(['busy', 'forbidden', 'none']).optional().describe('What a rejected caller is told.'),
  redirectedTo: z.string().optional(),
  transferredTo: z.string().optional().describe('The number whose phone took the caller over.'),
  tags: z.array(z.string()).optional().describe('Every tag of the call, in the order in which they were set.'),
  language: languageSchema.optional(),
});

/** What holds before the call. */
export type Given = z.infer<typeof givenSchema>;
/** What must hold after the call. */
export type DialogueEnd = z.infer<typeof endSchema>;
/** An answer to a request of a flow. */
export type HttpAnswer = z.infer<typeof httpAnswerSchema>;
/** A text as it must be, or what it must contain. */
export type MatchedText = z.infer<typeof matchedText>;
