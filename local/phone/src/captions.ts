import type { CallView, HeardPrompt } from './emulator-messages.ts';
import { isLive } from './shown-call.ts';

/** Pace at which words light up; characters a second. The emulator speaks at this pace at its normal speed. */
export const SPEECH_CHARS_PER_SECOND = 14;
/** Prompts shown; the oldest go first. */
export const CAPTIONS_MAX = 100;
/** A prompt on the page. `cutOff`: a key or a hang-up ended it early. */
export type Caption = { key: string; atMs: number; text: string; state: 'speaking' | 'said' | 'cutOff' };

/** A word of a prompt, and when it is due, in milliseconds after the prompt began. */
export type SpokenWord = { text: string; dueMs: number };

/** The prompts of a call, oldest first. Only the last can be speaking, and only in a live call: a call has one voice. */
export function captionsOf(call: CallView): Caption[] {
  const firstShown = Math.max(0, call.heard.length - CAPTIONS_MAX);
  return call.heard.slice(firstShown).map((prompt, index) => {
    const place = firstShown + index;
    const maySpeak = place === call.heard.length - 1 && isLive(call);
    return {
      key: keyOf(call, place),
      atMs: Date.parse(prompt.at),
      text: prompt.text,
      state: stateOf(prompt, maySpeak),
    };
  });
}

/** Splits a prompt into words with the moments at which a voice would reach them. */
export function spokenWords(text: string): SpokenWord[] {
  return Array.from(text.matchAll(/\S+/g), (match) => ({
    text: match[0],
    dueMs: speechMs(match.index),
  }));
}

/** Not the place alone: the emulator drops the oldest prompts of a long call, and then every place moves. */
function keyOf(call: CallView, place: number): string {
  const at = call.heard[place]?.at;
  const twins = call.heard.slice(0, place).filter((prompt) => prompt.at === at).length;
  return `${call.id}/${at}/${twins}`;
}

function stateOf(prompt: HeardPrompt, maySpeak: boolean): Caption['state'] {
  if (prompt.finished) return 'said';
  return maySpeak && prompt.cut !== true ? 'speaking' : 'cutOff';
}

function speechMs(chars: number): number {
  return Math.round((chars / SPEECH_CHARS_PER_SECOND) * 1_000);
}
