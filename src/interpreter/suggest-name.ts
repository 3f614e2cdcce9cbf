/** Longer texts are no names, and comparing them is not worth the time. Characters. */
const nameCharactersMax = 64;

/** Shorter names say too little to be the beginning of the one that was meant. Characters. */
const prefixCharactersMin = 3;

/** Most names that one sentence lists. */
const listedMax = 25;

/** Advice about a name that does not exist: the known one that was most likely meant, or `otherwise` where none is alike. */
export function suggestName(written: string, known: readonly string[], otherwise: string): string {
  const alike = nearestName(written, known);
  return alike === undefined ? otherwise : `Did you mean "${alike}"?`;
}

/** Names for a sentence, at most twenty-five of them: the kinds of steps are fewer. */
export function listNames(names: readonly string[]): string {
  const rest = names.length - listedMax;
  return `${names.slice(0, listedMax).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The known name that was most likely meant; undefined where none is alike. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  if (written.length > nameCharactersMax) return undefined;
  const lower = written.toLowerCase();
  // One letter in three may be wrong: with more, short names would all be alike.
  const editsMax = Math.min(2, Math.floor(written.length / 3));
  for (let edits = 0; edits <= editsMax; edits++) {
    const alike = known.find((one) => isWithin(lower, one.toLowerCase(), edits));
    if (alike !== undefined) return alike;
  }
  return known.find(
    (one) =>
      Math.min(one.length, lower.length) >= prefixCharactersMin &&
      (one.toLowerCase().startsWith(lower) || lower.startsWith(one.toLowerCase())),
  );
}

/** Whether one becomes the other by at most so many letters that are added, removed, replaced, or swapped with the next. */
function isWithin(one: string, other: string, edits: number): boolean {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [a, b] = [one.slice(same), other.slice(same)];
  if (a === b) return true;
  if (edits === 0 || Math.abs(a.length - b.length) > edits) return false;
  return (
    isWithin(a.slice(1), b.slice(1), edits - 1) ||
    isWithin(a.slice(1), b, edits - 1) ||
    isWithin(a, b.slice(1), edits - 1) ||
    (a[0] === b[1] && a[1] === b[0] && isWithin(a.slice(2), b.slice(2), edits - 1))
  );
}
