import type { Effect } from '../../local/telephony-emulator/call-model/call-model.ts';
import { collapse, type Speaker } from './transcript.ts';

/**
 * What a dialogue must list: a prompt that the caller begins to hear, or a phone that begins to ring. `afterMs`: since the caller
 * dialled.
 */
export type Observation = { readonly afterMs: number } & (
  | { readonly type: 'prompt'; readonly text: string }
  | { readonly type: 'ring'; readonly number: string }
);

/** What of an effect a dialogue must list; undefined for the rest. */
export function observationOf(effect: Effect, afterMs: number): Observation | undefined {
  if (effect.type === 'promptStarted') return { type: 'prompt', text: effect.text, afterMs };
  return effect.type === 'phoneRang' ? { type: 'ring', number: effect.number, afterMs } : undefined;
}

/** How a transcript tells an effect; undefined for what nobody in the call notices. */
export function tellingOf(effect: Effect): { readonly who: Speaker; readonly what: string } | undefined {
  switch (effect.type) {
    case 'promptStarted':
      return { who: 'line', what: `"${effect.text}"` };
    case 'promptFinished':
      return effect.finished ? undefined : { who: 'line', what: '(cut short)' };
    case 'phoneRang':
      return { who: 'phone', what: `${effect.number} rings` };
    case 'phoneStoppedRinging':
      return { who: 'phone', what: effect.reason };
    case 'callEnded':
      return { who: 'line', what: `(the call is over: ${effect.endReason})` };
    default:
      return undefined;
  }
}

/** An observation in the words of a difference. */
export function wordObservation(observation: Observation): string {
  return observation.type === 'prompt' ? `heard "${collapse(observation.text)}"` : `${observation.number} rings`;
}
