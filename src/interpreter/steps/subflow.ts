import * as z from 'zod';
import { unknownFlow } from '../compile/check-line.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { Flow } from '../definition.ts';
import { variablesOf } from '../flow-contents.ts';
import { limits } from '../limits.ts';
import { depthOf } from '../state.ts';
import { everyStep, namedOutcomes } from '../step-fields.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { stepName, targetSchema } from '../text-definition.ts';
import { typeName, type Value, type VariableType, valueSchema } from '../value-definition.ts';
import { compileValue, fillValue } from './filled-value.ts';
import type { StepModule } from './step-module.ts';

/** See `subflowModule`. */
export const subflowSchema = z.strictObject({
  type: z.literal('subflow'),
  ...everyStep,
  flow: stepName.describe('The name of the flow that is run.'),
  with: z.record(z.string(), valueSchema).optional().describe('Input of the flow -> value; its texts are templates.'),
  into: z.record(z.string(), z.string()).optional().describe('Variable -> the output of the flow that it takes.'),
  next: targetSchema,
  on: namedOutcomes,
});

type SubflowStep = z.infer<typeof subflowSchema>;

/**
 * Runs another flow, and goes on with what that ends with. It has variables of its own, and inherits language and operator.
 *
 * ```json
 * { "type": "subflow", "flow": "verify-caller", "with": { "account": "{{ account }}" }, "into": { "name": "holder" }, "next": "menu", "on": { "locked": "desk" } }
 * ```
 */
export const subflowModule: StepModule<SubflowStep> = {
  needsAnswer: false,
  outcomes: (step, flows) => ownFlow(flows, step.flow)?.outcomes ?? [],
  targets: () => [],
  compile: (step, compiler) => {
    const flow = ownFlow(compiler.line.flows, step.flow);
    if (flow === undefined) compiler.problem(unknownFlow(['flow'], step.flow, Object.keys(compiler.line.flows)));
    else checkCall(step, compiler, flow);
    const inputs = Object.entries(step.with ?? {}).map(
      ([name, value]) =>
        [name, compileValue(compiler, ['with', name], { value, type: inputType(flow, name) })] as const,
    );
    return {
      enter: (context) => {
        if (depthOf(context.state) >= limits.framesMax) return { type: 'leaves', outcome: 'flowsTooDeep' };
        const filled: Record<string, Value> = {};
        for (const [name, value] of inputs) {
          const one = fillValue(context, value);
          if (one !== undefined) filled[name] = one;
        }
        return { type: 'calls', flow: step.flow, inputs: filled };
      },
      resume: () => ({ type: 'leaves', outcome: 'failed' }),
      returned: (_context, { outcome, outputs }) => {
        const assign: Record<string, Value> = {};
        for (const [variable, output] of Object.entries(step.into ?? {})) {
          const value = Object.hasOwn(outputs, output) ? outputs[output] : undefined;
          if (value !== undefined) assign[variable] = value;
        }
        return { type: 'leaves', outcome, assign };
      },
    };
  },
};

/** The type of an input; an input may be called `toString`. */
function inputType(flow: Flow | undefined, name: string): VariableType | undefined {
  const inputs = flow?.inputs ?? {};
  return Object.hasOwn(inputs, name) ? inputs[name]?.type : undefined;
}

function ownFlow(flows: Readonly<Record<string, Flow>>, name: string): Flow | undefined {
  return Object.hasOwn(flows, name) ? flows[name] : undefined;
}

function checkCall(step: SubflowStep, compiler: StepCompiler, flow: Flow): void {
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
      advice: `Add it to "with", as { "${name}": ... }.`,
    });
  }
  checkOutputs(step, compiler, flow);
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
