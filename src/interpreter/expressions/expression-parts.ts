import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { speechNames } from './speech-environment.ts';

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
export function refusedPart(node: ASTNode, environment: Environment, source: string): string | undefined {
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
  for (const child of nodesIn(node.args)) {
    const refused = refusedPart(child, environment, source);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** The names that an expression reads. */
export function readsOf(node: ASTNode, names: Set<string> = new Set()): Set<string> {
  if (node.op === 'id') names.add(String(node.args));
  for (const child of nodesIn(node.args)) readsOf(child, names);
  return names;
}

/** Whether an expression renders for speech, so that its result depends on the language. */
export function usesSpeech(node: ASTNode): boolean {
  if (node.op === 'call' && speechNames.has(String(node.args[0]))) return true;
  return nodesIn(node.args).some(usesSpeech);
}

function sourceOf(node: ASTNode): string {
  return node.input.slice(node.range.start, node.range.end);
}

function nodesIn(part: unknown): ASTNode[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn);
  if (typeof part === 'object' && part !== null && 'op' in part && 'args' in part) {
    // An AST node is the only object with an operator and operands that the parser puts among operands.
    return [part as ASTNode];
  }
  return [];
}
