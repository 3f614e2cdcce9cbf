import type { Participant } from './effect.ts';
import { endCall } from './ending.ts';
import type { CallModel } from './model.ts';
import { plainEvent } from './operation-events.ts';
import { mediaDue } from './recognition.ts';
import { participant, phoneNumber, RESULT } from './results.ts';
import { missTarget } from './transfer.ts';
import { change, changeLeg, emit, type Turn } from './turn.ts';

interface Timer {
  readonly dueAtMs: number;
  readonly fire: (turn: Turn) => Turn;
}

/** Who is in the call, as the service lists them: the caller, and the app under its own identity. */
export function participantsOf(model: CallModel): readonly Participant[] {
  const { appRawId } = model.settings;
  return [
    participant(phoneNumber(model.from ?? '')),
    participant({ kind: 'communicationUser', rawId: appRawId, communicationUser: { id: appRawId } }),
  ];
}

/** When the call next changes by itself; undefined while nothing is timed. */
export function firstDueMs(model: CallModel): number | undefined {
  return firstTimer(model)?.dueAtMs;
}

/** Fires every timer that is due by `untilMs`, in order, each at its own time. */
export function fireTimers(turn: Turn, untilMs: number): Turn {
  let fired = turn;
  // Each round ends a timer, and only operations that were granted before can start new ones: the rounds are bounded.
  for (let timer = firstTimer(fired.model); timer !== undefined; timer = firstTimer(fired.model)) {
    if (timer.dueAtMs > untilMs) break;
    fired = timer.fire(change(fired, { nowMs: Math.max(fired.model.nowMs, timer.dueAtMs) }));
  }
  return change(fired, { nowMs: untilMs });
}

function firstTimer(model: CallModel): Timer | undefined {
  return timersOf(model).reduce<Timer | undefined>(
    (first, timer) => (first === undefined || timer.dueAtMs < first.dueAtMs ? timer : first),
    undefined,
  );
}

/** In the order in which they fire when they are due together. */
function timersOf({ connectDueAtMs, running, transfer, ringDueAtMs }: CallModel): readonly Timer[] {
  return [
    ...(connectDueAtMs === undefined ? [] : [{ dueAtMs: connectDueAtMs, fire: connect }]),
    ...(running?.dueAtMs === undefined
      ? []
      : [{ dueAtMs: running.dueAtMs, fire: (turn: Turn) => mediaDue(turn, running) }]),
    ...(transfer === undefined
      ? []
      : [{ dueAtMs: transfer.dueAtMs, fire: (turn: Turn) => missTarget(turn, transfer, 'noAnswer') }]),
    ...(ringDueAtMs === undefined ? [] : [{ dueAtMs: ringDueAtMs, fire: giveUp }]),
  ];
}

function connect(turn: Turn): Turn {
  const { connection, settings } = turn.model;
  if (connection === undefined) return change(turn, { connectDueAtMs: undefined });
  const up = changeLeg(
    change(turn, { phase: 'connected', connectDueAtMs: undefined, connection: { ...connection, state: 'connected' } }),
    'caller',
    'connected',
  );
  const connected = plainEvent('CallConnected', RESULT.success, connection);
  const updated = {
    type: 'eventRaised',
    eventType: 'ParticipantsUpdated',
    data: { participants: participantsOf(turn.model), sequenceNumber: 1, resultInformation: RESULT.success },
  } as const;
  const events = settings.connectOrder === 'connectedFirst' ? [connected, updated] : [updated, connected];
  return emit(up, { type: 'legConnected', leg: 'caller' }, ...events);
}

function giveUp(turn: Turn): Turn {
  return endCall(turn, 'notAnswered', RESULT.endedByCaller);
}
