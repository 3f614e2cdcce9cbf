import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import { parseConstraint } from './route-constraint.ts';

/** Checks one route value, already decoded. */
export type RouteConstraint = (value: string) => boolean;

/** One part of a route between two slashes. */
export type RouteSegment =
  | { readonly type: 'literal'; readonly text: string }
  | {
      readonly type: 'parameter';
      readonly name: string;
      readonly catchAll: boolean;
      readonly optional: boolean;
      readonly defaultValue: string | undefined;
      readonly constraints: readonly RouteConstraint[];
    };

/** A parsed route. */
export interface RouteTemplate {
  readonly segments: readonly RouteSegment[];
}

/** Most segments that a route may have. */
const segmentsMax = 50;

/**
 * Reads an ASP.NET route template: literals, `{name}`, `{name?}`, `{name=default}`, `{name:int:min(1)}` and a closing
 * `{*rest}`. Segments that mix text and a parameter are refused; the error is a clause that says what is not read.
 */
export function parseRouteTemplate(text: string): Result<RouteTemplate, string> {
  const parts = text.split('/').filter((part) => part !== '');
  if (parts.length > segmentsMax) return failed(`a route may have ${segmentsMax} segments`);
  const segments: RouteSegment[] = [];
  for (const [index, part] of parts.entries()) {
    const segment = parseSegment(part);
    if (typeof segment === 'string') return failed(segment);
    const isLast = index === parts.length - 1;
    if (segment.type === 'parameter' && (segment.catchAll || segment.optional) && !isLast) {
      return failed(`{${segment.name}} must be the last segment`);
    }
    segments.push(segment);
  }
  return ok({ segments });
}

function parseSegment(part: string): RouteSegment | string {
  if (!/[{}]/.test(part)) return { type: 'literal', text: part.toLowerCase() };
  const match = /^\{(\*{0,2})(\w+)((?::[^{}:=?]+)*)(?:=([^{}?]*))?(\?)?\}$/.exec(part);
  if (match === null) return `"${part}" is neither plain text nor one {parameter}`;
  const [, stars = '', name = '', constraintTexts = '', defaultValue, optional] = match;
  const constraints: RouteConstraint[] = [];
  for (const constraintText of constraintTexts.split(':').slice(1)) {
    const constraint = parseConstraint(constraintText);
    if (constraint === undefined) return `the constraint "${constraintText}" of {${name}} is not known here`;
    constraints.push(constraint);
  }
  return {
    type: 'parameter',
    name,
    catchAll: stars !== '',
    optional: optional !== undefined || defaultValue !== undefined,
    defaultValue,
    constraints,
  };
}

/**
 * The parameters of a path under a template, or undefined if it does not fit. Literals are compared without case.
 * `pathSegments` are decoded; a parameter that is absent and has no default is left out.
 */
export function matchRoute(
  template: RouteTemplate,
  pathSegments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  const { segments } = template;
  if (pathSegments.length > segments.length && !isCatchAll(segments.at(-1))) return undefined;
  for (const [index, segment] of segments.entries()) {
    const given = isCatchAll(segment) ? pathSegments.slice(index).join('/') : pathSegments[index];
    if (!matchSegment(segment, given, params)) return undefined;
  }
  return params;
}

function isCatchAll(segment: RouteSegment | undefined): boolean {
  return segment?.type === 'parameter' && segment.catchAll;
}

function matchSegment(segment: RouteSegment, given: string | undefined, params: Record<string, string>): boolean {
  if (segment.type === 'literal') return given?.toLowerCase() === segment.text;
  if (given === undefined || given === '') {
    if (segment.defaultValue !== undefined) params[segment.name] = segment.defaultValue;
    return segment.optional || segment.catchAll;
  }
  params[segment.name] = given;
  return segment.constraints.every((constraint) => constraint(given));
}

/**
 * Sorts the more exact template first: at the first segment in which two differ, text before a constrained parameter before
 * a free one before a catch-all, as in ASP.NET routing.
 */
export function compareTemplates(first: RouteTemplate, other: RouteTemplate): number {
  const length = Math.max(first.segments.length, other.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rankOf(first.segments[index]) - rankOf(other.segments[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(segment: RouteSegment | undefined): number {
  if (segment === undefined || segment.type === 'literal') return 0;
  const freedom = segment.constraints.length > 0 ? 1 : 2;
  return segment.catchAll ? freedom + 2 : freedom;
}
