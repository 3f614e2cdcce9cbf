import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { nodesIn } from './expression-parts.ts';

/** Functions that take whole numbers among their arguments. Source: the library's own. */
const takingInts: ReadonlySet<unknown> = new Set(['substring', 'indexOf', 'lastIndexOf', 'split']);

/**
 * An expression in which every number is a decimal: `flag ? price : 0` becomes `flag ? price : 0.0`, `texts[n]` becomes
 * `texts[int(n)]`, `size(texts)` becomes `double(size(texts))`. CEL wants one type in both branches and in every item of a list,
 * whole numbers as indexes, and cuts off the fraction of `7 / 2`; and authors do not know its two kinds of number apart.
 */
export function withOneKindOfNumber(ast: ASTNode, cel: Environment): string {
  return written(ast, { cel, asInt: false });
}

interface Place {
  readonly cel: Environment;
  /** Whether a whole number is wanted here. */
  readonly asInt: boolean;
}

function written(node: ASTNode, { cel, asInt }: Place): string {
  if (node.op === 'value') return literal(node, asInt);
  const source = withParts(node, cel);
  if (node.op !== 'call' && node.op !== 'rcall' && !asInt) return source;
  const { type } = cel.check(source);
  if (asInt) return type === 'double' ? `int(${source})` : source;
  return type === 'int' ? `double(${source})` : source;
}

/** A whole number is the only literal that is digits alone. */
function literal({ input, range }: ASTNode, asInt: boolean): string {
  const source = input.slice(range.start, range.end);
  return !asInt && /^\d+$/.test(source) ? `${source}.0` : source;
}

/** The source of a node with its parts written anew, and what stands between them as it is. */
function withParts(node: ASTNode, cel: Environment): string {
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  const { start, end } = extentOf(node);
  let source = '';
  let position = start;
  for (const [index, part] of nodesIn(node.args).entries()) {
    const asInt = index > 0 && (node.op === '[]' || takingInts.has(name));
    const extent = extentOf(part);
    source += node.input.slice(position, extent.start) + written(part, { cel, asInt });
    position = extent.end;
  }
  return source + node.input.slice(position, end);
}

/** Where a node stands with the parentheses around its parts: its own range begins and ends inside of them. */
function extentOf(node: ASTNode): { readonly start: number; readonly end: number } {
  const { input } = node;
  let { start, end } = node.range;
  let { opened, closed } = unmatched(node);
  for (; closed > 0 && start > 0; start--) if (input[start - 1] === '(') closed--;
  for (; opened > 0 && end < input.length; end++) if (input[end] === ')') opened--;
  return { start, end };
}

/** Parentheses of a node's range whose other halves stand outside of it. Those inside of texts are none. */
function unmatched(node: ASTNode): { opened: number; closed: number } {
  const texts = literalsIn(node);
  let opened = 0;
  let closed = 0;
  for (let at = node.range.start; at < node.range.end; at++) {
    const text = texts.find(({ range }) => at >= range.start && at < range.end);
    if (text !== undefined) at = text.range.end - 1;
    else if (node.input[at] === '(') opened++;
    else if (node.input[at] === ')' && opened > 0) opened--;
    else if (node.input[at] === ')') closed++;
  }
  return { opened, closed };
}

function literalsIn(node: ASTNode): ASTNode[] {
  return node.op === 'value' ? [node] : nodesIn(node.args).flatMap(literalsIn);
}
