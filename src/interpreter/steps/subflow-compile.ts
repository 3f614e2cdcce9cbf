import { missingLanguages } from '../compile/check-prompt-languages.ts';
import { handedTo, promptVariable, saidIn } from '../compile/handed-prompts.ts';
import type { StepCompiler, TextPath } from '../compile/step-compiler.ts';
import type { Flow } from '../definition.ts';
import { languagesOf, variablesOf } from '../flow-contents.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import type { SubflowStep } from './subflow.ts';

/** What is wrong with how a step runs a flow: what it hands over, and what it takes back. */
export function checkSubflow(step: SubflowStep, compiler: StepCompiler, flow: Flow): void {
  const inputs = flow.inputs ?? {};
  for (const name of Object.keys(step.with ?? {})) {
    if (Object.hasOwn(inputs, name)) continue;
    const message = `The flow "${flow.name}" has no input "${name}".`;
    const known = Object.keys(inputs);
    const advice = suggestName(name, known, `Remove it, or name one of: ${listNames(known)}.`);
    compiler.problem({ code: 'unknown-input', path: ['with', name], message, advice });
  }
  for (const [name, { initial }] of Object.entries(inputs)) {
    if (initial !== undefined || Object.hasOwn(step.with ?? {}, name)) continue;
    const message = `The flow "${flow.name}" needs its input "${name}".`;
    compiler.problem({
      code: 'input-missing',
      path: ['with'],
      message,
      advice: `Add it to "with", such as { "${name}": ... }.`,
    });
  }
  checkPrompts(step, compiler, flow);
  checkOutputs(step, compiler, flow);
}

/** A prompt that is handed over by name is looked up where it is spoken; one that the flow does not have would be silence. */
function checkPrompts({ with: given = {} }: SubflowStep, compiler: StepCompiler, flow: Flow): void {
  for (const [input, value] of Object.entries(given)) {
    const isPrompt = Object.hasOwn(flow.inputs ?? {}, input) && flow.inputs?.[input]?.type === 'prompt';
    if (!isPrompt) continue;
    if (typeof value === 'object' && 'say' in value)
      checkPrompt(compiler, flow, { path: ['with', input, 'say'], name: String(value.say) });
    if (promptVariable(compiler.flow, value) === undefined) continue;
    const handedOn = new Set([...handedTo(compiler.flow, compiler.line.flows), ...saidIn(compiler.line.variables)]);
    for (const name of handedOn) checkPrompt(compiler, flow, { path: ['with', input], name });
  }
}

function checkPrompt(compiler: StepCompiler, flow: Flow, said: { path: TextPath; name: string }): void {
  const languages = languagesWith(compiler, flow, said.name);
  if (languages.size === 0) {
    compiler.problem(unknownPrompt(compiler, flow, said));
    return;
  }
  const spoken = { spoken: languagesOf(flow), has: (language: string) => languages.has(language) };
  for (const problem of missingLanguages(said.path, said.name, spoken)) compiler.problem(problem);
}

/**
 * The languages that a prompt has where the flow speaks it: of the flow's own, of the line's, of the flow that hands it over. Of the
 * last only what has nothing to fill in, for its templates speak of variables that the flow does not have.
 */
function languagesWith(compiler: StepCompiler, flow: Flow, name: string): ReadonlySet<string> {
  const own = ownPrompt(flow, name);
  const ofLine = Object.entries(compiler.line.prompts)
    .filter(([, prompts]) => Object.hasOwn(prompts, name))
    .map(([language]) => language);
  const given = ownPrompt(compiler.flow, name);
  const isFixed = !JSON.stringify(given).includes('{{');
  const found = [Object.keys(own), ofLine, isFixed ? Object.keys(given) : []];
  return new Set(found.find((languages) => languages.length > 0));
}

function ownPrompt({ prompts = {} }: Flow, name: string): Readonly<Record<string, unknown>> {
  return (Object.hasOwn(prompts, name) ? prompts[name] : undefined) ?? {};
}

function unknownPrompt(compiler: StepCompiler, flow: Flow, { path, name }: { path: TextPath; name: string }) {
  const known = [flow.prompts ?? {}, ...Object.values(compiler.line.prompts), compiler.flow.prompts ?? {}];
  return {
    code: 'unknown-prompt' as const,
    path,
    message: `The flow "${flow.name}" has no prompt "${name}" that it could say.`,
    advice: suggestName(
      name,
      known.flatMap((prompts) => Object.keys(prompts)),
      `Add it to "prompts" of the flow "${flow.name}", or to prompts/<language>.json.`,
    ),
  };
}

function checkOutputs(step: SubflowStep, compiler: StepCompiler, flow: Flow): void {
  for (const [variable, output] of Object.entries(step.into ?? {})) {
    const taken = compiler.variableType(['into', variable], variable);
    const variables = variablesOf(flow);
    const isGiven = (flow.outputs ?? []).includes(output) && Object.hasOwn(variables, output);
    const given = isGiven ? variables[output]?.type : undefined;
    if (given === undefined) {
      const known = flow.outputs ?? [];
      const message = `The flow "${flow.name}" has no output "${output}".`;
      const advice = suggestName(
        output,
        known,
        `Add it to "outputs" of the flow, or name one of: ${listNames(known)}.`,
      );
      compiler.problem({ code: 'unknown-variable', path: ['into', variable], message, advice });
    } else if (taken !== undefined && JSON.stringify(taken) !== JSON.stringify(given)) {
      const message = `The output "${output}" is of type ${JSON.stringify(given)}, and "${variable}" is of type ${JSON.stringify(taken)}.`;
      const advice = 'Declare both with the same type.';
      compiler.problem({ code: 'wrong-type', path: ['into', variable], message, advice });
    }
  }
}
