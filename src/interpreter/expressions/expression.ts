import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { failed, ok, type Result } from '../../result.ts';
import type { Value } from '../definition.ts';

/** What an expression can see: the variables, `call` and `now`. */
export type Scope = Readonly<Record<string, unknown>>;

/** What an expression yields, or that it met something missing (an unset field, a text that is no number). */
export type Evaluation = Result<Value, 'missing'>;

/** A checked expression. Pure and total: a failure inside is a value. */
export interface Expression {
  readonly type: 'text' | 'number' | 'boolean';
  evaluate(scope: Scope): Evaluation;
}

/** Compiles one CEL expression; the error is a sentence for its author. */
export function compileExpression(environment: Environment, source: string): Result<Expression, string> {
  const checked = environment.check(source);
  if (!checked.valid)
    return failed(`The expression "${source}" is not valid: ${checked.error?.summary ?? 'it cannot be read'}.`);
  const type = resultType(checked.type);
  if (type === undefined)
    return failed(`The expression "${source}" yields ${checked.type}, not a text, a number or a boolean.`);
  const parsed = environment.parse(source);
  const refused = refusedPart(parsed.ast, environment, source);
  if (refused !== undefined) return failed(refused);
  return ok({ type, evaluate: (scope) => evaluate(parsed, scope) });
}

function evaluate(parsed: (context: Record<string, unknown>) => unknown, scope: Scope): Evaluation {
  try {
    return border(parsed(scope));
  } catch {
    // The library throws for whatever a run-time value lacks; to a call that is a missing value, never a crash.
    return failed('missing');
  }
}

function border(value: unknown): Evaluation {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return ok(value);
    case 'number':
      return Number.isFinite(value) ? ok(value) : failed('missing');
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? ok(Number(value)) : failed('missing');
    default:
      return failed('missing');
  }
}

function resultType(celType: string | undefined): Expression['type'] | undefined {
  switch (celType) {
    case 'string':
      return 'text';
    case 'int':
    case 'uint':
    case 'double':
      return 'number';
    case 'bool':
      return 'boolean';
    default:
      return undefined;
  }
}

/** Walks over lists. Nested ones multiply: a few of them within the limits of structure take minutes. */
const comprehensions: ReadonlySet<unknown> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
  'transformList',
  'bind',
]);

/**
 * What CEL allows and a call must not: `matches`, since a regular expression can hang the line; and a division of two ints,
 * which would silently cut off the fraction where an author expects it.
 */
function refusedPart(node: ASTNode, environment: Environment, source: string): string | undefined {
  if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches') {
    return `The expression "${source}" uses matches(): regular expressions are not allowed, since they can hang a call. Compare texts, or use startsWith, endsWith, contains.`;
  }
  if (node.op === 'rcall' && comprehensions.has(node.args[0])) {
    return `The expression "${source}" uses ${node.args[0]}(): walks over lists are not allowed, since nested ones can hang a call. Compare single values.`;
  }
  if (node.op === 'call' && node.args[0] === 'dyn') {
    return `The expression "${source}" uses dyn(), which takes the checks of types away. Convert by int(), double() or string().`;
  }
  if (node.op === '/' && node.args.every((part) => environment.check(sourceOf(part)).type === 'int')) {
    return `The expression "${source}" divides two whole numbers, which cuts off the fraction. Write one of them as a decimal, as 2.0.`;
  }
  for (const child of children(node)) {
    const refused = refusedPart(child, environment, source);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function sourceOf(node: ASTNode): string {
  return node.input.slice(node.range.start, node.range.end);
}

function children(node: ASTNode): ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(part: unknown): ASTNode[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn);
  if (typeof part === 'object' && part !== null && 'op' in part && 'args' in part) {
    // An AST node is the only object with an operator and operands that the parser puts among operands.
    return [part as ASTNode];
  }
  return [];
}
