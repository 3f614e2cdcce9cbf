import type { FlowProblem } from '../flow-problem.ts';
import { listNames } from '../suggest-name.ts';

/** A prompt of the catalogue that a flow says, though it has no text in one of its languages. */
export function missingLanguages(
  path: FlowProblem['path'],
  name: string,
  { spoken, has }: { readonly spoken: readonly string[]; readonly has: (language: string) => boolean },
): FlowProblem[] {
  const missing = spoken.filter((language) => !has(language));
  if (missing.length === 0) return [];
  return [
    {
      code: 'prompt-missing-language',
      path,
      message: `The prompt "${name}" has no text in ${listNames(missing)}, which the flow speaks.`,
      advice: `Add it to "prompts" of the flow, or to ${missing.map((one) => `prompts/${one}.json`).join(', ')}.`,
    },
  ];
}
