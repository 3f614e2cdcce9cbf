import type { Command } from '../../src/interpreter/command.ts';
import type { CallEvent, OperationOutcome } from '../../src/interpreter/event.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { CallState, Operation, OperationKind } from '../../src/interpreter/state.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import type { Value } from '../../src/interpreter/value-definition.ts';

/** A caller who does what is asked, in a world where everything works; or one who does nothing, where nothing does. */
export type Luck = 'good' | 'bad';

/** Events of one call; a flow that loops as long as the guards allow needs some hundred. */
const eventsMax = 3_000;

/** What a call came to. */
export interface EndedCall {
  readonly state: CallState;
  /** The steps that were entered, as `step: outcome`. */
  readonly trace: readonly string[];
}

/** Runs a call until it is over; throws if it does not come to an end. */
export function callToItsEnd(program: Program, luck: Luck, inputs: Readonly<Record<string, Value>> = {}): EndedCall {
  let state = newCall(program, 'attempt', inputs);
  const commands = new Map<string, Command>();
  const trace: string[] = [];
  const happen = (event: CallEvent) => {
    const next = transition(program, state, event);
    state = next.state;
    for (const command of next.commands) commands.set(command.token, command);
    trace.push(...next.trace.map(({ step, outcome }) => `${step}: ${outcome}`));
  };
  let atMs = Date.UTC(2026, 2, 2, 12);
  happen({ type: 'callOffered', from: '+14255550101', to: '+14255550100', headers: {}, atMs });
  for (let events = 0; state.phase !== 'ended'; events++) {
    if (events >= eventsMax) throw new Error(`The call does not end: ${trace.slice(-20).join('; ')}`);
    const next = dueFirst(state.operations);
    if (next === undefined) throw new Error(`The call awaits nothing and is not over: ${trace.join('; ')}`);
    atMs = next.kind === 'timer' ? next.dueAtMs : atMs + 100;
    if (next.kind === 'answer') {
      state = { ...state, callId: 'call' };
      happen({ type: 'callConnected', atMs });
    } else happen({ ...outcomeFor(next.kind, luck, commands.get(next.token)), token: next.token, atMs });
  }
  return { state, trace };
}

/** Timers go first: what they are raced with would never let them win here. */
function dueFirst(operations: readonly Operation[]): Operation | undefined {
  return operations.find(({ kind }) => kind === 'timer') ?? operations[0];
}

const luckily: Readonly<Record<Exclude<OperationKind, 'input'>, OperationOutcome>> = {
  answer: { type: 'deadlinePassed' },
  refusal: { type: 'commandAccepted' },
  prompt: { type: 'promptCompleted' },
  transfer: { type: 'transferAccepted' },
  departure: { type: 'deadlinePassed' },
  hangUp: { type: 'commandAccepted' },
  timer: { type: 'deadlinePassed' },
  request: { type: 'requestAnswered', status: 200, body: {} },
  rows: { type: 'rowsFound', rows: [{ rowKey: 'row', fields: {} }] },
  save: { type: 'rowSaved' },
};

const unluckily: Readonly<Record<Exclude<OperationKind, 'input'>, OperationOutcome>> = {
  ...luckily,
  refusal: { type: 'commandRefused', reason: 'refused' },
  prompt: { type: 'promptFailed', reason: '400/8523' },
  transfer: { type: 'transferFailed', reason: '486/0' },
  request: { type: 'requestFailed', reason: 'failed' },
  rows: { type: 'commandRefused', reason: 'unreachable' },
  save: { type: 'saveUncertain' },
};

function outcomeFor(kind: OperationKind, luck: Luck, command: Command | undefined): OperationOutcome {
  if (kind !== 'input') return luck === 'good' ? luckily[kind] : unluckily[kind];
  if (luck === 'bad') return { type: 'inputFailed', reason: 'noInput' };
  switch (command?.type) {
    case 'recogniseDigits':
      return { type: 'inputCollected', digits: '1'.repeat(command.digitsMax), endedBy: 'maxDigits' };
    case 'recogniseChoice':
      return { type: 'choiceMade', label: command.choices[0]?.label ?? '' };
    default:
      return { type: 'speechHeard', text: 'Five Main Street.' };
  }
}
