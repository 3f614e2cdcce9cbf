import { jsonObject } from '../functions-host/json-object.ts';

/** Longest identifier that is shown whole, in characters; of a longer one, its beginning tells calls apart on one screen. */
const idCharactersMax = 12;
const idCharactersShown = 8;

/** Width of the longest usual level, so that messages stand below each other. */
const levelCharacters = 'error'.length;

/**
 * A line of the app's log for a person at a terminal: `08:37:28.747 info  callEnded outcome=rejected durationMs=0`. The time, that
 * of the terminal's place, is when the line came. Nothing is left out but the rest of long ids, which stand last; what is no JSON
 * object comes back as it is.
 */
export function readableLine(line: string, at: Date): string {
  const fields = jsonObject(line);
  if (fields === undefined) return line;
  const { level, what, ...others } = fields;
  const [ids, rest] = [Object.entries(others).filter(isId), Object.entries(others).filter((field) => !isId(field))];
  ids.sort(([one], [other]) => one.localeCompare(other));
  return [
    clockWords(at),
    wordOf(level ?? '').padEnd(levelCharacters),
    ...(what === undefined ? [] : [wordOf(what)]),
    ...rest.map(([name, value]) => `${wordOf(name)}=${wordOf(value)}`),
    ...ids.map(([name, value]) => `${wordOf(name)}=${shortId(value)}`),
  ].join(' ');
}

function isId([name]: [string, unknown]): boolean {
  return name.endsWith('Id');
}

function shortId(id: unknown): string {
  const text = wordOf(id);
  return text.length <= idCharactersMax ? text : `${text.slice(0, idCharactersShown)}…`;
}

/** Plain words as they are; everything else as JSON, so that blanks stay inside and no control character reaches the terminal. */
function wordOf(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/+-]*$/.test(value)) return value;
  return JSON.stringify(value).replace(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What JSON leaves as it is and a terminal obeys: controls from DEL on, and marks that turn the direction of what follows. */
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function clockWords(at: Date): string {
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
