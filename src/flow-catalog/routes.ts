import * as z from 'zod';
import { isParty } from '../interpreter/party-definition.ts';
import { schemaProblems } from '../interpreter/schema-problems.ts';
import { listNames, suggestName } from '../interpreter/suggest-name.ts';
import { stepName } from '../interpreter/text-definition.ts';
import { valueSchema } from '../interpreter/value-definition.ts';
import { failed, ok, type Result } from '../result.ts';
import type { UnlocatedProblem } from './located-problem.ts';
import { createRouteTable } from './route-table.ts';

/** Parties that one route may list. */
const partiesMax = 1_000;
/** Characters of `with` as JSON: a call keeps them among its variables, which have 20,000. */
const inputsCharactersMax = 5_000;

const dialled = z
  .string()
  .refine(
    (text) => text === '*' || isParty(text),
    'is neither a number in E.164 form such as +14255550100, nor an identity such as 8:acs:..., nor *',
  );
const caller = z
  .string()
  .refine(
    (text) => text === 'anonymous' || isParty(text) || /^\+[0-9]{1,14}\*$/.test(text),
    'is neither a number in E.164 form such as +14255550100, nor the beginning of numbers such as +1425*, nor an identity, nor anonymous',
  );

const routeSchema = z.strictObject({
  to: z
    .union([dialled, z.array(dialled).min(1).max(partiesMax)])
    .describe('The number or identity that is called, or a list of them; * is any.'),
  callers: z
    .array(caller)
    .min(1)
    .max(partiesMax)
    .optional()
    .describe(
      'Only calls of these: numbers, beginnings of numbers such as +1425*, identities, anonymous. Default: of anybody.',
    ),
  flow: stepName.describe('The name of the flow that such a call gets.'),
  with: z
    .record(z.string(), valueSchema)
    .refine((values) => JSON.stringify(values).length <= inputsCharactersMax, 'holds more than 5,000 characters')
    .optional()
    .describe('Input of the flow -> its value in these calls.'),
  label: z.string().max(100).optional().describe('What the phone in the browser calls the number.'),
  note: z.string().optional(),
});

/** The document `routes.json`: who gets which flow. The first route that fits a call is taken. */
export const routesSchema = z.strictObject({
  $schema: z.string().optional(),
  routes: z.array(routeSchema).min(1).max(10_000),
});

/** Which flow a call gets, by who is called and who calls. */
export type Route = z.infer<typeof routeSchema>;

/** Problems listed at most. */
const problemsMax = 100;

const kind = { schema: routesSchema, reference: 'docs/flow-language.md' };

/** Reads routes; `flows` are the names that exist, where they are known. */
export function parseRoutes(
  document: unknown,
  flows: readonly string[] | undefined,
): Result<readonly Route[], readonly UnlocatedProblem[]> {
  const read = routesSchema.safeParse(document);
  if (!read.success) {
    const issues = read.error.issues.slice(0, problemsMax);
    return failed(issues.flatMap((issue) => schemaProblems(issue, document, kind)).slice(0, problemsMax));
  }
  const { routes } = read.data;
  const problems = [...unknownFlows(routes, flows), ...unreachable(routes)];
  return problems.length > 0 ? failed(problems.slice(0, problemsMax)) : ok(routes);
}

/** The routes of a document that has the form of one; those that are wrong in some other way still say which flows are main ones. */
export function routesIn(document: unknown): readonly Route[] {
  const read = routesSchema.safeParse(document);
  return read.success ? read.data.routes : [];
}

/** Finds the route that a call gets; undefined where it gets none. */
export type FindRoute = (to: string, from: string) => Route | undefined;

/** How calls find their route among these. */
export function routeFinder(routes: readonly Route[]): FindRoute {
  const table = createRouteTable();
  for (const [index, route] of routes.entries()) table.add(index, partiesOf(route), route.callers);
  return (to, from) => {
    const index = table.find(to, from);
    return index === undefined ? undefined : routes[index];
  };
}

/** The numbers and identities of a route, `*` among them. */
export function partiesOf({ to }: Pick<Route, 'to'>): readonly string[] {
  return typeof to === 'string' ? [to] : to;
}

function unknownFlows(routes: readonly Route[], flows: readonly string[] | undefined): UnlocatedProblem[] {
  if (flows === undefined) return [];
  const known = new Set(flows);
  return routes.flatMap(({ flow }, index) => {
    if (known.has(flow)) return [];
    const others = flows.length === 0 ? 'There is no flow yet.' : `Name one of: ${listNames(flows)}.`;
    const advice = suggestName(flow, flows, others);
    return [{ code: 'unknown-flow', path: ['routes', index, 'flow'], message: `There is no flow "${flow}".`, advice }];
  });
}

/** Numbers of which no call comes to a route, since earlier ones take them all. */
function unreachable(routes: readonly Route[]): UnlocatedProblem[] {
  const table = createRouteTable();
  return routes.flatMap((route, index) => {
    const hidden = partiesOf(route).flatMap((party, place) => {
      const first = table.firstFor(party, route.callers);
      if (first === undefined) return [];
      const path = typeof route.to === 'string' ? ['routes', index, 'to'] : ['routes', index, 'to', place];
      const whose = party === '*' ? 'Every call' : `Every call to ${party}`;
      const message = `${whose} that this route is for is taken by an earlier one, of the flow "${routes[first]?.flow}".`;
      return [
        { code: 'unreachable-route' as const, path, message, advice: 'Remove one of the two, or put this one first.' },
      ];
    });
    table.add(index, partiesOf(route), route.callers);
    return hidden;
  });
}
