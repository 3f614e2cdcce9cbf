/** Who did something in a call, as a transcript names them. */
export type Speaker = 'caller' | 'line' | 'phone' | 'flow';

/** One line of a transcript. */
export interface TranscriptLine {
  /** Since the beginning of the call, in milliseconds. */
  readonly afterMs: number;
  readonly who: Speaker;
  readonly what: string;
}

/** A call as text: one line per happening, with seconds since the call came in. */
export function wordTranscript(lines: readonly TranscriptLine[]): string {
  return lines.map(({ afterMs, who, what }) => `${seconds(afterMs)}  ${who.padEnd(6)}  ${what}`).join('\n');
}

/** Two texts that should be one, with a mark under the place where they part. */
export function compareTexts(expected: string, actual: string): string {
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  return `expected "${expected}"\n     got "${actual}"\n          ${' '.repeat(same)}^`;
}

/**
 * One blank for every run of white space, none at the ends, and letters composed: how texts are compared. A difference that nobody
 * can see is none.
 */
export function collapse(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

function seconds(afterMs: number): string {
  return `${(afterMs / 1_000).toFixed(2).padStart(8)} s`;
}
