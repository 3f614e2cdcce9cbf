import type { EventData, RaisedEvent } from '../../local/telephony-emulator/call-model/call-model.ts';
import { TONES, type Tone } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { CallEvent, InputEnd, InputFailure } from '../../src/interpreter/event.ts';

/** What an event of the telephone is to the interpreter; undefined for what nothing in it awaits. */
export function raisedEvent(raised: RaisedEvent, atMs: number): CallEvent | undefined {
  const { code, subCode } = raised.data.resultInformation;
  const reason = `${code}/${subCode}`;
  switch (raised.eventType) {
    case 'CallConnected':
      return { type: 'callConnected', atMs };
    case 'CallDisconnected':
      return { type: 'callDisconnected', reason, atMs };
    case 'AnswerFailed':
      return { type: 'answerFailed', reason, atMs };
    default:
      return operationEvent(raised, { reason, subCode, atMs });
  }
}

interface Outcome {
  readonly reason: string;
  readonly subCode: number;
  readonly atMs: number;
}

/** An event whose request had no context answers nothing that the interpreter asked for. */
function operationEvent(raised: RaisedEvent, { reason, subCode, atMs }: Outcome): CallEvent | undefined {
  const token = 'operationContext' in raised.data ? raised.data.operationContext : undefined;
  if (token === undefined) return undefined;
  switch (raised.eventType) {
    case 'PlayCompleted':
      return { type: 'promptCompleted', token, atMs };
    case 'PlayFailed':
      return { type: 'promptFailed', token, reason, atMs };
    case 'RecognizeCompleted':
      return recognised(raised.data, { token, subCode, atMs });
    case 'RecognizeFailed':
      return { type: 'inputFailed', token, reason: inputFailures[subCode] ?? 'failed', atMs };
    case 'CallTransferAccepted':
      return { type: 'transferAccepted', token, atMs };
    case 'CallTransferFailed':
      return { type: 'transferFailed', token, reason, atMs };
    default:
      return undefined;
  }
}

function recognised(
  data: EventData['RecognizeCompleted'],
  { token, subCode, atMs }: { token: string; subCode: number; atMs: number },
): CallEvent {
  switch (data.recognitionType) {
    case 'dtmf': {
      const endedBy = inputEnds[subCode] ?? 'maxDigits';
      return { type: 'inputCollected', token, digits: keysOf(data.dtmfResult.tones), endedBy, atMs };
    }
    case 'choices':
      return { type: 'choiceMade', token, label: data.choiceResult.label, atMs };
    case 'speech':
      return { type: 'speechHeard', token, text: data.speechResult.speech, atMs };
  }
}

/** Source: Microsoft's troubleshooting codes; the telephone here reports an inter-digit time-out as completed. */
const inputEnds: Readonly<Record<number, InputEnd>> = { 8514: 'endKey', 8531: 'maxDigits', 8532: 'interDigit' };

const inputFailures: Readonly<Record<number, InputFailure>> = {
  8510: 'noInput',
  8511: 'promptFailed',
  8532: 'noMatch',
  8534: 'noMatch',
  8547: 'noMatch',
  8563: 'noMatch',
};

/** Tones as the keys that make them. */
export function keysOf(tones: readonly Tone[]): string {
  return tones.map((tone) => keys[TONES.indexOf(tone)] ?? '').join('');
}

/** In the order of TONES, which is that of the keys. */
const keys = '0123456789ABCD#*';
