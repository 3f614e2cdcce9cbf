import type { Flow } from './definition.ts';
import type { Expression } from './expressions/expression.ts';
import type { Template } from './expressions/template.ts';

/**
 * A flow made ready to run: checked, its texts and conditions compiled once. It is named by the hash of its document, and a
 * call keeps the program that it started with.
 */
export interface Program {
  /** SHA-256 of the flow's document, in hexadecimal. */
  readonly hash: string;
  readonly flow: Flow;
  /** Compiled templates by their source text. */
  readonly templates: ReadonlyMap<string, Template>;
  /** Compiled expressions by their source text. */
  readonly expressions: ReadonlyMap<string, Expression>;
}
