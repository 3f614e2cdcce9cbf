import { storeLimits } from './store-limits.ts';

/** `!` itself, and what stays out of keys for the reasons at `dataKeyOf`. */
const escaped =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  /[!/\\#?%\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A table's name or a row's key as Azure may hold it: readable as it is, for `!` and four hexadecimal digits stand only for
 * - `/ \ # ?` and control characters, which Azure forbids in keys (Microsoft, "Understanding the Table service data model");
 * - `%`, for the service decodes addresses twice (Microsoft's storage blog, 2012-05-28; not seen live since);
 * - halves of surrogate pairs, U+FFFE and U+FFFF, which are no text;
 * - `!`, so that it can be told back.
 *
 * `a` begins with `b` exactly where their keys do. Rows stand in the order of their keys by UTF-16 units, in which an escaped
 * character sorts as `!`: after the space, before all else. Undefined for a text that can be no key: an empty or too long one.
 */
export function dataKeyOf(text: string): string | undefined {
  if (text === '' || text.length > storeLimits.dataKeyCharactersMax) return undefined;
  const key = text.replace(escaped, (unit) => `!${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return key.length > storeLimits.dataKeyCharactersMax ? undefined : key;
}

/** The text that a key was made of; an operator's own key is itself, unless it has the form of an escape. */
export function dataTextOf(key: string): string {
  return key.replace(/!([0-9a-f]{4})/g, (_escape, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/**
 * The least text after every one that begins with the prefix: its last character is replaced by the next whole one, never by
 * half of one, which would not survive the way to the service. Azurite orders keys by UTF-16 units, and so, as far as its
 * pages say, does Azure; not seen live. Throws for an empty prefix, after which there is nothing.
 */
export function endOfPrefix(key: string): string {
  const characters = [...key];
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) throw new Error('An empty prefix has no end.');
  // Nothing follows U+10FFFF, which is no character: its end is the first text that no operator writes.
  if (last === 0x10ffff) return `${key}\u{10ffff}`;
  // After U+D7FF come the surrogates; the least pair of them is U+10000.
  return `${characters.join('')}${String.fromCodePoint(last === 0xd7ff ? 0x10000 : last + 1)}`;
}
