import type { CallState, Operation } from '../interpreter/state.ts';

/** The state with each of its open operations changed. Pure. */
export function changeOperations(
  state: CallState,
  change: (operation: Operation, token: string) => Operation,
): CallState {
  const operations = Object.entries(state.operations).map(([token, operation]): [string, Operation] => [
    token,
    change(operation, token),
  ]);
  return { ...state, operations: Object.fromEntries(operations) };
}
