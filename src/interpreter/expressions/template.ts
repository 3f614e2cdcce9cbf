import type { Environment } from '@marcbachmann/cel-js';
import { failed, ok, type Result } from '../../result.ts';
import { limits } from '../limits.ts';
import { compileExpression, type Expression, type Scope } from './expression.ts';

/** Text with expressions in it, checked. */
export interface Template {
  /** The text itself where nothing is to be filled in. */
  readonly constant?: string;
  /** Fills the expressions in. A missing value is an empty text; `missing` says that there was one. */
  render(scope: Scope): { readonly text: string; readonly missing: boolean };
}

/** Compiles a text with `{{ CEL }}` in it; the error is a sentence for its author. */
export function compileTemplate(environment: Environment, source: string): Result<Template, string> {
  const parts: (string | Expression)[] = [];
  let position = 0;
  while (position < source.length) {
    const open = source.indexOf('{{', position);
    parts.push(source.slice(position, open === -1 ? undefined : open));
    if (open === -1) break;
    const close = closingBraces(source, open + 2);
    if (close === -1) return failed(`The text "${source}" opens {{ without closing it by }}.`);
    const expression = compileExpression(environment, source.slice(open + 2, close).trim());
    if (!expression.ok) return expression;
    parts.push(expression.value);
    position = close + 2;
  }
  return ok(templateOf(parts.filter((part) => part !== '')));
}

/** Finds `}}` outside of quotes, so that a text in an expression may hold braces. */
function closingBraces(source: string, from: number): number {
  let quote: string | undefined;
  for (let index = from; index < source.length; index++) {
    const character = source[index];
    if (quote !== undefined) {
      if (character === '\\') index++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '}' && source[index + 1] === '}') return index;
  }
  return -1;
}

function templateOf(parts: readonly (string | Expression)[]): Template {
  const [only] = parts;
  if (parts.length === 0) return constantTemplate('');
  if (parts.length === 1 && typeof only === 'string') return constantTemplate(only);
  return { render: (scope) => renderParts(parts, scope) };
}

function constantTemplate(text: string): Template {
  return { constant: text, render: () => ({ text, missing: false }) };
}

function renderParts(parts: readonly (string | Expression)[], scope: Scope): { text: string; missing: boolean } {
  let text = '';
  let missing = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = part.evaluate(scope);
    if (value.ok) text += String(value.value);
    else missing = true;
  }
  return { text: text.slice(0, limits.promptCharactersMax), missing };
}
