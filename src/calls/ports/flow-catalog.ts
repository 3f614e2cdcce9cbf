import type { Program } from '../../interpreter/program.ts';
import type { Value } from '../../interpreter/value-definition.ts';

/** Finds programs: by who was called, and by whom, for a new call; by hash for a running one. */
export interface FlowCatalog {
  /**
   * The program for a new call and what its route fills in; undefined where the line does not have the number. Throws only where it
   * cannot say which flow the call gets, as while the flows are broken: then a person is better than a wrong flow.
   */
  route(call: { readonly to: string; readonly from: string }): Promise<RoutedCall | undefined>;
  /**
   * Makes sure that a program is found by its hash whatever happens to the flows from now on. Asks the storage once per program
   * and process. Throws `StoreUnavailable`.
   */
  keep(program: Program): Promise<void>;
  /** The program that a call started with; undefined where it is no longer kept. Throws `StoreUnavailable`. */
  program(hash: string): Promise<Program | undefined>;
}

/** What a new call gets. */
export interface RoutedCall {
  readonly program: Program;
  /** Values of the main flow's inputs. */
  readonly inputs: Readonly<Record<string, Value>>;
}
