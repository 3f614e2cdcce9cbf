/** A port from a setting: absent or empty is the default, 0 any free one; undefined if the text is no port. */
export function parsePort(text: string | undefined, portDefault: number): number | undefined {
  if (text === undefined || text === '') return portDefault;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}
