import { applyAppInput } from './app-input.ts';
import type { Effect } from './effect.ts';
import type { CallInput } from './input.ts';
import { failMedia } from './media.ts';
import type { CallModel } from './model.ts';
import { DEFAULT_SETTINGS, type ModelSettings } from './settings.ts';
import { applyTelephoneInput } from './telephone-input.ts';
import { fireTimers, firstDueMs } from './timers.ts';
import type { Turn } from './turn.ts';

/**
 * One call as Call Automation sees it, as a pure function of inputs and time.
 *
 * ```ts
 * let model = newCall();
 * function happen(input: CallInput, atMs: number): readonly Effect[] {
 *   const turn = applyInput(model, input, atMs);
 *   model = turn.model;
 *   return turn.effects;
 * }
 * happen({ type: 'callPlaced', callId: 'c', from: '+14255550101', to: '+14255550100' }, 0); // incomingCallRaised
 * happen({ type: 'answer', callConnectionId: 'cc' }, 100); // nothing yet: nextDueMs(model) is 350
 * happen({ type: 'timePassed' }, 350); // legConnected, eventRaised CallConnected, eventRaised ParticipantsUpdated
 * happen({ type: 'play', sources: [{ kind: 'text', text: 'Welcome.' }], loop: false, interrupt: false }, 400); // PlayStarted, promptStarted
 * happen({ type: 'timePassed' }, 5_000); // promptFinished and PlayCompleted, both with atMs 1 000
 * happen({ type: 'legHungUp', leg: 'caller' }, 6_000); // CallDisconnected, legEnded, callEnded
 * ```
 *
 * To drive it: feed what happens with the time at which it happens, and `timePassed` at `nextDueMs`. Every input first fires
 * the timers that are due by then, so that a late clock changes no outcome, only when it is noticed.
 */
export function applyInput(model: CallModel, input: CallInput, nowMs: number): Turn {
  // A clock that goes back, or is none, stands still: time in the model never runs backwards.
  const untilMs = Number.isFinite(nowMs) ? Math.max(model.nowMs, nowMs) : model.nowMs;
  return applyAtPresent(fireTimers({ model, effects: [] }, untilMs), input);
}

/**
 * A call that has not been placed, under the default settings with those given here in their place.
 *
 * Throws RangeError when a speed is not above 0: nothing in such a call would ever end.
 */
export function newCall(settings: Partial<ModelSettings> = {}): CallModel {
  const chosen = { ...DEFAULT_SETTINGS, ...settings };
  for (const speed of [chosen.speed, chosen.timeoutSpeed, chosen.speechCharactersPerSecond]) {
    if (!(speed > 0)) throw new RangeError('speed, timeoutSpeed and speechCharactersPerSecond must be above 0.');
  }
  return { settings: chosen, nowMs: 0, phase: 'idle', legs: [], queue: [] };
}

/** When `timePassed` is wanted next, in milliseconds of the caller's clock; undefined while the call waits only for inputs. */
export function nextDueMs(model: CallModel): number | undefined {
  return firstDueMs(model);
}

/** The refusal among an input's effects, if the app's request was refused. */
export function refusalIn(effects: readonly Effect[]): Extract<Effect, { type: 'refused' }> | undefined {
  return effects.find((effect) => effect.type === 'refused');
}

function applyAtPresent(turn: Turn, input: CallInput): Turn {
  switch (input.type) {
    case 'timePassed':
      return turn;
    case 'mediaFailed':
      return failMedia(turn, { code: input.code, subCode: input.subCode, message: 'Action failed.' });
    case 'callPlaced':
    case 'keyPressed':
    case 'spoke':
    case 'legHungUp':
    case 'phoneAccepted':
    case 'phoneDeclined':
    case 'phoneBusy':
      return applyTelephoneInput(turn, input);
    default:
      return applyAppInput(turn, input);
  }
}

export type { Effect, EffectBody, EndReason, EventData, EventType, Participant, RaisedEvent } from './effect.ts';
export type { AppInput, CallInput, PlaySource, RecognizeChoice, RecognizeGrammar, TelephoneInput } from './input.ts';
export { SPOKEN_CHARACTERS_MAX } from './limits.ts';
export { isListening, isListeningForSpeech } from './listening.ts';
export type { CallConnection, CallLeg, CallModel } from './model.ts';
export { DEFAULT_SETTINGS, type ModelSettings } from './settings.ts';
export { participantsOf } from './timers.ts';
export { isKey, type Key, TONES, type Tone, toneOfKey } from './tones.ts';
export type { Turn } from './turn.ts';
