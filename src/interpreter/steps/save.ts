import * as z from 'zod';
import type { SaveRow } from '../command.ts';
import type { OperationOutcome } from '../event.ts';
import type { Template } from '../expressions/template.ts';
import { isScalar } from '../expressions/template.ts';
import { limits } from '../limits.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { fieldName, tableName, targetSchema, templateSchema } from '../text-definition.ts';
import { renderTemplate, type StepContext, templateValue } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

const fieldValue = z.union([templateSchema, z.number(), z.boolean()]);

/** See `saveModule`. */
export const saveSchema = z.strictObject({
  type: z.literal('save'),
  ...everyStep,
  table: tableName,
  rowKey: templateSchema.describe('The key of the row.'),
  values: z
    .record(fieldName, fieldValue)
    .refine((values) => Object.keys(values).length <= 50, 'has more than 50 fields')
    .describe('Field -> template; exactly one {{ }} keeps its type.'),
  mode: z
    .enum(['insert', 'upsert', 'increment'])
    .optional()
    .describe(
      'insert: only a new row, else the outcome exists; upsert: whatever is there; increment: adds the numbers. Default upsert.',
    ),
  next: targetSchema,
  on: outcomes('exists', 'failed', 'uncertain'),
});

type SaveStep = z.infer<typeof saveSchema>;

/**
 * Writes a row of one of the line's own tables, once, whatever fails on the way.
 *
 * ```json
 * { "type": "save", "table": "reports", "rowKey": "{{ meter }}", "mode": "insert", "values": { "area": "{{ area }}" }, "next": "thanks", "on": { "exists": "known", "failed": "desk", "uncertain": "desk" } }
 * ```
 */
export const saveModule: StepModule<SaveStep> = {
  needsAnswer: true,
  worksAlone: true,
  outcomes: (step) => (step.mode === 'insert' ? ['exists', 'failed', 'uncertain'] : ['failed', 'uncertain']),
  targets: () => [],
  compile: (step, compiler) => {
    const rowKey = compiler.template(['rowKey'], step.rowKey);
    const values = Object.entries(step.values).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value] as const;
      const template = compiler.template(['values', name], value);
      if (template.single !== undefined && !isScalar(template.single.celType)) compiler.problem(noScalar(name));
      return [name, template] as const;
    });
    return {
      enter: (context) => {
        const key = renderTemplate(context, rowKey);
        if (key === '') return { type: 'leaves', outcome: 'failed', mark: 'emptyKey' };
        const fields = fieldsOf(values, context);
        const command: SaveRow = {
          type: 'saveRow',
          table: step.table,
          rowKey: key,
          fields,
          mode: step.mode ?? 'upsert',
        };
        if (JSON.stringify(command).length > limits.requestCharactersMax)
          return { type: 'leaves', outcome: 'failed', mark: 'rowTooLarge' };
        const visit = { ...context.visit, stage: 'requesting' as const };
        return { type: 'awaits', visit, commands: [{ command, awaits: 'save', withinMs: promptlyMs }] };
      },
      resume: (_context, outcome) => saved(outcome),
    };
  },
};

/** A missing value is left out, so that it does not overwrite what the row has. */
function fieldsOf(
  values: readonly (readonly [string, Template | number | boolean])[],
  context: StepContext,
): Record<string, string | number | boolean> {
  const fields: Record<string, string | number | boolean> = {};
  for (const [name, value] of values) {
    const filled = typeof value === 'object' ? templateValue(context, value) : value;
    if (filled !== undefined && typeof filled !== 'object') fields[name] = filled;
  }
  return fields;
}

function saved(outcome: OperationOutcome): StepResult {
  switch (outcome.type) {
    case 'rowSaved':
      return { type: 'leaves', outcome: 'next' };
    case 'rowExists':
      return { type: 'leaves', outcome: 'exists' };
    case 'saveUncertain':
    case 'deadlinePassed':
      return { type: 'leaves', outcome: 'uncertain', mark: outcome.type === 'deadlinePassed' ? 'lost' : undefined };
    default:
      return { type: 'leaves', outcome: 'failed', mark: outcome.type };
  }
}

function noScalar(name: string) {
  const message = `The field "${name}" would take a list or a shape.`;
  return {
    code: 'wrong-type' as const,
    path: ['values', name],
    message,
    advice: 'A row holds texts, numbers and booleans: name a part of it.',
  };
}
