import type { Flow } from '../../src/interpreter/definition.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { DialogueResult } from '../dialogue/run-dialogue.ts';
import { neededOutcomes, reachedOutcomes } from './needed-outcomes.ts';

/** What the dialogues reached of a flow. */
export interface FlowCoverage {
  readonly flow: string;
  readonly steps: Counted;
  readonly outcomes: Counted;
  /** Steps that no dialogue entered. */
  readonly missedSteps: readonly string[];
  /** Outcomes that no dialogue reached, of steps that one entered and of others. */
  readonly missedOutcomes: readonly { readonly step: string; readonly outcome: string }[];
}

/** So many of so many. */
export interface Counted {
  readonly reached: number;
  readonly of: number;
}

/** What dialogues reached of the flows of programs, by flow. */
export class Coverage {
  /** Flow -> step -> outcomes. */
  readonly #reached = new Map<string, Map<string, Set<string>>>();

  /** Takes in what one dialogue reached. */
  add({ reached, lastSteps }: DialogueResult): void {
    for (const { flow, step, outcome } of reached) this.#outcomes(flow, step).add(outcome);
    for (const { flow, step } of lastSteps) this.#outcomes(flow, step);
  }

  /** What was reached of a flow; `program`: one that it is part of. */
  of(name: string, program: Program): FlowCoverage {
    const steps = program.flows.get(name)?.steps ?? new Map();
    const missedSteps: string[] = [];
    const missedOutcomes: { step: string; outcome: string }[] = [];
    const flows = flowsByName(program);
    let count = 0;
    for (const [step, { step: definition }] of steps) {
      const traced = this.#reached.get(name)?.get(step);
      if (traced === undefined) missedSteps.push(step);
      const reached = new Set([...(traced ?? [])].flatMap(reachedOutcomes));
      const needed = neededOutcomes(definition, flows);
      count += needed.length;
      missedOutcomes.push(...needed.filter((one) => !reached.has(one)).map((outcome) => ({ step, outcome })));
    }
    return {
      flow: name,
      steps: { reached: steps.size - missedSteps.length, of: steps.size },
      outcomes: { reached: count - missedOutcomes.length, of: count },
      missedSteps,
      missedOutcomes,
    };
  }

  #outcomes(flow: string, step: string): Set<string> {
    const steps = this.#reached.get(flow) ?? new Map<string, Set<string>>();
    this.#reached.set(flow, steps);
    const outcomes = steps.get(step) ?? new Set<string>();
    steps.set(step, outcomes);
    return outcomes;
  }
}

function flowsByName({ flows }: Program): Readonly<Record<string, Flow>> {
  return Object.fromEntries([...flows].map(([name, { flow }]) => [name, flow]));
}

/** The share of steps and outcomes that were reached, in per cent; 100 only where nothing is missing. */
export function coveragePercent(flows: readonly FlowCoverage[]): number {
  const reached = flows.reduce((sum, { steps, outcomes }) => sum + steps.reached + outcomes.reached, 0);
  const of = flows.reduce((sum, { steps, outcomes }) => sum + steps.of + outcomes.of, 0);
  return of === 0 ? 100 : Math.floor((1_000 * reached) / of) / 10;
}
