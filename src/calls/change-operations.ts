import type { CallState, Operation } from '../interpreter/state.ts';

/** The state with each of its open operations changed. Pure. */
export function changeOperations(state: CallState, change: (operation: Operation) => Operation): CallState {
  return { ...state, operations: state.operations.map(change) };
}
