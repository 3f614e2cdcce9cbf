import { failed, ok, type Result } from '../../result.ts';
import { limits } from '../limits.ts';
import type { Value } from '../value-definition.ts';
import type { CheckingEnvironment } from './environment.ts';
import { compileExpression, type Expression, type Scope } from './expression.ts';
import type { ExpressionFault } from './expression-fault.ts';

/** Text with expressions in it, checked. */
export interface Template {
  /** The text itself where nothing is to be filled in. */
  readonly constant?: string;
  /** The only part of a template that is exactly one `{{ }}`, which keeps its type. */
  readonly single?: Expression;
  readonly reads: ReadonlySet<string>;
  /** Fills the expressions in. A missing value is an empty text; `missing` says that there was one. */
  render(scope: Scope): { readonly text: string; readonly missing: boolean };
}

/** How filled-in values are written into the text, as XML needs it for SSML. */
export type Escaping = (text: string) => string;

const plain: Escaping = (text) => text;

/** Compiles a text with `{{ CEL }}` in it; the error is for its author. */
export function compileTemplate(
  environment: CheckingEnvironment,
  source: string,
  escaping: Escaping = plain,
): Result<Template, ExpressionFault> {
  if (!source.includes('{{')) return ok(constantTemplate(source));
  const parts: (string | Expression)[] = [];
  let position = 0;
  while (position < source.length) {
    const open = source.indexOf('{{', position);
    parts.push(source.slice(position, open === -1 ? undefined : open));
    if (open === -1) break;
    const close = closingBraces(source, open + 2);
    if (close === -1)
      return failed({ message: `The text "${source}" opens {{ and does not close it.`, advice: 'Close it by }}.' });
    const expression = compileExpression(environment, source.slice(open + 2, close).trim());
    if (!expression.ok) return expression;
    parts.push(expression.value);
    position = close + 2;
  }
  return templateOf(
    parts.filter((part) => part !== ''),
    { source, escaping },
  );
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

function templateOf(
  parts: readonly (string | Expression)[],
  { source, escaping }: { source: string; escaping: Escaping },
): Result<Template, ExpressionFault> {
  const [only] = parts;
  const reads = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [...part.reads])));
  const render = (scope: Scope) => renderParts(parts, scope, escaping);
  if (parts.length === 1 && typeof only === 'object') return ok({ single: only, reads, render });
  const structured = parts.find((part) => typeof part === 'object' && !isScalar(part.celType));
  if (structured !== undefined)
    return failed({
      message: `The text "${source}" has a list or a shape among its words.`,
      advice: 'Name a field or an item of it.',
    });
  return ok({ reads, render });
}

/** Whether values of a type are texts, numbers or booleans, which can stand in a text. */
export function isScalar(celType: string): boolean {
  return ['string', 'int', 'uint', 'double', 'bool'].includes(celType);
}

/** What a text without expressions reads. */
export const readsNothing: ReadonlySet<string> = new Set();

/** A text without expressions. */
export function constantTemplate(text: string): Template {
  return { constant: text, reads: readsNothing, render: () => ({ text, missing: false }) };
}

function renderParts(
  parts: readonly (string | Expression)[],
  scope: Scope,
  escaping: Escaping,
): { text: string; missing: boolean } {
  let text = '';
  let missing = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = part.evaluate(scope);
    if (value.ok && typeof value.value !== 'object') text += escaping(wordsOf(value.value));
    else missing = true;
  }
  return { text: text.slice(0, limits.templateCharactersMax), missing };
}

/** Digits of a fraction that a double holds exactly; those behind them are what its arithmetic left. Source: IEEE 754. */
const exactDigits = 15;

/** A value as it stands among words: three times 0.1 is 0.3 there. */
function wordsOf(value: string | number | boolean): string {
  const isFraction = typeof value === 'number' && !Number.isInteger(value);
  return String(isFraction ? Number(value.toPrecision(exactDigits)) : value);
}

/** The value of a template: of exactly one `{{ }}` with its type, else a text. Undefined where a single one is missing. */
export function valueIn(
  template: Template,
  scope: Scope,
): { readonly value: Value | undefined; readonly missing: boolean } {
  if (template.constant !== undefined) return { value: template.constant, missing: false };
  if (template.single !== undefined) {
    const value = template.single.evaluate(scope);
    return value.ok ? { value: value.value, missing: false } : { value: undefined, missing: true };
  }
  const { text, missing } = template.render(scope);
  return { value: text, missing };
}

/** A text as it stands in a URL. Half a character, which cutting a text can leave, has no encoding and becomes U+FFFD. */
export function escapeUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** A text as it stands inside SSML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
