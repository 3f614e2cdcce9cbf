import * as z from 'zod';
import { limits } from '../limits.ts';
import { everyStep } from '../step-fields.ts';
import { targetSchema, templateSchema } from '../text-definition.ts';
import { renderTemplate } from './step-context.ts';
import type { StepModule } from './step-module.ts';

/** See `tagModule`. */
export const tagSchema = z.strictObject({
  type: z.literal('tag'),
  ...everyStep,
  tag: templateSchema.describe('What stands in the call detail record: nothing of the caller.'),
  next: targetSchema,
});

/**
 * Marks the call for reports. A call has at most twenty tags, each once.
 *
 * ```json
 * { "type": "tag", "tag": "outage-reported", "next": "bye" }
 * ```
 */
export const tagModule: StepModule<z.infer<typeof tagSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: () => [],
  compile: (step, compiler) => {
    const template = compiler.template(['tag'], step.tag);
    return {
      enter: (context) => {
        const tag = renderTemplate(context, template).trim().slice(0, limits.tagCharactersMax);
        const { tags = [] } = context.state;
        if (tag === '' || tags.includes(tag)) return { type: 'leaves', outcome: 'next' };
        if (tags.length >= limits.tagsMax) return { type: 'leaves', outcome: 'next', mark: 'tooManyTags' };
        return { type: 'leaves', outcome: 'next', changes: { tags: [...tags, tag] } };
      },
      resume: () => ({ type: 'leaves', outcome: 'next' }),
    };
  },
};
