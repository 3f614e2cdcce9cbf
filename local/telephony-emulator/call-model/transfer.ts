import type { ResultInformation, RingEnd } from './effect.ts';
import { disconnectApp, endCall } from './ending.ts';
import type { RequestContext } from './input.ts';
import type { CallModel, Transfer } from './model.ts';
import { addressOf, contextOf, plainEvent } from './operation-events.ts';
import { phoneNumber, RESULT } from './results.ts';
import { change, changeLeg, emit, type Turn } from './turn.ts';

/** Whom to ring, on whose behalf. */
export interface TargetCall {
  readonly kind: Transfer['kind'];
  /** E.164. */
  readonly target: string;
  readonly request: RequestContext;
}

/** Why a target did not answer, and what the app is told. */
const FAILURE: Readonly<Record<Exclude<RingEnd, 'accepted' | 'canceled'>, ResultInformation>> = {
  busy: RESULT.targetBusy,
  declined: RESULT.targetDeclined,
  noAnswer: RESULT.targetNoAnswer,
};

/** Lets a target ring. */
export function ringTarget(turn: Turn, { kind, target, request }: TargetCall): Turn {
  const { legs, nowMs, settings } = turn.model;
  const leg = `target-${legs.filter(({ role }) => role === 'target').length + 1}`;
  const ringing = change(turn, {
    legs: [...legs, { id: leg, role: 'target', number: target, state: 'ringing' }],
    transfer: { kind, leg, dueAtMs: nowMs + settings.transferRingMs, ...contextOf(request), ...addressOf(request) },
    ...connectionIn(turn.model, 'transferring'),
  });
  return emit(ringing, { type: 'phoneRang', leg, number: target });
}

/** The target picks up: it talks with the caller from now on, and a transferring app is out of the call. */
export function acceptTarget(turn: Turn, transfer: Transfer): Turn {
  const picked = emit(
    changeLeg(change(turn, { transfer: undefined, phase: 'connected' }), transfer.leg, 'connected'),
    { type: 'phoneStoppedRinging', leg: transfer.leg, reason: 'accepted' },
    { type: 'legConnected', leg: transfer.leg },
  );
  if (transfer.kind === 'transfer') return handOver(picked, transfer);
  return emit(changeLeg(picked, 'caller', 'connected'), { type: 'legConnected', leg: 'caller' });
}

/** The target does not answer: a transferring app goes on with the caller, a redirected call is over. */
export function missTarget(turn: Turn, transfer: Transfer, reason: keyof typeof FAILURE): Turn {
  const missed = emit(changeLeg(change(turn, { transfer: undefined }), transfer.leg, 'ended'), {
    type: 'phoneStoppedRinging',
    leg: transfer.leg,
    reason,
  });
  if (transfer.kind === 'redirect') return endCall(missed, 'redirectFailed', RESULT.targetNoAnswer);
  const back = change(missed, connectionIn(missed.model, 'connected'));
  return emit(back, plainEvent('CallTransferFailed', FAILURE[reason], transfer));
}

/**
 * CallTransferAccepted as its schema has it. That CallDisconnected comes too, with these codes, and that `transferee` is the
 * caller, has not been seen live.
 */
function handOver(turn: Turn, transfer: Transfer): Turn {
  const target = turn.model.legs.find(({ id }) => id === transfer.leg)?.number ?? '';
  const accept = (before: Turn): Turn =>
    emit(before, {
      type: 'eventRaised',
      eventType: 'CallTransferAccepted',
      data: {
        transferTarget: phoneNumber(target),
        transferee: phoneNumber(turn.model.from ?? ''),
        ...contextOf(transfer),
        resultInformation: RESULT.success,
      },
      ...addressOf(transfer),
    });
  const leave = (before: Turn): Turn => disconnectApp(before, RESULT.endedByApp);
  return turn.model.settings.transferOrder === 'acceptedFirst' ? leave(accept(turn)) : accept(leave(turn));
}

function connectionIn(model: CallModel, state: 'connected' | 'transferring'): Partial<CallModel> {
  return model.connection === undefined ? {} : { connection: { ...model.connection, state } };
}
