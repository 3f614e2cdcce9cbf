import * as z from 'zod';
import { withBreach } from '../breach.ts';
import { unknownFlow } from '../compile/check-line.ts';
import type { Flow } from '../definition.ts';
import { limits } from '../limits.ts';
import { depthOf } from '../state.ts';
import { everyStep, namedOutcomes } from '../step-fields.ts';
import { stepName, targetSchema } from '../text-definition.ts';
import { type Value, type VariableType, valueSchema } from '../value-definition.ts';
import { compileValue, fillValue } from './filled-value.ts';
import type { StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { checkSubflow } from './subflow-compile.ts';

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

/** A `subflow` step as written. */
export type SubflowStep = z.infer<typeof subflowSchema>;

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
    else checkSubflow(step, compiler, flow);
    const inputs = Object.entries(step.with ?? {}).map(
      ([name, value]) =>
        [name, compileValue(compiler, ['with', name], { value, type: inputType(flow, name) })] as const,
    );
    return {
      enter: (context) => {
        if (depthOf(context.state) >= limits.framesMax) return tooDeep(context);
        const filled: Record<string, Value> = {};
        for (const [name, value] of inputs) {
          const one = fillValue(context, value);
          if (one !== undefined) filled[name] = one;
        }
        return { type: 'runs', flow: step.flow, inputs: filled };
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

/** An outcome that a flow can list; what is too deep all the same goes the way of every bound. */
function tooDeep({ state }: StepContext): StepResult {
  return { type: 'leaves', outcome: 'flowsTooDeep', changes: { tags: withBreach(state.tags, 'flowsTooDeep') } };
}

/** The type of an input; an input may be called `toString`. */
function inputType(flow: Flow | undefined, name: string): VariableType | undefined {
  const inputs = flow?.inputs ?? {};
  return Object.hasOwn(inputs, name) ? inputs[name]?.type : undefined;
}

function ownFlow(flows: Readonly<Record<string, Flow>>, name: string): Flow | undefined {
  return Object.hasOwn(flows, name) ? flows[name] : undefined;
}
