/** Something wrong with a flow, for its author: where, what is wrong, what to do. */
export interface FlowProblem {
  /** Stable name of the check. */
  readonly code: FlowProblemCode;
  /** Where: keys and indexes from the root of the document. */
  readonly path: readonly (string | number)[];
  /** One sentence: what is wrong, with the value. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
}

/** The checks that a flow must pass before it can run. */
export type FlowProblemCode =
  | 'not-json'
  | 'duplicate-key'
  | 'schema'
  | 'unknown-step'
  | 'outcome-leads-nowhere'
  | 'unknown-variable'
  | 'wrong-type'
  | 'expression'
  | 'duplicate-option'
  | 'retry-without-input'
  | 'confirm-keys-missing'
  | 'initial-type';
