import { dialogueSchema } from '../../cli/dialogue/dialogue.ts';
import { routesSchema } from '../../src/flow-catalog/routes.ts';
import { schedulesSchema } from '../../src/interpreter/calendar/schedule-definition.ts';
import { flowSchema } from '../../src/interpreter/definition.ts';
import { fieldTable } from './field-table.ts';
import { functionTable } from './function-table.ts';
import { dataSourceLimits, languageLimits } from './limit-table.ts';
import { stepSections } from './step-sections.ts';

/** What is made from the code, by the name that its markers have. */
const parts: Readonly<Record<string, () => string>> = {
  flow: () => fieldTable(flowSchema),
  steps: stepSections,
  functions: functionTable,
  schedules: () => fieldTable(schedulesSchema, (path) => /(weekly\.[^.]+(\[\].*)?|hours\[\].*)$/.test(path)),
  routes: () => fieldTable(routesSchema),
  dialogue: () => fieldTable(dialogueSchema),
  limits: languageLimits,
  requests: dataSourceLimits,
};

/**
 * A page with what stands between `<!-- generated: name -->` and `<!-- end -->` made anew. Throws for a part that nobody makes.
 */
export function withGeneratedParts(page: string): string {
  return page.replaceAll(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_whole, begin: string, name: string, end: string) => {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part === undefined)
        throw new Error(`Nothing makes the part "${name}". Known are ${Object.keys(parts).join(', ')}.`);
      return `${begin}\n${part()}\n\n${end}`;
    },
  );
}
