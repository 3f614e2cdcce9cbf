import { type FindRoute, type Route, routeFinder } from '../../src/flow-catalog/routes.ts';

/** Which calls of a line get which flow. */
export interface LineRoutes {
  /** In the order in which they are looked through. */
  readonly all: readonly Route[];
  /** The route that a call gets, as in the app. */
  readonly find: FindRoute;
}

/** The routes of a line, to be asked. */
export function lineRoutes(all: readonly Route[]): LineRoutes {
  return { all, find: routeFinder(all) };
}

/** Of a line that gives no number a flow. */
export const noRoutes: LineRoutes = lineRoutes([]);
