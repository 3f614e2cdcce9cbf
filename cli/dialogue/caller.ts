import type { Program } from '../../src/interpreter/program.ts';
import type { StepOf } from '../../src/interpreter/step-definition.ts';
import { armFor } from '../../src/interpreter/steps/distribute.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import { dialogueLimits } from './dialogue-limits.ts';
import type { Given } from './given.ts';

/** Who calls where a dialogue does not say it. */
const defaultCaller = '+14255550101';

/** How a withheld number reaches the flow: as an address that is not a number. */
const withheld = '4:anonymous';

interface WantedArm {
  readonly step: string;
  readonly arm: string;
  readonly arms: StepOf<'distribute'>['arms'];
}

/**
 * The caller of a dialogue: the one that is given, or one whom the flow's `distribute` steps send to the arms that are given.
 * Else, in words, why there is none.
 */
export function callerOf(program: Program, given: Given): Result<string, string> {
  const from = given.from === 'anonymous' ? withheld : (given.from ?? defaultCaller);
  if (given.arms === undefined) return ok(from);
  const wanted = wantedArms(program, given.arms);
  if (!wanted.ok) return wanted;
  const missed = wanted.value.find((one) => !gets(from, one));
  if (missed === undefined) return ok(from);
  if (given.from !== undefined)
    return failed(
      `the caller ${given.from} does not get the arm "${missed.arm}" of "${missed.step}"; leave "from" out`,
    );
  for (let index = 0; index < dialogueLimits.callersTriedMax; index++) {
    const caller = `+1425${5_560_000 + index}`;
    if (wanted.value.every((one) => gets(caller, one))) return ok(caller);
  }
  return failed(`no caller among ${dialogueLimits.callersTriedMax} gets the arms of "given.arms"`);
}

function gets(caller: string, { step, arm, arms }: WantedArm): boolean {
  return armFor(caller, step, arms)?.name === arm;
}

function wantedArms(program: Program, arms: Readonly<Record<string, string>>): Result<readonly WantedArm[], string> {
  const wanted: WantedArm[] = [];
  for (const [step, arm] of Object.entries(arms)) {
    const found = distributeSteps(program, step);
    if (found.length === 0) return failed(`"given.arms" names "${step}", which is not a distribute step`);
    for (const { arms } of found) {
      const weight = arms.find(({ name }) => name === arm)?.weight;
      if (weight === undefined) return failed(`the step "${step}" has no arm "${arm}"`);
      if (weight === 0) return failed(`the arm "${arm}" of "${step}" has the weight 0, so nobody gets it`);
      wanted.push({ step, arm, arms });
    }
  }
  return ok(wanted);
}

/** Steps of this name in the flows of the line. */
function distributeSteps(program: Program, name: string): StepOf<'distribute'>[] {
  return [...program.flows.values()].flatMap(({ steps }) => {
    const step = steps.get(name)?.step;
    return step?.type === 'distribute' ? [step] : [];
  });
}
