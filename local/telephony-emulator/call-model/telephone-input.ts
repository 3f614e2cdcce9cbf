import type { IgnoredReason } from './effect.ts';
import { endCall } from './ending.ts';
import type { TelephoneInput } from './input.ts';
import { pressTone } from './key-recognition.ts';
import type { CallLeg } from './model.ts';
import { RESULT } from './results.ts';
import { hearWords } from './speech-recognition.ts';
import { toneOfKey } from './tones.ts';
import { acceptTarget, missTarget } from './transfer.ts';
import { change, emit, type Turn } from './turn.ts';
import { wordsOf } from './utterance.ts';

/** What a telephone does to the call. What comes when it cannot matter is ignored, and says so. */
export function applyTelephoneInput(turn: Turn, input: TelephoneInput): Turn {
  if (turn.model.phase === 'ended') return ignore(turn, 'callEnded');
  if (input.type === 'callPlaced') return placeCall(turn, input);
  const leg = turn.model.legs.find(({ id }) => id === input.leg);
  if (leg === undefined) return ignore(turn, 'noSuchLeg');
  switch (input.type) {
    case 'keyPressed':
      return leg.role === 'caller' ? pressTone(turn, toneOfKey(input.key)) : ignore(turn, 'nobodyListens');
    case 'spoke':
      return speak(turn, leg, input.text);
    case 'legHungUp':
      return hangUp(turn, leg);
    case 'phoneAccepted':
      return pickUp(turn, leg);
    case 'phoneDeclined':
      return turnAway(turn, leg, 'declined');
    case 'phoneBusy':
      return turnAway(turn, leg, 'busy');
  }
}

function ignore(turn: Turn, reason: IgnoredReason): Turn {
  return emit(turn, { type: 'inputIgnored', reason });
}

function placeCall(turn: Turn, input: Extract<TelephoneInput, { type: 'callPlaced' }>): Turn {
  if (turn.model.phase !== 'idle') return ignore(turn, 'wrongState');
  const { callId, from, to } = input;
  const ringing = change(turn, {
    phase: 'ringing',
    callId,
    from,
    to,
    legs: [{ id: 'caller', role: 'caller', number: from, state: 'ringing' }],
    ringDueAtMs: turn.model.nowMs + turn.model.settings.ringMs,
  });
  return emit(ringing, { type: 'incomingCallRaised', from, to });
}

/** Two telephones that talk with each other are not listened to. */
function speak(turn: Turn, leg: CallLeg, text: string): Turn {
  const words = wordsOf(text);
  if (leg.state !== 'connected') return ignore(turn, 'wrongState');
  if (words === '') return ignore(turn, 'nothingSaid');
  const heard = leg.role === 'caller' ? hearWords(turn, words) : undefined;
  if (heard !== undefined) return heard;
  return ignore(emit(turn, { type: 'legSpoke', leg: leg.id, text: words, counts: false }), 'nobodyListens');
}

function hangUp(turn: Turn, leg: CallLeg): Turn {
  if (leg.state === 'ended') return ignore(turn, 'wrongState');
  if (leg.role === 'caller') return endCall(turn, 'callerHungUp', RESULT.endedByCaller);
  if (leg.state === 'ringing') return turnAway(turn, leg, 'declined');
  return endCall(turn, 'targetHungUp', RESULT.endedByCaller);
}

function pickUp(turn: Turn, leg: CallLeg): Turn {
  const { transfer } = turn.model;
  return transfer?.leg === leg.id ? acceptTarget(turn, transfer) : ignore(turn, 'wrongState');
}

function turnAway(turn: Turn, leg: CallLeg, reason: 'declined' | 'busy'): Turn {
  const { transfer } = turn.model;
  return transfer?.leg === leg.id ? missTarget(turn, transfer, reason) : ignore(turn, 'wrongState');
}
