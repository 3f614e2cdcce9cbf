import type { PlaySource } from './input.ts';
import { TEXT_CHARACTERS_MAX } from './limits.ts';
import type { ModelSettings } from './settings.ts';

/** None of these patterns looks past the next `<`, so that no text makes them slow. */
const MARK = /<[^<>]*>/g;
const MARKS = /(?:<[^<>]*>)+/g;
const PUNCTUATION = /^[.,;:!?…]/;
const BREAK_TIME = /^<break\s(?:.*\s)?time\s*=\s*["'](\d{1,6}(?:\.\d{1,3})?)(ms|s)["']/is;
const ENTITY = /&(lt|gt|quot|apos|amp|#\d{1,7}|#x[\da-f]{1,6});/gi;
/** The last code point of Unicode. */
const CODE_POINT_MAX = 0x10_ff_ff;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Longest a single break may last. Milliseconds. Source: Microsoft, SSML structure and events. */
const BREAK_MS_MAX = 20_000;

/** What the caller hears, in words: SSML without its marks, a file as its name in brackets. Empty when there is nothing to say. */
export function spokenText(source: PlaySource): string {
  switch (source.kind) {
    case 'text':
      return collapse(source.text.slice(0, TEXT_CHARACTERS_MAX));
    case 'ssml':
      return collapse(withoutMarks(source.ssmlText.slice(0, TEXT_CHARACTERS_MAX)));
    case 'file':
      return `[${fileName(source.uri.slice(0, TEXT_CHARACTERS_MAX))}]`;
  }
}

/** How long a source plays, rounded up to whole milliseconds, at least 1. */
export function sourceMs(source: PlaySource, settings: ModelSettings): number {
  if (source.kind === 'file') return scaled(settings.filePromptMs, settings.speed);
  const speechMs = (spokenText(source).length * 1_000) / settings.speechCharactersPerSecond;
  const pausesMs = source.kind === 'ssml' ? breaksMs(source.ssmlText.slice(0, TEXT_CHARACTERS_MAX)) : 0;
  return scaled(Math.max(settings.promptMsMin, speechMs) + pausesMs, settings.speed);
}

/** A duration run faster, in whole milliseconds, at least 1. */
export function scaled(durationMs: number, speed: number): number {
  return Math.max(1, Math.ceil(durationMs / speed));
}

/** What follows a question mark may be a signature: nothing to be shown. */
function fileName(uri: string): string {
  return uri.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
}

/** A text with its white space as single spaces, none at either end. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutMarks(ssml: string): string {
  const words = ssml.replace(MARKS, (marks, at: number) =>
    PUNCTUATION.test(ssml.charAt(at + marks.length)) ? '' : ' ',
  );
  return words.replace(ENTITY, (whole, name: string) => ENTITIES[name] ?? numberedCharacter(name) ?? whole);
}

/** `#39` or `#x27`; undefined for what is no character. */
function numberedCharacter(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined;
  const code = Number(name.replace('#x', '0x').replace('#', ''));
  return code > 0 && code <= CODE_POINT_MAX ? String.fromCodePoint(code) : undefined;
}

function breaksMs(ssml: string): number {
  const breaks = (ssml.match(MARK) ?? []).map((mark) => BREAK_TIME.exec(mark));
  return breaks.reduce((totalMs, found) => totalMs + (found === null ? 0 : breakMs(found[1], found[2])), 0);
}

function breakMs(amount: string | undefined, unit: string | undefined): number {
  return Math.min(BREAK_MS_MAX, Number(amount) * (unit?.toLowerCase() === 's' ? 1_000 : 1));
}
