import type { StepCompiler } from '../compile/step-compiler.ts';
import type { Template } from '../expressions/template.ts';
import { isParty } from '../party-definition.ts';
import { renderTemplate, type StepContext } from './step-context.ts';
import type { StepResult } from './step-module.ts';

/** Who gets the call. What is not filled in can be told before the first call: a mistyped number would leave callers alone. */
export function compileParty(to: string, compiler: StepCompiler): Template {
  const template = compiler.template(['to'], to);
  if (template.constant !== undefined && template.constant !== '' && !isParty(template.constant)) {
    compiler.problem({
      code: 'not-a-party',
      path: ['to'],
      message: `"${to}" is neither a number in E.164 form nor an identity, so nobody can be called there.`,
      advice: 'Write a number such as +14255550199, or an identity such as 8:acs:..., without spaces.',
    });
  }
  return template;
}

/** Who gets the call, as filled in; undefined where that is nobody whom the service could ring. */
export function partyIn(context: StepContext, template: Template): string | undefined {
  const party = renderTemplate(context, template);
  return isParty(party) ? party : undefined;
}

/** Nobody can be rung: it fails before anything is said or sent, as the service would refuse it. */
export const notAParty: StepResult = { type: 'leaves', outcome: 'failed', mark: 'notAParty' };
