import { fixedPromptProblems } from '../interpreter/compile/check-fixed-prompt.ts';
import type { Program } from '../interpreter/program.ts';
import { listNames, suggestName } from '../interpreter/suggest-name.ts';
import { fitsType, typeName, type Value } from '../interpreter/value-definition.ts';
import type { UnlocatedProblem } from './located-problem.ts';
import type { Route } from './routes.ts';

/** What is wrong with the `with` of a route, once its flow is known: inputs that are missing, unknown, or of another type. */
export function routeInputProblems({ with: given = {} }: Route, index: number, program: Program): UnlocatedProblem[] {
  const { flow } = program;
  const inputs = flow.inputs ?? {};
  const path = ['routes', index, 'with'];
  const problems = Object.entries(given).flatMap(([name, value]): UnlocatedProblem[] => {
    const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (input === undefined) return [unknownInput([...path, name], name, flow)];
    if (fitsType(input.type, value))
      return input.type === 'prompt' ? promptProblems([...path, name], value, program) : [];
    const message = `The input "${name}" of the flow "${flow.name}" is of type ${typeName(input.type)}.`;
    return [{ code: 'wrong-type', path: [...path, name], message, advice: 'Write a value of that type.' }];
  });
  const missing = Object.entries(inputs).filter(
    ([name, { initial }]) => initial === undefined && !Object.hasOwn(given, name),
  );
  return [
    ...problems,
    ...missing.map(([name]) => ({
      code: 'input-missing' as const,
      path,
      message: `The flow "${flow.name}" needs its input "${name}".`,
      advice: `Add it to "with": { "${name}": ... }, or give it an "initial" in the flow.`,
    })),
  ];
}

/** What is wrong with a prompt of a route, which is spoken as it stands. Where clips are kept elsewhere, none is known. */
function promptProblems(path: readonly (string | number)[], value: Value, program: Program): UnlocatedProblem[] {
  const { main, clips } = program;
  const known = Object.keys(clips).length === 0 ? undefined : clips;
  const spoken = { language: main.flow.language, voices: main.voices, clips: known };
  return [...fixedPromptProblems(path, value, spoken), ...unknownPrompts(path, value, program)];
}

/** A flow has those prompts of the catalogue at hand that its own steps say; of others it would say nothing. */
function unknownPrompts(path: readonly (string | number)[], value: unknown, { main }: Program): UnlocatedProblem[] {
  const problems: UnlocatedProblem[] = [];
  JSON.stringify(value, (key, inner: unknown) => {
    if (key !== 'say' || typeof inner !== 'string' || main.catalogue.has(inner)) return inner;
    const message = `The flow "${main.flow.name}" does not say the prompt "${inner}" itself, so it does not have it.`;
    const advice = 'Write the text here, or let a step of the flow say that prompt.';
    problems.push({ code: 'unknown-prompt', path, message, advice });
    return inner;
  });
  return problems;
}

function unknownInput(path: readonly (string | number)[], name: string, flow: Program['flow']): UnlocatedProblem {
  const known = Object.keys(flow.inputs ?? {});
  const otherwise = known.length === 0 ? 'Remove it.' : `Remove it, or name one of: ${listNames(known)}.`;
  return {
    code: 'unknown-input',
    path,
    message: `The flow "${flow.name}" has no input "${name}".`,
    advice: suggestName(name, known, otherwise),
  };
}
