import type { RecognizeResult } from './effect.ts';
import type { KeySequence } from './input.ts';
import { COLLECTED_TONES_MAX } from './limits.ts';
import { acceptsKeys, isOpen, type RunningRecognition, recognitionIn } from './listening.ts';
import { cutPrompt, failMedia, finishMedia } from './media.ts';
import { recognizedEvent } from './operation-events.ts';
import { RESULT } from './results.ts';
import { scaled } from './speech.ts';
import type { Tone } from './tones.ts';
import { change, emit, type Turn } from './turn.ts';

/** A key of the caller's, which counts, interrupts or is lost. */
export function pressTone(turn: Turn, tone: Tone): Turn {
  const running = recognitionIn(turn.model);
  if (running === undefined || !acceptsKeys(running)) return lost(turn);
  if (isOpen(running)) return takeTone(cutPrompt(turn), running, tone);
  if (turn.model.settings.keyDuringProtectedPrompt === 'lost') return lost(turn);
  if (running.tones.length >= COLLECTED_TONES_MAX) return lost(turn);
  return change(turn, { running: { ...running, tones: [...running.tones, tone] } });
}

/** Keys pressed during a protected prompt count when it is over, where the settings say so. */
export function takeBuffered(turn: Turn): Turn {
  const { running } = turn.model;
  if (running?.phase !== 'listening' || running.tones.length === 0) return turn;
  const emptied = change(turn, { running: { ...running, tones: [] } });
  return running.tones.reduce((taken, tone) => {
    const now = recognitionIn(taken.model);
    return now?.operation === running.operation ? takeTone(taken, now, tone) : taken;
  }, emptied);
}

/** The silence after a key has lasted too long. */
export function finishCollecting(turn: Turn, { operation, tones }: RunningRecognition): Turn {
  if (turn.model.settings.interDigitEvent === 'failed') return failMedia(turn, RESULT.interDigit);
  return finishMedia(turn, recognizedEvent(operation, dtmf(tones), RESULT.interDigit));
}

function lost(turn: Turn): Turn {
  return emit(turn, { type: 'inputIgnored', reason: 'nobodyListens' });
}

function takeTone(turn: Turn, running: RunningRecognition, tone: Tone): Turn {
  const { grammar } = running.operation;
  switch (grammar.kind) {
    case 'choices':
      return choose(turn, running, tone);
    case 'dtmf':
    case 'speechOrDtmf':
      return collect(turn, { running, keys: grammar }, tone);
    case 'speech':
      return lost(turn);
  }
}

interface Collection {
  readonly running: RunningRecognition;
  readonly keys: KeySequence;
}

function collect(turn: Turn, { running, keys }: Collection, tone: Tone): Turn {
  const { operation } = running;
  const { settings, nowMs } = turn.model;
  const tones = [...running.tones, tone];
  if (keys.stopTones.includes(tone)) {
    const kept = settings.stopToneInResult ? tones : running.tones;
    return finishMedia(turn, recognizedEvent(operation, dtmf(kept), RESULT.stopTone));
  }
  if (tones.length >= Math.min(keys.maxTones ?? COLLECTED_TONES_MAX, COLLECTED_TONES_MAX)) {
    return finishMedia(turn, recognizedEvent(operation, dtmf(tones), RESULT.maxDigits));
  }
  const dueAtMs = nowMs + scaled(keys.interToneMs, settings.timeoutSpeed);
  return change(turn, { running: { ...running, phase: 'collecting', tones, dueAtMs } });
}

function choose(turn: Turn, { operation, ...running }: RunningRecognition, tone: Tone): Turn {
  const choices = operation.grammar.kind === 'choices' ? operation.grammar.choices : [];
  const chosen = choices.find((choice) => choice.tone === tone);
  // The prompt, if there was one, has been cut by the key already: out of its phase, so that it is not cut again.
  if (chosen === undefined) {
    return failMedia(change(turn, { running: { ...running, operation, phase: 'listening' } }), RESULT.incorrectTone);
  }
  const result: RecognizeResult = { recognitionType: 'choices', choiceResult: { label: chosen.label } };
  return finishMedia(turn, recognizedEvent(operation, result, RESULT.choiceMatched));
}

function dtmf(tones: readonly Tone[]): RecognizeResult {
  return { recognitionType: 'dtmf', dtmfResult: { tones } };
}
