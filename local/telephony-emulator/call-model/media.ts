import type { EffectBody, ResultInformation } from './effect.ts';
import type { PlaySource } from './input.ts';
import type { MediaOperation, RunningMedia } from './model.ts';
import { canceledEvent, failedEvent, plainEvent } from './operation-events.ts';
import { RESULT } from './results.ts';
import { scaled, sourceMs, spokenText } from './speech.ts';
import { change, emit, type Turn } from './turn.ts';

/** Adds a granted operation: behind the others, or, when it interrupts, instead of them. */
export function addMedia(turn: Turn, operation: MediaOperation): Turn {
  const cleared = operation.interrupt ? cancelMedia(turn) : turn;
  return startNext(change(cleared, { queue: [...cleared.model.queue, operation] }));
}

/** Cancels what runs and what waits, each with its event. */
export function cancelMedia(turn: Turn): Turn {
  const { running, queue } = turn.model;
  const operations = [...(running === undefined ? [] : [running.operation]), ...queue];
  const silent = change(cutPrompt(turn), { running: undefined, queue: [] });
  return emit(silent, ...operations.map(canceledEvent));
}

/** Fails what runs, if anything does, and goes on with what waits. */
export function failMedia(turn: Turn, result: ResultInformation, sourceIndex?: number): Turn {
  const { running } = turn.model;
  if (running === undefined) return turn;
  return finishMedia(cutPrompt(turn), failedEvent(running.operation, result, sourceIndex));
}

/** Ends what runs with its event, and goes on with what waits. */
export function finishMedia(turn: Turn, event: EffectBody): Turn {
  return startNext(emit(change(turn, { running: undefined }), event));
}

/** Ends the prompt that is being heard, if one is, before its time. */
export function cutPrompt(turn: Turn): Turn {
  const { running } = turn.model;
  const source = running?.phase === 'prompting' ? sourcesOf(running.operation)[running.sourceIndex] : undefined;
  if (source === undefined) return turn;
  return emit(turn, { type: 'promptFinished', text: spokenText(source), finished: false });
}

/** What happens when a source has been heard to its end. */
export function finishSource(turn: Turn, running: RunningMedia): Turn {
  const sources = sourcesOf(running.operation);
  const source = sources[running.sourceIndex];
  const heard =
    source === undefined ? turn : emit(turn, { type: 'promptFinished', text: spokenText(source), finished: true });
  if (running.sourceIndex + 1 < sources.length) return startSource(heard, running, running.sourceIndex + 1);
  return finishSources(heard, running);
}

function finishSources(turn: Turn, running: RunningMedia): Turn {
  const { operation } = running;
  if (operation.kind === 'recognize') {
    const told = turn.model.settings.recognizePromptEvents
      ? emit(turn, plainEvent('PlayCompleted', RESULT.actionCompleted, operation))
      : turn;
    return startListening(told, running);
  }
  // The caller hears the same again and again, so that later rounds have no effects: a timer each would never end.
  if (operation.loop) return change(turn, { running: { ...running, phase: 'looping', dueAtMs: undefined } });
  return finishMedia(turn, plainEvent('PlayCompleted', RESULT.actionCompleted, operation));
}

function startNext(turn: Turn): Turn {
  const [operation, ...queue] = turn.model.queue;
  if (turn.model.running !== undefined || operation === undefined) return turn;
  const running: RunningMedia = { operation, phase: 'prompting', sourceIndex: 0, tones: [] };
  const begun = change(turn, { running, queue });
  if (sourcesOf(operation).length === 0) return finishSources(begun, running);
  const told =
    operation.kind === 'play' || begun.model.settings.recognizePromptEvents
      ? emit(begun, plainEvent('PlayStarted', RESULT.actionCompleted, operation))
      : begun;
  return startSource(told, running, 0);
}

function startSource(turn: Turn, running: RunningMedia, sourceIndex: number): Turn {
  const source = sourcesOf(running.operation)[sourceIndex];
  const text = source === undefined ? '' : spokenText(source);
  if (source === undefined || text === '') return failOnEmpty(turn, running, sourceIndex);
  const dueAtMs = turn.model.nowMs + sourceMs(source, turn.model.settings);
  const speaking = change(turn, { running: { ...running, phase: 'prompting', sourceIndex, dueAtMs } });
  return emit(speaking, { type: 'promptStarted', text });
}

/** A recognition whose prompt says nothing fails as one whose prompt cannot be played; which code it has live is not known. */
function failOnEmpty(turn: Turn, { operation }: RunningMedia, sourceIndex: number): Turn {
  const result = operation.kind === 'play' ? RESULT.emptyText : RESULT.promptFailed;
  return finishMedia(turn, failedEvent(operation, result, sourceIndex));
}

/**
 * The prompt is over and the silence begins to count; whether the service counts from here or from the request is not
 * documented.
 */
function startListening(turn: Turn, running: RunningMedia): Turn {
  const { operation } = running;
  if (operation.kind !== 'recognize') return turn;
  const dueAtMs = turn.model.nowMs + scaled(operation.initialSilenceMs, turn.model.settings.timeoutSpeed);
  return change(turn, { running: { ...running, phase: 'listening', dueAtMs } });
}

function sourcesOf(operation: MediaOperation): readonly PlaySource[] {
  return operation.kind === 'play' ? operation.sources : operation.prompts;
}
