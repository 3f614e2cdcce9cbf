import type { EffectBody, RecognizeResult, ResultInformation } from './effect.ts';
import { COLLECTED_TONES_MAX } from './limits.ts';
import { cutPrompt, failMedia, finishMedia, finishSource } from './media.ts';
import type { CallModel, MediaOperation, RunningMedia } from './model.ts';
import { addressOf, contextOf } from './operation-events.ts';
import { RESULT } from './results.ts';
import { scaled } from './speech.ts';
import type { Tone } from './tones.ts';
import { change, emit, type Turn } from './turn.ts';

type Recognition = Extract<MediaOperation, { kind: 'recognize' }>;

/** True when a key pressed now would count. */
export function isListening(model: CallModel): boolean {
  const { running } = model;
  if (running?.operation.kind !== 'recognize') return false;
  return running.phase !== 'prompting' || running.operation.interruptPrompt;
}

/** What happens when the running operation's time is up: a source ends, or a silence has lasted too long. */
export function mediaDue(turn: Turn, running: RunningMedia): Turn {
  if (running.phase === 'prompting') return takeBuffered(finishSource(turn, running));
  if (running.phase === 'listening') return failMedia(turn, RESULT.initialSilence);
  return finishCollecting(turn, running);
}

/** A key of the caller's, which counts, interrupts or is lost. */
export function pressTone(turn: Turn, tone: Tone): Turn {
  const { running, settings } = turn.model;
  if (running?.operation.kind !== 'recognize') return lost(turn);
  if (running.phase !== 'prompting') return takeTone(turn, running, tone);
  if (running.operation.interruptPrompt) return takeTone(cutPrompt(turn), running, tone);
  if (settings.keyDuringProtectedPrompt === 'lost' || running.tones.length >= COLLECTED_TONES_MAX) return lost(turn);
  return change(turn, { running: { ...running, tones: [...running.tones, tone] } });
}

function lost(turn: Turn): Turn {
  return emit(turn, { type: 'inputIgnored', reason: 'nobodyListens' });
}

/** Keys pressed during a protected prompt count when it is over, where the settings say so. */
function takeBuffered(turn: Turn): Turn {
  const { running } = turn.model;
  if (running?.phase !== 'listening' || running.tones.length === 0) return turn;
  const emptied = change(turn, { running: { ...running, tones: [] } });
  return running.tones.reduce((taken, tone) => {
    const now = taken.model.running;
    return now?.operation === running.operation ? takeTone(taken, now, tone) : taken;
  }, emptied);
}

function takeTone(turn: Turn, running: RunningMedia, tone: Tone): Turn {
  const { operation } = running;
  if (operation.kind !== 'recognize') return turn;
  if (operation.grammar.kind === 'choices') return choose(turn, operation, tone);
  const { interToneMs, maxTones, stopTones } = operation.grammar;
  const tones = [...running.tones, tone];
  if (stopTones.includes(tone)) {
    const kept = turn.model.settings.stopToneInResult ? tones : running.tones;
    return finishMedia(turn, completedEvent(operation, dtmf(kept), RESULT.stopTone));
  }
  if (tones.length >= Math.min(maxTones ?? COLLECTED_TONES_MAX, COLLECTED_TONES_MAX)) {
    return finishMedia(turn, completedEvent(operation, dtmf(tones), RESULT.maxDigits));
  }
  const dueAtMs = turn.model.nowMs + scaled(interToneMs, turn.model.settings.timeoutSpeed);
  return change(turn, { running: { ...running, phase: 'collecting', tones, dueAtMs } });
}

function choose(turn: Turn, operation: Recognition, tone: Tone): Turn {
  const choices = operation.grammar.kind === 'choices' ? operation.grammar.choices : [];
  const chosen = choices.find((choice) => choice.tone === tone);
  if (chosen === undefined) return failAfterCut(turn, RESULT.incorrectTone);
  const result: RecognizeResult = { recognitionType: 'choices', choiceResult: { label: chosen.label } };
  return finishMedia(turn, completedEvent(operation, result, RESULT.choiceMatched));
}

/** The prompt, if there was one, has been cut by the key already: only the failure is left to tell. */
function failAfterCut(turn: Turn, result: ResultInformation): Turn {
  const { running } = turn.model;
  if (running === undefined) return turn;
  return failMedia(change(turn, { running: { ...running, phase: 'listening' } }), result);
}

function finishCollecting(turn: Turn, { operation, tones }: RunningMedia): Turn {
  if (operation.kind !== 'recognize') return turn;
  if (turn.model.settings.interDigitEvent === 'failed') return failMedia(turn, RESULT.interDigit);
  return finishMedia(turn, completedEvent(operation, dtmf(tones), RESULT.interDigit));
}

function dtmf(tones: readonly Tone[]): RecognizeResult {
  return { recognitionType: 'dtmf', dtmfResult: { tones } };
}

function completedEvent(
  operation: Recognition,
  result: RecognizeResult,
  resultInformation: ResultInformation,
): EffectBody {
  return {
    type: 'eventRaised',
    eventType: 'RecognizeCompleted',
    data: { ...result, ...contextOf(operation), resultInformation },
    ...addressOf(operation),
  };
}
