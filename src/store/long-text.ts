import { storeLimits } from './store-limits.ts';

/** Properties of a row by name. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * A text as one property, or as numbered ones (`state`, `state1`, `state2`, ...) where it is longer than a property may be.
 * Throws a RangeError for a text that does not fit a row.
 */
export function splitText(name: string, text: string): Record<string, string> {
  const parts: Record<string, string> = {};
  let start = 0;
  for (let part = 0; part === 0 || start < text.length; part++) {
    if (part === storeLimits.textPartsMax)
      throw new RangeError(`The property ${name} does not fit a row with ${text.length} characters.`);
    const end = partEnd(text, start);
    parts[partName(name, part)] = text.slice(start, end);
    start = end;
  }
  return parts;
}

/** The text of a property that may have been split; undefined where there is none. */
export function joinText(row: Properties, name: string): string | undefined {
  let text: string | undefined;
  for (let part = 0; part < storeLimits.textPartsMax; part++) {
    const value = row[partName(name, part)];
    if (typeof value !== 'string') break;
    text = (text ?? '') + value;
  }
  return text;
}

function partName(name: string, part: number): string {
  return part === 0 ? name : `${name}${part}`;
}

/** A surrogate pair is never cut: halves do not survive the way to the service, which is UTF-8. */
function partEnd(text: string, start: number): number {
  const end = start + storeLimits.propertyCharactersMax;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
