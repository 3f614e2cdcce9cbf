import type { CallModel, Effect, RaisedEvent } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { CommandRequest } from '../../src/calls/ports/telephony.ts';
import { type History, type Performance, tell } from './history.ts';
import type { TelephoneLine } from './telephone-line.ts';

/** A request that the service granted. */
export interface Granted {
  readonly line: TelephoneLine;
  readonly request: CommandRequest;
  /** What ran before it. */
  readonly before: CallModel['running'];
  readonly effects: readonly Effect[];
}

/** Notes what a granted request began, whom it rang, and what it cut short. */
export function notePerformed(history: History, { line, request, before, effects }: Granted): void {
  const { command } = request;
  const key = `${line.id}/${command.token}`;
  if (command.type === 'play') performanceOf(history, key, 'Play').begun++;
  if (command.type.startsWith('recognise')) performanceOf(history, key, 'Recognize').begun++;
  if (effects.some(({ type }) => type === 'phoneRang')) history.rings.set(key, (history.rings.get(key) ?? 0) + 1);
  // What is played in a loop has no end of its own.
  const isSpeech = before?.operation.kind === 'play' && !before.operation.loop;
  const spoke = isSpeech ? before.operation.operationContext : undefined;
  if (spoke === undefined || spoke === command.token) return;
  // What was heard to its end is no loss when a repeat of it is cut, which came because nobody knew.
  const wasHeard = (history.media.get(`${line.id}/${spoke}`)?.completed ?? 0) > 0;
  if (!wasHeard && !isOvertaken(history, spoke, command.token))
    history.cuts.push(`${spoke} was cut short by ${command.token}`);
}

/**
 * A request that the service was slow to take comes after the one that followed it, and cannot be called back: a `wait` whose
 * time is up while its music is being asked for.
 */
function isOvertaken({ disturbed }: History, spoke: string, late: string): boolean {
  const [lateSeq = 0, lateIndex = 0] = late.split('.').map(Number);
  const [seq = 0, index = 0] = spoke.split('.').map(Number);
  return disturbed.has('command') && (lateSeq < seq || (lateSeq === seq && lateIndex < index));
}

/** Notes that an operation came to its end. The prompt of a recognition may have events of its own, which are none. */
export function noteEnded(history: History, line: TelephoneLine, event: RaisedEvent): void {
  const [, kind] = /^(Play|Recognize)(Completed|Failed)$/.exec(event.eventType) ?? [];
  const key = `${line.id}/${tokenOf(event)}`;
  if (kind !== undefined && history.media.get(key)?.kind === kind) performanceOf(history, key, kind).completed++;
}

/** Tells what happened on a line. */
export function tellEffect(history: History, line: TelephoneLine, effect: Effect): void {
  const { atMs, type, ...rest } = effect;
  const what = () =>
    'eventType' in effect ? `raises ${effect.eventType} ${tokenOf(effect)}` : `${type} ${JSON.stringify(rest)}`;
  tell(history, atMs, () => `  ${line.id}: ${what()}`);
}

function performanceOf(history: History, key: string, kind: string): Performance {
  const known = history.media.get(key) ?? { kind, begun: 0, completed: 0 };
  history.media.set(key, known);
  return known;
}

function tokenOf({ data }: RaisedEvent): string {
  return 'operationContext' in data ? String(data.operationContext) : '';
}
