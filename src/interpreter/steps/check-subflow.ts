import { missingLanguages } from '../compile/check-prompt-languages.ts';
import type { StepCompiler, TextPath } from '../compile/step-compiler.ts';
import type { Flow } from '../definition.ts';
import { languagesOf, variablesOf } from '../flow-contents.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { typeName } from '../value-definition.ts';
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

/** A prompt that is handed over by name is looked up where it is spoken; one that nobody has would be silence. */
function checkPrompts({ with: given = {} }: SubflowStep, compiler: StepCompiler, flow: Flow): void {
  for (const [name, value] of Object.entries(given)) {
    const isPrompt = Object.hasOwn(flow.inputs ?? {}, name) && flow.inputs?.[name]?.type === 'prompt';
    if (!isPrompt || typeof value !== 'object' || !('say' in value)) continue;
    const path = ['with', name, 'say'];
    const languages = languagesWith(compiler, flow, String(value.say));
    if (languages.size === 0) compiler.problem(unknownPrompt(compiler, flow, { path, name: String(value.say) }));
    const spoken = { spoken: languagesOf(flow), has: (language: string) => languages.has(language) };
    if (languages.size > 0)
      for (const problem of missingLanguages(path, String(value.say), spoken)) compiler.problem(problem);
  }
}

/** The languages that a prompt has where the flow speaks it: of the flow's own, of the line's, of the flow that hands it over. */
function languagesWith(compiler: StepCompiler, flow: Flow, name: string): ReadonlySet<string> {
  const own = [flow.prompts, compiler.flow.prompts].map((prompts = {}) =>
    Object.hasOwn(prompts, name) ? Object.keys(prompts[name] ?? {}) : [],
  );
  const ofLine = Object.entries(compiler.line.prompts)
    .filter(([, prompts]) => Object.hasOwn(prompts, name))
    .map(([language]) => language);
  const [first = [], last = []] = own;
  return new Set([first, ofLine, last].find((languages) => languages.length > 0));
}

function unknownPrompt(compiler: StepCompiler, flow: Flow, { path, name }: { path: TextPath; name: string }) {
  const known = [flow.prompts ?? {}, ...Object.values(compiler.line.prompts), compiler.flow.prompts ?? {}];
  return {
    code: 'unknown-prompt' as const,
    path,
    message: `There is no prompt "${name}" that the flow "${flow.name}" could say.`,
    advice: suggestName(
      name,
      known.flatMap((prompts) => Object.keys(prompts)),
      'Add it to "prompts" of the flow, or to prompts/<language>.json.',
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
      const message = `The output "${output}" is of type ${typeName(given)}, "${variable}" is of type ${typeName(taken)}.`;
      const advice = 'Declare both with the same type.';
      compiler.problem({ code: 'wrong-type', path: ['into', variable], message, advice });
    }
  }
}
