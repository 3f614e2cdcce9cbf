import type { CallView, HeardPrompt, SaidWords } from './emulator-messages.ts';
import { isLive } from './shown-call.ts';

/** Pace at which words light up; characters a second. The emulator speaks at this pace at its normal speed. */
const SPEECH_CHARS_PER_SECOND = 14;
/** Captions shown; the oldest go first. */
export const CAPTIONS_MAX = 100;
/**
 * A prompt of the line, or words of the caller, on the page. `cutOff`: something ended a prompt early; `unheard`: nobody listened
 * to the words.
 */
export type Caption = { key: string; atMs: number; text: string } & (
  | { who: 'line'; state: 'speaking' | 'said' | 'cutOff' }
  | { who: 'caller'; state: 'said' | 'unheard' }
);

/** A word of a prompt, and when it is due, in milliseconds after the prompt began. */
export type SpokenWord = { text: string; dueMs: number };

/**
 * What was said in a call, oldest first. Only the last prompt can be speaking, and only in a live call: a line has one
 * voice. What begins in the same millisecond stands in the order prompt, answer.
 */
export function captionsOf(call: CallView): Caption[] {
  const prompts = call.heard.map((prompt, place) => promptCaption(call, prompt, place));
  const answers = call.said.map((words, place) => answerCaption(call, words, place));
  // The sort is stable.
  return [...prompts, ...answers].toSorted((one, other) => one.atMs - other.atMs).slice(-CAPTIONS_MAX);
}

/** Whether the line speaks just now. */
export function isSpeaking(captions: Caption[]): boolean {
  return captions.some(({ state }) => state === 'speaking');
}

/** Splits a prompt into words with the moments at which a voice would reach them. */
export function spokenWords(text: string): SpokenWord[] {
  return Array.from(text.matchAll(/\S+/g), (match) => ({
    text: match[0],
    dueMs: speechMs(match.index),
  }));
}

function promptCaption(call: CallView, prompt: HeardPrompt, place: number): Caption {
  const maySpeak = place === call.heard.length - 1 && isLive(call);
  return {
    who: 'line',
    key: `${call.id}/${keyOf(call.heard, place)}`,
    atMs: Date.parse(prompt.at),
    text: prompt.text,
    state: stateOf(prompt, maySpeak),
  };
}

function answerCaption(call: CallView, words: SaidWords, place: number): Caption {
  return {
    who: 'caller',
    key: `${call.id}/caller/${keyOf(call.said, place)}`,
    atMs: Date.parse(words.at),
    text: words.text,
    state: words.counted ? 'said' : 'unheard',
  };
}

/** Not the place alone: the emulator drops the oldest of a long call, and then every place moves. */
function keyOf(all: readonly { at: string }[], place: number): string {
  const at = all[place]?.at;
  const twins = all.slice(0, place).filter((one) => one.at === at).length;
  return `${at}/${twins}`;
}

function stateOf(prompt: HeardPrompt, maySpeak: boolean): 'speaking' | 'said' | 'cutOff' {
  if (prompt.finished) return 'said';
  return maySpeak && prompt.cut !== true ? 'speaking' : 'cutOff';
}

function speechMs(chars: number): number {
  return Math.round((chars / SPEECH_CHARS_PER_SECOND) * 1_000);
}
