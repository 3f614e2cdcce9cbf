import { expect, test } from 'vitest';
import {
  decodeBody,
  playBody,
  recognizeBody,
  transferBody,
} from '../../../../local/telephony-emulator/server/rest/request-bodies.ts';

const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const caller = { rawId: '4:+14255550101', phoneNumber: { value: '+14255550101', isAnonymous: false } };
const text = (words: string) => ({ kind: 'text', text: { text: words } });
const recognize = (options: object, more: object = {}) => ({
  recognizeInputType: 'dtmf',
  recognizeOptions: { targetParticipant: caller, ...options },
  ...more,
});

test('what a recognition leaves out gets the documented defaults', () => {
  expect(decodeBody(recognizeBody, bytes(recognize({ dtmfOptions: {} })))).toEqual({
    value: {
      recognizeInputType: 'dtmf',
      interruptCallMediaOperation: true,
      recognizeOptions: {
        targetParticipant: '+14255550101',
        interruptPrompt: true,
        initialSilenceTimeoutInSeconds: 5,
        dtmfOptions: { interToneTimeoutInSeconds: 2, stopTones: [] },
        choices: [],
        speechOptions: { endSilenceTimeoutInMs: 500 },
      },
    },
  });
});

test.each([
  ['recognizeOptions.initialSilenceTimeoutInSeconds', recognize({ initialSilenceTimeoutInSeconds: -1 })],
  [
    'recognizeOptions.dtmfOptions.interToneTimeoutInSeconds',
    recognize({ dtmfOptions: { interToneTimeoutInSeconds: 0 } }),
  ],
  [
    'recognizeOptions.dtmfOptions.interToneTimeoutInSeconds',
    recognize({ dtmfOptions: { interToneTimeoutInSeconds: 61 } }),
  ],
  ['recognizeOptions.dtmfOptions.maxTonesToCollect', recognize({ dtmfOptions: { maxTonesToCollect: 0 } })],
  ['recognizeOptions.dtmfOptions.stopTones.0', recognize({ dtmfOptions: { stopTones: ['hash'] } })],
  ['recognizeOptions.targetParticipant', recognize({ targetParticipant: undefined })],
  ['recognizeInputType', recognize({}, { recognizeInputType: 'gesture' })],
  ['recognizeOptions.speechOptions.endSilenceTimeoutInMs', recognize({ speechOptions: { endSilenceTimeoutInMs: -1 } })],
  [
    'recognizeOptions.speechOptions.endSilenceTimeoutInMs',
    recognize({ speechOptions: { endSilenceTimeoutInMs: 1e9 } }),
  ],
  ['recognizeOptions.speechLanguage', recognize({ speechLanguage: ['en-US', 'es-ES'] })],
  ['recognizeOptions.choices.0.phrases', recognize({ choices: [{ label: 'yes', tone: 'one' }] })],
  ['recognizeOptions.choices.0.label', recognize({ choices: [{ phrases: ['yes'] }] })],
  ['recognizeOptions.choices.0.tone', recognize({ choices: [{ label: 'yes', phrases: [], tone: 'eleven' }] })],
])('a recognition with a wrong %s is refused by that name', (field, body) => {
  expect(decodeBody(recognizeBody, bytes(body))).toEqual({ fault: expect.stringMatching(`^${field}: .+\\.$`) });
});

test.each([
  ['playSources', { playSources: [] }],
  ['playSources.0.text.text', { playSources: [text('x'.repeat(4_001))] }],
  ['playSources.0.kind', { playSources: [{ kind: 'song' }] }],
  ['playSources.0.file.uri', { playSources: [{ kind: 'file', file: { uri: 'hold.wav' } }] }],
  ['playTo', { playSources: [text('a')], playTo: [caller, caller] }],
  ['playTo.0', { playSources: [text('a')], playTo: [{ communicationUser: { id: '8:acs:x' } }] }],
  ['operationContext', { playSources: [text('a')], operationContext: 'x'.repeat(5_001) }],
])('a play with a wrong %s is refused by that name', (field, body) => {
  expect(decodeBody(playBody, bytes(body))).toEqual({ fault: expect.stringMatching(`^${field}: .+\\.$`) });
});

test.each([
  [{ playSources: 7 }, 'playSources: must be a list.'],
  [{ playSources: [] }, 'playSources: must have at least 1 entry.'],
  [{}, 'playSources: is missing.'],
  [7, 'The body: must be an object.'],
  [{ playSources: [text('a')], operationContext: 7 }, 'operationContext: must be a text.'],
  [
    { playSources: [text('a')], operationContext: 'x'.repeat(5_001) },
    'operationContext: must have at most 5000 characters.',
  ],
  [{ playSources: [{ kind: 'song' }] }, 'playSources.0.kind: must be one of: text, ssml, file.'],
  [{ playSources: [{ kind: 'file', file: { uri: 7 } }] }, 'playSources.0.file.uri: must be an http or https URL.'],
])('a fault is told in words of our own: %j', (body, fault) => {
  expect(decodeBody(playBody, bytes(body))).toEqual({ fault });
});

test.each([
  [
    recognize({}, { recognizeInputType: 'gesture' }),
    /^recognizeInputType: must be one of: dtmf, choices, speech, speechOrDtmf\.$/,
  ],
  [recognize({ initialSilenceTimeoutInSeconds: -1 }), /: must be at least 0\.$/],
  [recognize({ initialSilenceTimeoutInSeconds: '5' }), /: must be a number\.$/],
  [recognize({ dtmfOptions: { interToneTimeoutInSeconds: 61 } }), /: must be at most 60\.$/],
  [recognize({ targetParticipant: undefined }), /: is missing\.$/],
])('so is that of a recognition: %j', (body, fault) => {
  expect(decodeBody(recognizeBody, bytes(body))).toEqual({ fault: expect.stringMatching(fault) });
});

test('a number may come as its raw id alone; a wrong one is not repeated in the sentence', () => {
  expect(decodeBody(transferBody, bytes({ targetParticipant: { rawId: '4:+14255550102' } }))).toEqual({
    value: { targetParticipant: '+14255550102' },
  });
  const wrong = decodeBody(transferBody, bytes({ targetParticipant: { phoneNumber: { value: '0800-555' } } }));
  expect(wrong).toEqual({ fault: expect.stringMatching(/^targetParticipant/) });
  expect(JSON.stringify(wrong)).not.toContain('0800');
});

test('what is no JSON, or no UTF-8, is a fault of the body', () => {
  const fault = { fault: 'The body is not JSON.' };
  expect(decodeBody(playBody, new Uint8Array())).toEqual(fault);
  expect(decodeBody(playBody, new Uint8Array([0x22, 0xff, 0x22]))).toEqual(fault);
});
