import type { EffectBody, Identifier, Participant, ResultInformation } from './effect.ts';

function result(code: number, subCode: number, message: string): ResultInformation {
  return { code, subCode, message };
}

/** The outcomes inside events. "Live": captured from the service; "documented": Microsoft's tables; otherwise assumed. */
export const RESULT = {
  /** Live. */
  success: result(200, 0, ''),
  /** Live. */
  actionCompleted: result(200, 0, 'Action completed successfully.'),
  /** Live, with this spelling. */
  playCanceled: result(400, 8508, 'Action falied, the operation was cancelled.'),
  /** Documented. */
  recognizeCanceled: result(400, 8508, 'Action failed, the operation was canceled.'),
  /** Documented as a code; that it ends operations of a call that is over is assumed. */
  callTerminated: result(400, 8528, 'Action failed, the call was terminated.'),
  /** Documented. */
  maxDigits: result(200, 8531, 'Action completed, max digits received.'),
  /** Documented. */
  stopTone: result(200, 8514, 'Action completed as stop tone was detected.'),
  /** Documented; whether the event is RecognizeCompleted or RecognizeFailed is not clear. */
  interDigit: result(400, 8532, 'Action failed, inter-digit silence timeout reached.'),
  /** Documented. */
  initialSilence: result(400, 8510, 'Action failed, initial silence timeout reached.'),
  /** Documented. */
  choiceMatched: result(200, 8533, 'Action completed, DTMF option matched.'),
  /** Documented. */
  incorrectTone: result(500, 8534, 'Action failed, incorrect tone entered.'),
  /** Documented. */
  phraseMatched: result(200, 8545, 'Action completed, speech option matched.'),
  /** Documented. */
  phraseNotMatched: result(400, 8547, 'Action failed, recognized phrase does not match a valid option.'),
  /** Documented. */
  speechRecognized: result(200, 8569, 'Action completed, speech was recognized.'),
  /** Documented; that words without a letter or a digit end so is assumed. */
  speechNotRecognized: result(400, 8563, 'Action failed, speech could not be recognized.'),
  /** Documented. */
  emptyText: result(400, 8582, 'Action failed, the text or SSML to play is empty.'),
  /** Documented. */
  promptFailed: result(500, 8511, 'Action failed, encountered failure while trying to play the prompt.'),
  /** Live for terminate; assumed for the leg that leaves alone and for the one that a transfer frees. */
  endedByApp: result(
    200,
    7000,
    'Call was ended by Azure Communication Service Call Automation API or a server bot. DiagCode: 0#7000.@',
  ),
  /** Live. */
  endedByCaller: result(200, 540000, 'Call ended successfully by local PSTN caller. DiagCode: 0#540000.@'),
  /** Documented as a call-end code; that AnswerFailed carries it is assumed. */
  callerCanceled: result(487, 540487, 'Call was canceled by the caller. DiagCode: 487#540487.@'),
  /** The three of a failed transfer: documented as call-end codes; that CallTransferFailed carries them is assumed. */
  targetBusy: result(486, 560486, 'The callee is busy. DiagCode: 486#560486.@'),
  targetDeclined: result(603, 0, 'Decline. DiagCode: 603#0.@'),
  targetNoAnswer: result(487, 10004, 'The call was not answered in time. DiagCode: 487#10004.@'),
  /** Assumed. */
  transferCanceled: result(487, 8542, 'The call was canceled.'),
} as const;

/** The answers to requests that cannot be granted; statuses and codes are documented or live where not marked. */
export const REFUSAL = {
  /** Live. */
  callNotFound: refusal(404, '8522', 'Call not found.'),
  /** Live. */
  notEstablished: refusal(400, '8501', 'Action is invalid when call is not in Established state.'),
  /** Documented as a code; that a second answer gets it is assumed. */
  invalidState: refusal(400, '8585', 'The action is invalid for the current state of the call.'),
  /** Documented. */
  incompatibleMedia: refusal(412, '8583', 'The action is not compatible with an active or queued media operation.'),
  /** Assumed: the service's bound on waiting operations is unknown. */
  tooManyOperations: refusal(400, '8500', 'Too many media operations are queued.'),
  /** The code is documented, its status is assumed. */
  transferConflict: refusal(409, '8607', 'Another transfer operation is in progress.'),
} as const;

/** 400/8523, with a sentence that names the field. */
export function invalidArgument(message: string): EffectBody {
  return refusal(400, '8523', message);
}

function refusal(status: number, code: string, message: string): EffectBody {
  return { type: 'refused', status, code, message };
}

/** A number as the service writes it. */
export function phoneNumber(value: string): Identifier {
  return { kind: 'phoneNumber', rawId: `4:${value}`, phoneNumber: { value } };
}

/** A line of ParticipantsUpdated or of the participants' list. */
export function participant(identifier: Identifier): Participant {
  return { identifier, isMuted: false, isOnHold: false };
}
