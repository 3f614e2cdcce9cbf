import * as z from 'zod';
import { failed, ok, type Result } from '../result.ts';
import type { UnlocatedProblem } from './located-problem.ts';

const routesSchema = z.strictObject({
  $schema: z.string().optional(),
  routes: z
    .array(
      z.strictObject({
        to: z
          .string()
          .regex(
            /^(\+[1-9][0-9]{6,14}|[48]:.{1,300})$/,
            'is neither a number in E.164 form, as +14255550100, nor an identity',
          ),
        flow: z.string(),
        label: z.string().max(100).optional(),
        note: z.string().optional(),
      }),
    )
    .min(1)
    .max(10_000),
});

/** Most flows that an advice names. */
const namedMax = 20;

/** Which flow a dialled number or identity gets. */
export type Route = z.infer<typeof routesSchema>['routes'][number];

/** Reads routes; `flows` are the names that exist, where they are known. */
export function parseRoutes(
  document: unknown,
  flows: readonly string[] | undefined,
): Result<readonly Route[], readonly UnlocatedProblem[]> {
  const read = routesSchema.safeParse(document);
  if (!read.success) {
    return failed(
      read.error.issues.map((issue) => ({
        code: 'schema',
        path: issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
        message: `"${issue.path.join('.')}": ${issue.message}.`,
        advice: 'Write { "to": "+14255550100", "flow": "name-of-a-flow" }.',
      })),
    );
  }
  const { routes } = read.data;
  const problems = routes.flatMap((route, index) => routeProblems(route, index, { routes, flows }));
  return problems.length > 0 ? failed(problems) : ok(routes);
}

function routeProblems(
  route: Route,
  index: number,
  known: { routes: readonly Route[]; flows: readonly string[] | undefined },
): UnlocatedProblem[] {
  const problems: UnlocatedProblem[] = [];
  if (known.flows !== undefined && !known.flows.includes(route.flow)) {
    const message = `There is no flow "${route.flow}".`;
    problems.push({
      code: 'unknown-flow',
      path: ['routes', index, 'flow'],
      message,
      advice: `Name one of: ${known.flows.slice(0, namedMax).join(', ')}.`,
    });
  }
  if (known.routes.findIndex((other) => other.to === route.to) !== index) {
    const message = `${route.to} has two routes.`;
    problems.push({
      code: 'duplicate-route',
      path: ['routes', index, 'to'],
      message,
      advice: 'Remove one of the two.',
    });
  }
  return problems;
}
