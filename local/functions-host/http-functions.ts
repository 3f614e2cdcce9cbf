import type { RegisteredFunction } from './app-registry.ts';
import type { AppSettings } from './app-setting.ts';
import { resolveSettings } from './app-setting.ts';
import type { RouteTemplate } from './route-template.ts';
import { compareTemplates, matchRoute, parseRouteTemplate } from './route-template.ts';
import { StartRefusal } from './start-refusal.ts';
import { triggerOf } from './triggers.ts';

/** An HTTP function with its full route. */
export interface HttpFunction {
  readonly registered: RegisteredFunction;
  /** In upper case. */
  readonly methods: ReadonlySet<string>;
  readonly template: RouteTemplate;
}

/** A function that answers a request, and the values of its route's parameters. */
export interface HttpMatch {
  readonly registered: RegisteredFunction;
  readonly params: Readonly<Record<string, string>>;
}

/** The app's HTTP functions, the most exact routes first. Throws StartRefusal for a route that this host does not read. */
export function httpFunctionsOf(
  functions: readonly RegisteredFunction[],
  { routePrefix, settings }: { routePrefix: string; settings: AppSettings },
): HttpFunction[] {
  const httpFunctions = functions.map((registered) => {
    const { binding } = triggerOf(registered.metadata);
    const name = registered.metadata.name;
    const route = typeof binding.route === 'string' ? resolveSettings(binding.route, settings) : name;
    const parsed = parseRouteTemplate(`${routePrefix}/${route}`);
    if (!parsed.ok) throw new StartRefusal(`The route of function ${name}: ${parsed.error}.`);
    return { registered, methods: methodsOf(binding.methods), template: parsed.value };
  });
  return httpFunctions.sort((first, other) => compareTemplates(first.template, other.template));
}

function methodsOf(methods: unknown): ReadonlySet<string> {
  if (!Array.isArray(methods)) return new Set(['GET', 'POST']);
  return new Set(methods.map((method) => String(method).toUpperCase()));
}

/** The function for a request. Undefined, hence 404, also if only the method does not fit: the real host knows no 405. */
export function findHttpFunction(
  httpFunctions: readonly HttpFunction[],
  method: string,
  pathname: string,
): HttpMatch | undefined {
  const segments = decodePath(pathname);
  if (segments === undefined) return undefined;
  for (const { registered, methods, template } of httpFunctions) {
    const params = methods.has(method) ? matchRoute(template, segments) : undefined;
    if (params !== undefined) return { registered, params };
  }
  return undefined;
}

// Kestrel, the real host's server, decodes a path before it is routed, except `%2F`.
function decodePath(pathname: string): string[] | undefined {
  try {
    const parts = pathname.split('/').slice(1);
    if (parts.at(-1) === '') parts.pop();
    return parts.map((part) => part.split(/%2f/i).map(decodeURIComponent).join('%2F'));
  } catch {
    return undefined;
  }
}
