import type { StepCompiler } from '../compile/step-compiler.ts';
import type { Template } from '../expressions/template.ts';
import { isParty } from '../party-definition.ts';

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
