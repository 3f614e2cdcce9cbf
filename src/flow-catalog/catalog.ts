import type { FlowCatalog } from '../calls/ports/flow-catalog.ts';
import type { FlowDirectory } from './load-flow-directory.ts';

/** The catalog of the flows that the app was deployed with. */
export function catalogOf({ programs, routes }: FlowDirectory): FlowCatalog {
  const byHash = new Map(programs.map((program) => [program.hash, program]));
  const byName = new Map(programs.map((program) => [program.flow.name, program]));
  const flowOf = new Map(routes.map((route) => [route.to, route.flow]));
  return {
    route: (to) => byName.get(flowOf.get(to) ?? ''),
    program: (hash) => byHash.get(hash),
  };
}
