import * as z from 'zod';
import type { LookUpRows } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { FoundRow, OperationOutcome } from '../event.ts';
import type { Template } from '../expressions/template.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { zeroOf } from '../store-values.ts';
import { tableName, targetSchema, templateSchema } from '../text-definition.ts';
import { isListType, typeName, type Value, type VariableType } from '../value-definition.ts';
import { fitAnswer } from './fit-answer.ts';
import { renderTemplate, type StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** See `lookupModule`. */
export const lookupSchema = z
  .strictObject({
    type: z.literal('lookup'),
    ...everyStep,
    table: tableName,
    rowKey: templateSchema.optional().describe('The key of one row.'),
    prefix: templateSchema.optional().describe('What the keys of several rows begin with.'),
    max: z.int().min(1).max(100).optional().describe('Rows taken at most, with a prefix. Default 10.'),
    into: z
      .string()
      .describe(
        'The variable that takes the row, a shape; with a prefix the rows, a list of shapes. A field rowKey takes the key.',
      ),
    next: targetSchema,
    on: outcomes('missing', 'failed'),
  })
  .refine((step) => (step.rowKey === undefined) !== (step.prefix === undefined), 'needs either rowKey or prefix');

type LookupStep = z.infer<typeof lookupSchema>;

/**
 * Reads rows of one of the line's own tables. One look-up may stand before the call is answered. Where it finds nothing, or fails, the
 * variable is empty.
 *
 * ```json
 * { "type": "lookup", "table": "customers", "rowKey": "{{ call.from }}", "into": "customer", "next": "known", "on": { "missing": "unknown", "failed": "unknown" } }
 * ```
 */
export const lookupModule: StepModule<LookupStep> = {
  needsAnswer: false,
  outcomes: () => ['missing', 'failed'],
  targets: () => [],
  compile: (step, compiler) => {
    const rowKey = step.rowKey === undefined ? undefined : compiler.template(['rowKey'], step.rowKey);
    const prefix = step.prefix === undefined ? undefined : compiler.template(['prefix'], step.prefix);
    const type = intoType(step, compiler);
    return {
      enter: (context) => {
        const by = askedFor({ rowKey, prefix, max: step.max ?? rowsByDefault }, context);
        // An empty key is that of no row.
        // Nor may a prefix that is empty by mistake be that of every row.
        if (('rowKey' in by ? by.rowKey : by.prefix) === '') return nothingFound(step, type, { outcome: 'missing' });
        const command: LookUpRows = { type: 'lookUpRows', table: step.table, by };
        const visit = { ...context.visit, stage: 'requesting' as const };
        return { type: 'awaits', visit, commands: [{ command, awaits: 'rows', withinMs: promptlyMs }] };
      },
      resume: (_context, outcome) => found(step, type, outcome),
    };
  },
};

/** Rows that a prefix yields where the step does not say it. */
const rowsByDefault = 10;

function askedFor(
  { rowKey, prefix, max }: { rowKey: Template | undefined; prefix: Template | undefined; max: number },
  context: StepContext,
): LookUpRows['by'] {
  if (rowKey !== undefined) return { rowKey: renderTemplate(context, rowKey) };
  return { prefix: prefix === undefined ? '' : renderTemplate(context, prefix), max };
}

function intoType(step: LookupStep, compiler: StepCompiler): VariableType | undefined {
  const type = compiler.variableType(['into'], step.into);
  const isList = step.prefix !== undefined;
  const row = type === undefined ? undefined : isList ? (isListType(type) ? type[0] : undefined) : type;
  if (type === undefined || (typeof row === 'object' && !isListType(row))) return type;
  const wanted = isList ? 'a list of shapes such as [{ "name": "text" }]' : 'a shape such as { "name": "text" }';
  const message = `The variable "${step.into}" is of type ${typeName(type)}.`;
  compiler.problem({ code: 'wrong-type', path: ['into'], message, advice: `Declare it as ${wanted}.` });
  return type;
}

function found(step: LookupStep, type: VariableType | undefined, outcome: OperationOutcome): StepResult {
  if (outcome.type !== 'rowsFound') return nothingFound(step, type, { outcome: 'failed', mark: outcome.type });
  const [first] = outcome.rows;
  if (first === undefined) return nothingFound(step, type, { outcome: 'missing' });
  if (type === undefined) return { type: 'leaves', outcome: 'failed' };
  const rows = outcome.rows.map(asFields);
  const value: Value | undefined = step.prefix === undefined ? fitAnswer(type, asFields(first)) : fitAnswer(type, rows);
  if (value === undefined) return nothingFound(step, type, { outcome: 'failed', mark: 'unfitRow' });
  return { type: 'leaves', outcome: 'next', assign: { [step.into]: value } };
}

/** What an earlier look-up found must not be taken for what this one did. */
function nothingFound(
  { into }: LookupStep,
  type: VariableType | undefined,
  left: { readonly outcome: 'missing' | 'failed'; readonly mark?: string },
): StepResult {
  return { type: 'leaves', ...left, ...(type === undefined ? {} : { assign: { [into]: zeroOf(type) } }) };
}

function asFields({ rowKey, fields }: FoundRow): Record<string, string | number | boolean> {
  return { ...fields, rowKey };
}
