import type { FlowProblem } from '../flow-problem.ts';
import { promptSchema } from '../text-definition.ts';
import type { Value } from '../value-definition.ts';
import { richProblems, type SpokenWith } from './check-media.ts';

/** A prompt that is spoken as it stands, for nothing can fill it in: its braces would be read out. */
export function bracesProblem(path: FlowProblem['path'], value: Value): FlowProblem | undefined {
  if (!JSON.stringify(value).includes('{{')) return undefined;
  const message = 'This prompt is spoken as it stands, and its braces would be read out.';
  const advice = 'Write it without templates, or hand it over by "with" of a subflow step.';
  return { code: 'initial-value', path, message, advice };
}

/** What is wrong with a prompt that somebody else hands over as it stands, as a route does. */
export function fixedPromptProblems(path: FlowProblem['path'], value: Value, spoken: SpokenWith): FlowProblem[] {
  const braces = bracesProblem(path, value);
  const read = promptSchema.safeParse(value);
  const prompt = read.success && typeof read.data === 'object' && !Array.isArray(read.data) ? read.data : undefined;
  const isRich = prompt !== undefined && !('say' in prompt) && !('parts' in prompt);
  const rich = isRich ? richProblems(spoken, prompt) : [];
  return [...(braces === undefined ? [] : [braces]), ...rich.map((one) => ({ ...one, path: [...path, ...one.path] }))];
}
