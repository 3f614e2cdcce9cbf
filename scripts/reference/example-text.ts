/** Characters that a line of an example may have. */
const lineMax = 110;

/** A JSON example as the reference shows it: as written, or with a line per field where a line would be too long. */
export function exampleText(written: string): string {
  const value: unknown = JSON.parse(written);
  if (written.split('\n').every((line) => line.length <= lineMax) || typeof value !== 'object' || value === null)
    return written;
  const fields = Object.entries(value).map(([name, field]) => `  ${JSON.stringify(name)}: ${inline(field)}`);
  return `{\n${fields.join(',\n')}\n}`;
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
