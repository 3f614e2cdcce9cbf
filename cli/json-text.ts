/** Characters of a line at most, as in biome.json. */
const lineCharactersMax = 120;

/**
 * A document as the formatter of the project writes it: what fits into a line is on one, in objects with blanks inside the
 * brackets; else each item has its own.
 */
export function jsonText(document: object): string {
  return `${written(document, { indent: '', before: 0, after: 0 })}\n`;
}

interface Place {
  /** Of the line that the value begins on. */
  readonly indent: string;
  /** Characters that stand before the value in its line, without the indent. */
  readonly before: number;
  /** Characters that follow the value in its line. */
  readonly after: number;
}

function written(value: unknown, { indent, before, after }: Place): string {
  const line = onOneLine(value);
  const isShort = indent.length + before + line.length + after <= lineCharactersMax;
  if (isShort || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const items = entries.map(([key, item], index) => {
    const label = isList ? '' : `${JSON.stringify(key)}: `;
    const comma = index < entries.length - 1 ? ',' : '';
    return `${inner}${label}${written(item, { indent: inner, before: label.length, after: comma.length })}${comma}\n`;
  });
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${items.join('')}${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${onOneLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
