/** The JSON object that a line of text is; undefined for every other line. */
export function jsonObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    // JSON that begins with a brace is an object, and its keys are texts.
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
