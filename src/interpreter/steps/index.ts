import type { Step } from '../step-definition.ts';
import { answerModule } from './answer.ts';
import { branchModule } from './branch.ts';
import { collectModule } from './collect.ts';
import { distributeModule } from './distribute.ts';
import { hangUpModule } from './hang-up.ts';
import { hoursModule } from './hours.ts';
import { httpModule } from './http.ts';
import { languageModule } from './language.ts';
import { listenModule } from './listen.ts';
import { lookupModule } from './lookup.ts';
import { menuModule } from './menu.ts';
import { playModule } from './play.ts';
import { redirectModule } from './redirect.ts';
import { rejectModule } from './reject.ts';
import { returnModule } from './return.ts';
import { saveModule } from './save.ts';
import { setModule } from './set.ts';
import type { StepModule, StepModules } from './step-module.ts';
import { subflowModule } from './subflow.ts';
import { tagModule } from './tag.ts';
import { transferModule } from './transfer.ts';
import { waitModule } from './wait.ts';

/** Every kind of step. */
export const stepModules: StepModules = {
  reject: rejectModule,
  redirect: redirectModule,
  answer: answerModule,
  play: playModule,
  menu: menuModule,
  collect: collectModule,
  listen: listenModule,
  wait: waitModule,
  set: setModule,
  branch: branchModule,
  hours: hoursModule,
  distribute: distributeModule,
  http: httpModule,
  lookup: lookupModule,
  save: saveModule,
  subflow: subflowModule,
  return: returnModule,
  language: languageModule,
  tag: tagModule,
  transfer: transferModule,
  hangUp: hangUpModule,
};

/** The module of a step. */
export function moduleOf(step: Step): StepModule<Step> {
  // The registry's type ties each module to its own kind of step, and it is looked up by the step's kind.
  return stepModules[step.type] as StepModule<Step>;
}
