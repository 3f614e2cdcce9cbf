import type { CallView, Progress } from './emulator-messages.ts';
import { displayNumber } from './phone-number.ts';
import { connectedTarget, isLive, type TargetPhone } from './shown-call.ts';

const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** How long a call has lasted, as `m:ss` or `h:mm:ss`; never below zero, since two clocks may differ. */
export function durationWords(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / MS_PER_SECOND));
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  const tail = twoDigits(seconds % SECONDS_PER_MINUTE);
  return hours > 0 ? `${hours}:${twoDigits(minutes % MINUTES_PER_HOUR)}:${tail}` : `${minutes}:${tail}`;
}

/** How long the caller has been, or was, connected; `undefined` if never. */
export function connectedMs(call: CallView, nowMs: number): number | undefined {
  if (call.connectedAt === undefined) return undefined;
  const endMs = call.endedAt === undefined ? nowMs : Date.parse(call.endedAt);
  return endMs - Date.parse(call.connectedAt);
}

/** A name such as `callerHungUp` as words: `caller hung up`. */
export function inWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The state of the call in one or two words. */
export function stateWords(call: CallView): string {
  if (!isLive(call)) return 'Call ended';
  if (call.state === 'ringing') return 'Ringing';
  return connectedTarget(call) === undefined ? 'Connected' : 'Transferred';
}

/** The state of a phone that is called. */
export function legWords(state: Progress): string {
  return { ringing: 'Ringing', connected: 'Connected', ended: 'Call ended' }[state];
}

/** What the line listens for; empty when for nothing. */
export function listeningFor({ listening, listeningForSpeech }: CallView): '' | 'keys' | 'speech' | 'keys and speech' {
  if (listening && listeningForSpeech) return 'keys and speech';
  if (listeningForSpeech) return 'speech';
  return listening ? 'keys' : '';
}

/** One or two sentences for people who cannot see the page, said whenever they change. */
export function announcement(call: CallView | undefined, label: string, targets: TargetPhone[]): string {
  if (call === undefined) return '';
  if (!isLive(call)) return endWords(call);
  const sentences = [call.state === 'ringing' ? `Calling ${label}. Ringing.` : `Connected to ${label}.`];
  const awaited = listeningFor(call);
  if (awaited !== '') sentences.push(`The line is listening for ${awaited}.`);
  for (const { leg } of targets) {
    sentences.push(`The phone ${displayNumber(leg.number)}: ${legWords(leg.state).toLowerCase()}.`);
  }
  return sentences.join(' ');
}

function endWords({ endReason, endExplanation }: CallView): string {
  const ended = `Call ended${endReason === undefined ? '' : `: ${inWords(endReason)}`}.`;
  return endExplanation === undefined ? ended : `${ended} ${endExplanation}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
