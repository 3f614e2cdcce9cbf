import type { Program } from '../../interpreter/program.ts';

/** Finds flows: by the number that was dialled for a new call, by hash for a running one. */
export interface FlowCatalog {
  /** The program for a dialled number or identity; undefined where the line does not have it. */
  route(to: string): Program | undefined;
  /** The program that a call started with; undefined where it is no longer kept. */
  program(hash: string): Program | undefined;
}
