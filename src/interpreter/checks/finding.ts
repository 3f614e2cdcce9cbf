import type { FlowProblemCode } from '../flow-problem.ts';

/** Checks of a flow that runs, but not as well as callers deserve. Each can be allowed, with a reason. */
export const flowWarningCodes = [
  'unreachable-step',
  'cannot-end',
  'loop-without-counter',
  'counter-never-reset',
  'recursive-flow',
  'exhausted-reaches-nobody',
  'exhausted-without-goodbye',
  'operator-reaches-nobody',
  'operator-key-taken',
  'key-before-option',
  'key-not-named',
  'key-without-option',
  'too-many-options',
  'option-without-phrase',
  'standing-phrase-taken',
  'digits-unlike-format',
  'tries-out-of-range',
  'same-reprompt',
  'blaming-words',
  'keys-lost',
  'entry-never-heard',
  'silence-too-long',
  'speaks-to-nobody',
  'answers-unheard',
  'second-lookup-answers',
  'refuses-answered-call',
  'text-is-a-name',
  'text-in-one-language',
  'braces-in-text',
  'value-may-be-missing',
  'value-may-not-fit',
  'caller-in-tag',
  'caller-in-url',
  'never-assigned',
  'unused-variable',
  'unused-prompt',
  'unknown-allow',
  'unused-allow',
] as const;

/** The stable name of a check that warns. */
export type FlowWarningCode = (typeof flowWarningCodes)[number];

/** The checks of a flow against the app that it is for. */
export const appErrorCodes = ['host-not-allowed'] as const;

/** What a check found, for the author of a flow. */
export interface Finding {
  /** An error stops the flow from being taken into use; a warning does not. */
  readonly severity: 'error' | 'warning';
  readonly code: FlowWarningCode | (typeof appErrorCodes)[number] | FlowProblemCode;
  /** The flow's name. */
  readonly flow: string;
  /** Where: keys and indexes from the root of the flow's document; of the line's catalogue from `..`, `prompts`, the language on. */
  readonly path: readonly (string | number)[];
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
}

/** A finding before the flow that it is of is named. */
export interface Warning {
  readonly code: FlowWarningCode;
  readonly path: Finding['path'];
  readonly message: string;
  readonly advice: string;
}
