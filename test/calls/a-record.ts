import type { CallRecord, Intent } from '../../src/calls/call-record.ts';
import { leaseUntilMs } from '../../src/calls/next-record.ts';
import type { StoredRecord } from '../../src/calls/ports/record-store.ts';
import type { Command } from '../../src/interpreter/command.ts';
import type { CallState, Operation, OperationKind } from '../../src/interpreter/state.ts';
import { newCall } from '../../src/interpreter/transition.ts';
import { startMs, type World } from './a-world.ts';
import { speaks } from './programs.ts';

/** The state of a call that was answered when the test began, and awaits nothing. */
export function aLiveState(change: Partial<CallState> = {}): CallState {
  return {
    ...newCall(speaks, 'attempt-1'),
    to: '+14255550100',
    callId: 'call-1',
    phase: 'live',
    seq: 2,
    offeredAtMs: startMs,
    answeredAtMs: startMs,
    ...change,
  };
}

/** The row of such a call. */
export function aCallRecord(change: Partial<CallRecord> = {}): CallRecord {
  return {
    kind: 'call',
    id: 'call-1',
    attemptId: 'attempt-1',
    state: aLiveState(),
    phase: 'open',
    intents: [],
    dueAtMs: startMs,
    seen: [],
    writer: 'a-test',
    trace: { page: 0, lines: [] },
    ...change,
  };
}

/** A batch that was decided on when the test began, with the lease that its commands get. */
export function anIntent(commands: readonly Command[], change: Partial<Intent> = {}): Intent {
  const lease = { firstSentAtMs: startMs, leaseUntilMs: leaseUntilMs(commands, startMs) };
  return { seq: 2, commands, ...lease, attempts: 1, ...change };
}

/** An open operation of the only frame. */
export function anOperation(token: string, kind: OperationKind, dueAtMs: number): Operation {
  return { token, kind, dueAtMs };
}

/** A prompt on its way. */
export function aPlay(token: string): Command {
  return { type: 'play', token, prompts: [{ text: 'Hello.', language: 'en-US' }] };
}

/** Writes a row into the world's table of calls, in place of one that stands there. */
export async function stands(world: World, record: CallRecord): Promise<StoredRecord> {
  await world.calls.remove(record.id);
  const inserted = await world.calls.insert(record);
  if (!inserted.ok) throw new Error('The row stands there already.');
  return { type: 'stored', record, version: inserted.value };
}

/** Writes a row whose one batch is awaited by all of its commands. */
export function standsWithIntent(
  world: World,
  intent: Intent,
  change: Partial<CallRecord> = {},
): Promise<StoredRecord> {
  const operations = intent.commands.map(({ token }) => anOperation(token, 'prompt', startMs + 30_000));
  const state = aLiveState({ operations });
  return stands(world, aCallRecord({ state, intents: [intent], dueAtMs: intent.leaseUntilMs, ...change }));
}

/** Somebody else writes the row, without changing anything of the call. */
export async function isWrittenByAnother(world: World): Promise<void> {
  const loaded = await world.calls.load('call-1');
  if (loaded?.type !== 'stored') throw new Error('The row cannot be read.');
  await world.calls.replace({ ...loaded.record, writer: 'another' }, loaded.version);
}
