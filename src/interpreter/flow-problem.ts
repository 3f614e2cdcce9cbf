/** Something wrong with a flow, for its author: where, what is wrong, what to do. */
export interface FlowProblem {
  /** Stable name of the check. */
  readonly code: FlowProblemCode;
  /** Where: keys and indexes from the root of the document. */
  readonly path: readonly (string | number)[];
  /** The last key of the path is what is wrong, and not what stands behind it. */
  readonly isOfKey?: true | undefined;
  /** One sentence: what is wrong, with the value. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
}

/** The checks that a flow must pass before it can run. */
export const flowProblemCodes = [
  'not-json',
  'duplicate-key',
  'schema',
  'unknown-step',
  'unknown-outcome',
  'outcome-leads-nowhere',
  'unknown-variable',
  'variable-twice',
  'wrong-type',
  'expression',
  'duplicate-option',
  'digits-never-fit',
  'not-a-party',
  'retry-without-input',
  'confirm-keys-missing',
  'phrases-missing',
  'initial-value',
  'unknown-prompt',
  'unknown-clip',
  'voice-missing',
  'unknown-flow',
  'unknown-schedule',
  'unknown-input',
  'input-missing',
  'operator-missing',
  'reserved-header',
  'secret-leaks',
  'prompt-missing-language',
  'unknown-language',
  'ssml-not-well-formed',
] as const;

/** The stable name of a check. */
export type FlowProblemCode = (typeof flowProblemCodes)[number];

/** Checks of a flow's place in its line, which whoever knows the routes looks at. These can be allowed as well. */
export const lineWarningCodes = ['unrouted-flow'] as const;
