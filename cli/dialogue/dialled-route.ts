import { partiesOf, type Route } from '../../src/flow-catalog/routes.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import { exampleNumbers } from '../line/example-numbers.ts';
import type { LineRoutes } from '../line/line-routes.ts';

/** What the caller of a dialogue dials, and what the route of it fills in. */
export interface DialledRoute {
  readonly to: string;
  /** Inputs of the flow, by the route. */
  readonly inputs: NonNullable<Route['with']>;
  /** Whether the number stands in for one: the dialogue names none, and no route of the line leads to its flow. */
  readonly isStandIn: boolean;
}

/** What is known of a call before it is routed. */
export interface Dialling {
  /** The flow that the dialogue is for. */
  readonly flow: string;
  /** What the dialogue says is called. */
  readonly to: string | undefined;
  readonly from: string;
}

/** What is called where neither the dialogue nor a route says it. */
const defaultTo = '+14255550100';

/**
 * The number that a dialogue calls and the route that its call gets, as in the app; where it names no number, the first whose
 * route leads this caller to its flow. Else, in words, why the call does not get there. A flow that no route leads to is taken as it
 * is named, whatever is called: it may be about to take the place of another.
 */
export function dialledRoute(dialling: Dialling, routes: LineRoutes): Result<DialledRoute, string> {
  const { flow, to, from } = dialling;
  const own = routes.all.filter((route) => route.flow === flow);
  if (own.length === 0)
    return ok({ to: to ?? defaultTo, inputs: {}, isStandIn: to === undefined && routes.all.length > 0 });
  const parties = to === undefined ? own.flatMap(callable) : [to];
  for (const party of parties) {
    const route = routes.find(party, from);
    if (route?.flow === flow) return ok({ to: party, inputs: route.with ?? {}, isStandIn: false });
  }
  if (to === undefined) return failed(`no route leads a call from ${from} to the flow "${flow}"; name another "from"`);
  const other = routes.find(to, from)?.flow;
  if (other === undefined) return ok({ to, inputs: {}, isStandIn: false });
  return failed(
    `routes.json gives a call from ${from} to ${to} the flow "${other}", not "${flow}"; name that flow, or another "to" or "from"`,
  );
}

/** Numbers and identities that may reach a route; for `*` some that are likely to have no route of their own. */
function callable(route: Route): readonly string[] {
  return partiesOf(route).flatMap((party) => (party === '*' ? [defaultTo, ...exampleNumbers] : [party]));
}
