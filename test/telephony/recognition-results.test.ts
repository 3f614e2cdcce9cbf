import { expect, test } from 'vitest';
import { decodeCallEvent } from '../../src/telephony/decode-call-event.ts';

const atMs = 1_795_000_000_000;

/** What a recognition came to, by the names that Microsoft's troubleshooting codes have for the subcodes. */
interface ResultCase {
  readonly name: string;
  readonly kind: 'RecognizeCompleted' | 'RecognizeFailed' | 'RecognizeCanceled';
  readonly code: number;
  readonly subCode: number;
  readonly data?: object;
  readonly outcome: object;
}

const keys = { recognitionType: 'dtmf', dtmfResult: { tones: ['one', 'two'] } };
const said = { recognitionType: 'speech', speechResult: { speech: 'Main Street 12.' } };
const chosen = { recognitionType: 'choices', choiceResult: { label: 'billing', recognizedPhrase: 'my bill' } };
const pressed = { recognitionType: 'choices', choiceResult: { label: 'billing' } };

const collected = (digits: string, endedBy: string) => ({ type: 'inputCollected', digits, endedBy });
const notCollected = (reason: string) => ({ type: 'inputFailed', reason });
const cancelled = { type: 'inputCancelled' };

const cases: readonly ResultCase[] = [
  completed('max digits received', 8531, keys, collected('12', 'maxDigits')),
  completed('stop tone detected', 8514, keys, collected('12', 'endKey')),
  completed('inter-digit silence timeout, as completed', 8532, keys, collected('12', 'interDigit')),
  completed('inter-digit silence timeout, as completed, without keys', 8532, {}, collected('', 'interDigit')),
  failed('inter-digit silence timeout, as failed', 400, 8532, collected('', 'interDigit')),
  {
    ...failed('inter-digit silence timeout, as failed, with keys', 400, 8532, collected('12', 'interDigit')),
    data: keys,
  },
  completed('DTMF option matched', 8533, pressed, { type: 'choiceMade', label: 'billing' }),
  completed('speech option matched', 8545, chosen, { type: 'choiceMade', label: 'billing' }),
  completed('speech recognised', 8569, said, { type: 'speechHeard', text: 'Main Street 12.' }),
  completed('no subcode that is known', 0, keys, collected('12', 'maxDigits')),
  completed('nothing recognised at all', 0, {}, notCollected('failed')),
  completed('operation cancelled, as older editions have it', 8508, {}, cancelled),
  failed('operation cancelled, as failed', 400, 8508, cancelled),
  { name: 'operation cancelled', kind: 'RecognizeCanceled', code: 400, subCode: 8508, outcome: cancelled },
  failed('initial silence timeout', 400, 8510, notCollected('noInput')),
  failed('incorrect tone entered', 500, 8534, notCollected('noMatch')),
  failed('speech option not matched', 400, 8547, notCollected('noMatch')),
  failed('speech not recognised', 400, 8563, notCollected('noMatch')),
  failed('speech recognition timed out', 408, 8570, notCollected('noMatch')),
  failed('prompt failed to play', 500, 8511, notCollected('promptFailed')),
  failed('invalid file format', 400, 8535, notCollected('promptFailed')),
  failed('file could not be downloaded', 400, 8536, notCollected('promptFailed')),
  failed('speech service error', 429, 8565, notCollected('promptFailed')),
  failed('speech service connection', 500, 8564, notCollected('failed')),
  failed('unknown internal error', 500, 8512, notCollected('failed')),
  failed('unknown', 500, 9999, notCollected('failed')),
];

function completed(name: string, subCode: number, data: object, outcome: object): ResultCase {
  return { name, kind: 'RecognizeCompleted', code: subCode === 8532 ? 400 : 200, subCode, data, outcome };
}

function failed(name: string, code: number, subCode: number, outcome: object): ResultCase {
  return { name, kind: 'RecognizeFailed', code, subCode, outcome };
}

test.each(cases)('$code/$subCode, $name, is told as $outcome', ({ kind, code, subCode, data, outcome }) => {
  const element = {
    id: 'event-1',
    type: `Microsoft.Communication.${kind}`,
    data: {
      callConnectionId: 'call-1',
      operationContext: '4.0',
      resultInformation: { code, subCode, message: 'words' },
      ...data,
    },
  };
  const event = { ...outcome, token: '4.0', atMs };
  expect(decodeCallEvent(element, atMs)).toEqual({
    type: 'event',
    delivered: { eventId: 'event-1', callId: 'call-1', event },
  });
});

test.each([
  ['speech of several minutes is cut', { speechResult: { speech: 'word '.repeat(2_000) } }, 'word '.repeat(800)],
  ['speech without words is empty', { speechResult: {} }, ''],
])('%s', (_what, data, text) => {
  const element = {
    id: 'event-1',
    type: 'Microsoft.Communication.RecognizeCompleted',
    data: { callConnectionId: 'call-1', operationContext: '4.0', ...data },
  };
  expect(decodeCallEvent(element, atMs)).toMatchObject({ delivered: { event: { type: 'speechHeard', text } } });
});
