import type { ASTNode } from '@marcbachmann/cel-js';
import { comparisons, type ExpressionFault } from './expression-fault.ts';
import { speechFunctions } from './speech.ts';
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
export function refusedPart(node: ASTNode, source: string): ExpressionFault | undefined {
  if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches')
    return fault(
      source,
      'uses matches(): regular expressions are not allowed, since they can hang a call',
      comparisons,
    );
  if (node.op === 'rcall' && comprehensions.has(node.args[0])) {
    const what = `uses ${node.args[0]}(): walks over lists are not allowed, since nested ones can hang a call`;
    return fault(source, what, 'Compare single values.');
  }
  if (node.op === 'call' && node.args[0] === 'dyn')
    return fault(source, 'uses dyn(), which takes the checks of types away', 'Convert by int(), double() or string().');
  const unrendered = node.op === 'call' ? unrenderedLiteral(node.args[0], node.args[1]) : undefined;
  if (unrendered !== undefined) return fault(source, unrendered, 'Correct the value, or name a variable.');
  for (const child of nodesIn(node.args)) {
    const refused = refusedPart(child, source);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function fault(source: string, what: string, advice: string): ExpressionFault {
  return { message: `The expression "${source}" ${what}.`, advice };
}

/** A literal that can never be said: a date that does not exist, a currency that nobody has. */
function unrenderedLiteral(name: string, given: readonly ASTNode[]): string | undefined {
  const spoken = speechFunctions.find((one) => one.name === name);
  if (spoken === undefined) return undefined;
  if (name === 'money') {
    const [, currency] = given;
    if (currency?.op !== 'value' || typeof currency.args !== 'string') return undefined;
    if (spoken.render([1, currency.args], 'en-US') !== undefined) return undefined;
    return `uses the currency "${currency.args}", which is not a code of ISO 4217 such as USD`;
  }
  const [value] = given;
  if (value?.op !== 'value' || typeof value.args !== 'string') return undefined;
  return spoken.render([value.args], 'en-US') === undefined
    ? `has ${name}("${value.args}"), which cannot be said`
    : undefined;
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
