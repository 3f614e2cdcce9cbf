import type { Step } from '../step-definition.ts';
import { answerModule } from './answer.ts';
import { branchModule } from './branch.ts';
import { collectModule } from './collect.ts';
import { hangUpModule } from './hang-up.ts';
import { menuModule } from './menu.ts';
import { playModule } from './play.ts';
import { redirectModule } from './redirect.ts';
import { rejectModule } from './reject.ts';
import { setModule } from './set.ts';
import type { StepModule, StepModules } from './step-module.ts';
import { transferModule } from './transfer.ts';

/** Every kind of step. */
export const stepModules: StepModules = {
  reject: rejectModule,
  redirect: redirectModule,
  answer: answerModule,
  play: playModule,
  menu: menuModule,
  collect: collectModule,
  set: setModule,
  branch: branchModule,
  transfer: transferModule,
  hangUp: hangUpModule,
};

/** The module of a step. */
export function moduleOf(step: Step): StepModule<Step> {
  // The registry's type ties each module to its own kind of step, and it is looked up by the step's kind.
  return stepModules[step.type] as StepModule<Step>;
}
