import { expect } from 'vitest';
import type { Command, CommandType } from '../../src/interpreter/command.ts';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import { limits } from '../../src/interpreter/limits.ts';
import { type CallState, depthOf, framesOf, isCallerGone, nextDueAtMs } from '../../src/interpreter/state.ts';
import type { Transition } from '../../src/interpreter/transition.ts';

/** What may still be done for a caller who has left. */
const withoutCaller: readonly CommandType[] = ['sendRequest', 'lookUpRows', 'saveRow', 'cancelMedia'];

/** What holds of every single transition. */
export function checkTransition(before: CallState, { state, commands, trace }: Transition): void {
  if (state === before) {
    expect({ commands, trace }).toEqual({ commands: [], trace: [] });
    return;
  }
  expect(before.phase).not.toBe('ended');
  expect(state.seq).toBe(before.seq + 1);
  checkTokens(state.seq, commands);
  expect(state.steps - before.steps).toBeLessThanOrEqual(2 * limits.stepsPerEventMax);
  // One that is handled and one that is not; after a hang-up one in the path of each flow.
  expect((state.tally.errors ?? 0) - (before.tally.errors ?? 0)).toBeLessThanOrEqual(
    Math.max(2, depthOf(before), limits.framesMax),
  );
  if (isCallerGone(before)) expect(commands.filter(({ type }) => !withoutCaller.includes(type))).toEqual([]);
  for (const command of commands) checkCommand(command);
  checkState(state);
}

/** Tokens are those of this transition, in order; one may be left out, of a command that turned out to be needless. */
function checkTokens(seq: number, commands: readonly Command[]): void {
  const numbers = commands.map(({ token }) => Number(token.replace(`${seq}.`, '')));
  expect(commands.map(({ token }) => token)).toEqual(numbers.map((number) => `${seq}.${number}`));
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
}

/** What holds of every state, whatever led to it. */
export function checkState(state: CallState): void {
  expect(decodeState(JSON.parse(JSON.stringify(state)))).toEqual({ ok: true, value: state });
  checkOperations(state);
  checkFrames(state);
  expect(state.tags?.length ?? 0).toBeLessThanOrEqual(limits.tagsMax);
  expect(state.hangUps ?? 0).toBeLessThanOrEqual(limits.hangUpsMax);
  expect(JSON.stringify(state).length).toBeLessThan(30_000);
}

/** An open call awaits something that is overdue one day, in a flow that runs; a call that is over awaits nothing. */
function checkOperations(state: CallState): void {
  const dueAtMs = nextDueAtMs(state);
  if (state.phase === 'ended') expect(state.operations).toEqual([]);
  else expect(Number.isFinite(dueAtMs), `nothing is awaited in ${JSON.stringify(state)}`).toBe(true);
  for (const { frame = 0, token } of state.operations) expect(frame, token).toBeLessThan(depthOf(state));
}

function checkFrames(state: CallState): void {
  const frames = framesOf(state);
  const { variables } = state.confidential;
  expect(frames.length).toBeLessThanOrEqual(limits.framesMax);
  expect(variables).toHaveLength(frames.length);
  expect(JSON.stringify(variables).length).toBeLessThanOrEqual(limits.variablesCharactersMax);
  for (const { visitCounts = [], retriableVisits = {} } of frames) {
    expect(visitCounts.length).toBeLessThanOrEqual(limits.countedStepsMax);
    expect(Object.keys(retriableVisits).length).toBeLessThanOrEqual(limits.retriableInputsMax);
  }
}

/** What is spoken is something, and no longer than the service can speak. */
function checkCommand(command: Command): void {
  if (!('prompts' in command)) return;
  for (const { text, ssml } of command.prompts) {
    expect(text.length).toBeLessThanOrEqual(limits.promptCharactersMax);
    expect(ssml?.length ?? 0).toBeLessThanOrEqual(limits.promptCharactersMax);
  }
  if (command.type === 'play') expect(command.prompts).not.toEqual([]);
}
