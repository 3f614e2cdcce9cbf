import * as z from 'zod';
import { answerSchema } from './steps/answer.ts';
import { branchSchema } from './steps/branch.ts';
import { collectSchema } from './steps/collect.ts';
import { distributeSchema } from './steps/distribute.ts';
import { hangUpSchema } from './steps/hang-up.ts';
import { hoursSchema } from './steps/hours.ts';
import { httpSchema } from './steps/http.ts';
import { languageSchema } from './steps/language.ts';
import { listenSchema } from './steps/listen.ts';
import { lookupSchema } from './steps/lookup.ts';
import { menuSchema } from './steps/menu.ts';
import { playSchema } from './steps/play.ts';
import { redirectSchema } from './steps/redirect.ts';
import { rejectSchema } from './steps/reject.ts';
import { returnSchema } from './steps/return.ts';
import { saveSchema } from './steps/save.ts';
import { setSchema } from './steps/set.ts';
import { subflowSchema } from './steps/subflow.ts';
import { tagSchema } from './steps/tag.ts';
import { transferSchema } from './steps/transfer.ts';
import { waitSchema } from './steps/wait.ts';

/** Every step of the language. */
export const stepSchema = z.discriminatedUnion('type', [
  rejectSchema,
  redirectSchema,
  answerSchema,
  playSchema,
  menuSchema,
  collectSchema,
  listenSchema,
  waitSchema,
  setSchema,
  branchSchema,
  hoursSchema,
  distributeSchema,
  httpSchema,
  lookupSchema,
  saveSchema,
  subflowSchema,
  returnSchema,
  languageSchema,
  tagSchema,
  transferSchema,
  hangUpSchema,
]);

/** A step as its author wrote it. */
export type Step = z.infer<typeof stepSchema>;
/** The name of a kind of step. */
export type StepType = Step['type'];
/** A step of one kind. */
export type StepOf<T extends StepType> = Extract<Step, { type: T }>;
/** The steps that ask the caller and can be retried. */
export type InputStep = StepOf<'menu' | 'collect' | 'listen'>;

/** Whether a step asks the caller, so that it can be retried. */
export function isInputStep(step: Step): step is InputStep {
  return step.type === 'menu' || step.type === 'collect' || step.type === 'listen';
}
