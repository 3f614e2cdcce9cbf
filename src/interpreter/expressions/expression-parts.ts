import type { ASTNode } from '@marcbachmann/cel-js';
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

/** What CEL allows and a call must not: `matches` and walks over lists, which can hang the line, and values without a type. */
export function refusedPart(node: ASTNode, source: string): string | undefined {
  if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches') {
    return `The expression "${source}" uses matches(): regular expressions are not allowed, since they can hang a call. Compare texts, or use startsWith, endsWith, contains.`;
  }
  if (node.op === 'rcall' && comprehensions.has(node.args[0])) {
    return `The expression "${source}" uses ${node.args[0]}(): walks over lists are not allowed, since nested ones can hang a call. Compare single values.`;
  }
  if (node.op === 'call' && node.args[0] === 'dyn') {
    return `The expression "${source}" uses dyn(), which takes the checks of types away. Convert by int(), double() or string().`;
  }
  for (const child of nodesIn(node.args)) {
    const refused = refusedPart(child, source);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Whether it divides anything: of two whole numbers CEL would cut off the fraction, where an author expects it. */
export function divides(node: ASTNode): boolean {
  return node.op === '/' || nodesIn(node.args).some(divides);
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

/** The nodes among the operands of one. */
export function nodesIn(part: unknown): ASTNode[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn);
  if (typeof part === 'object' && part !== null && 'op' in part && 'args' in part) {
    // An AST node is the only object with an operator and operands that the parser puts among operands.
    return [part as ASTNode];
  }
  return [];
}
