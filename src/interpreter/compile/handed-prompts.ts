import type { Flow } from '../definition.ts';
import { variablesOf } from '../flow-contents.ts';
import type { StepOf } from '../step-definition.ts';
import type { Value } from '../value-definition.ts';

type Flows = Readonly<Record<string, Flow>>;

/** The names in every `say` of a part of a document. */
export function saidIn(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(part, (key, inner: unknown) => {
    if (key === 'say' && typeof inner === 'string') names.add(inner);
    return inner;
  });
  return names;
}

/**
 * The names of prompts that a flow can be told to say by those that run it, however often they were handed on: what their `with`
 * says, and, where that passes on a variable, what that variable can hold.
 */
export function handedTo(flow: Flow, flows: Flows): ReadonlySet<string> {
  const names = new Set<string>();
  const takers = new Set([flow.name]);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const taker of takers) {
    for (const { giver, step } of runsOf(taker, flows)) {
      const passesOn = passesPromptOn(giver, step);
      if (passesOn) takers.add(giver.name);
      for (const name of saidIn([step.with, passesOn ? variablesOf(giver) : undefined])) names.add(name);
    }
  }
  return names;
}

/** The steps that run a flow. */
function runsOf(name: string, flows: Flows): readonly { readonly giver: Flow; readonly step: StepOf<'subflow'> }[] {
  return Object.values(flows).flatMap((giver) =>
    Object.values(giver.steps).flatMap((step) =>
      step.type === 'subflow' && step.flow === name ? [{ giver, step }] : [],
    ),
  );
}

function passesPromptOn(flow: Flow, { with: given = {} }: StepOf<'subflow'>): boolean {
  return Object.values(given).some((value) => promptVariable(flow, value) !== undefined);
}

/** The variable of type prompt that a value is exactly; undefined where it is something else. */
export function promptVariable(flow: Flow, value: Value): string | undefined {
  const name = typeof value === 'string' ? /^\s*\{\{\s*([A-Za-z0-9]+)\s*\}\}\s*$/.exec(value)?.[1] : undefined;
  const variables = variablesOf(flow);
  return name !== undefined && Object.hasOwn(variables, name) && variables[name]?.type === 'prompt' ? name : undefined;
}
