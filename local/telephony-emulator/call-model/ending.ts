import type { EndReason, ResultInformation } from './effect.ts';
import { cutPrompt } from './media.ts';
import type { CallConnection, CallLeg } from './model.ts';
import { openOperationEvents, plainEvent } from './operation-events.ts';
import { RESULT } from './results.ts';
import { change, changeLeg, emit, type Turn } from './turn.ts';

/** Ends the whole call: the app's part first, then every leg that is left. */
export function endCall(turn: Turn, endReason: EndReason, result: ResultInformation): Turn {
  const apart = disconnectApp(turn, result);
  const alone = apart.model.legs.reduce(endLeg, apart);
  const over = change(alone, {
    phase: 'ended',
    endReason,
    transfer: undefined,
    ringDueAtMs: undefined,
    connectDueAtMs: undefined,
  });
  return emit(over, { type: 'callEnded', endReason });
}

/** Ends the app's part, if it has one still; the telephones go on. */
export function disconnectApp(turn: Turn, result: ResultInformation): Turn {
  const { connection, settings } = turn.model;
  if (connection === undefined || connection.state === 'disconnected') return turn;
  const open = openOperationEvents(turn.model);
  const after = settings.openOperationsAtEnd === 'canceledAfter';
  const quiet = change(cutPrompt(turn), {
    connection: { ...connection, state: 'disconnected' },
    connectDueAtMs: undefined,
    running: undefined,
    queue: [],
  });
  const before = emit(quiet, ...(after ? [] : open), lastEvent(connection, result));
  return after ? emit(before, ...open) : before;
}

/** A caller who gives up while the answer is being set up: that this is AnswerFailed and not CallDisconnected is assumed. */
function lastEvent(connection: CallConnection, result: ResultInformation) {
  return connection.state === 'connecting' && result === RESULT.endedByCaller
    ? plainEvent('AnswerFailed', RESULT.callerCanceled, connection)
    : plainEvent('CallDisconnected', result, connection);
}

function endLeg(turn: Turn, leg: CallLeg): Turn {
  if (leg.state === 'ended') return turn;
  const ended = changeLeg(turn, leg.id, 'ended');
  return leg.role === 'target' && leg.state === 'ringing'
    ? emit(ended, { type: 'phoneStoppedRinging', leg: leg.id, reason: 'canceled' })
    : emit(ended, { type: 'legEnded', leg: leg.id });
}
