import { expect, test } from 'vitest';
import {
  applyInput,
  type CallInput,
  type CallModel,
  isListening,
  isListeningForSpeech,
  type Key,
  type RecognizeGrammar,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { aConnectedCall, aRingingCall, CALLER, type CallScript, DESK, told } from './call-script.ts';

type Recognize = Extract<CallInput, { type: 'recognize' }>;

const CHOICES: RecognizeGrammar = {
  kind: 'choices',
  choices: [
    { label: 'desk', phrases: ['the desk', 'Check-in'], tone: 'one' },
    { label: 'results', phrases: ["what's my result?"], tone: 'two' },
  ],
};
const SPEECH: RecognizeGrammar = { kind: 'speech', endSilenceMs: 1_000 };
const BOTH: RecognizeGrammar = {
  kind: 'speechOrDtmf',
  endSilenceMs: 1_000,
  interToneMs: 2_000,
  maxTones: 2,
  stopTones: [],
};
/** 14 characters: one second at 14 characters a second. */
const SECOND = 'Fourteen chars';

const recognize = (grammar: RecognizeGrammar, more: Partial<Recognize> = {}): CallInput => ({
  type: 'recognize',
  target: CALLER,
  prompts: [{ kind: 'text', text: SECOND }],
  interruptPrompt: true,
  interrupt: true,
  initialSilenceMs: 5_000,
  grammar,
  ...more,
});
const say = (text: string, leg = 'caller'): CallInput => ({ type: 'spoke', leg, text });
const press = (key: Key): CallInput => ({ type: 'keyPressed', leg: 'caller', key });
const tick: CallInput = { type: 'timePassed' };

/** What the last completed recognition says it heard. */
function resultIn(effects: ReturnType<CallScript['happen']>): unknown {
  const completed = effects.findLast(({ type }) => type === 'eventRaised');
  if (completed?.type !== 'eventRaised' || completed.eventType !== 'RecognizeCompleted') return undefined;
  const { operationContext: _, resultInformation: __, ...result } = completed.data;
  return result;
}

test('what is said cuts the prompt, takes its time and the end silence, and is passed on', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH, { operationContext: 'r' }), 1_000);
  expect(told(call.happen(say(` ${SECOND.replace(' ', ' \n ')} `), 1_500))).toEqual([
    `1500 caller says "${SECOND}"`,
    `1500 cut "${SECOND}"`,
  ]);
  expect(told(call.happen(tick, 3_499))).toEqual([]);
  expect(call.happen(tick, 3_500)).toEqual([
    {
      type: 'eventRaised',
      eventType: 'RecognizeCompleted',
      data: {
        recognitionType: 'speech',
        speechResult: { speech: SECOND },
        operationContext: 'r',
        resultInformation: { code: 200, subCode: 8569, message: 'Action completed, speech was recognized.' },
      },
      atMs: 3_500,
    },
  ]);
});

test('more words go on with the utterance until the end silence is over', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH, { prompts: [] }), 1_000);
  call.happen(say(SECOND), 1_000);
  call.happen(say(SECOND), 1_500);
  call.happen(say(SECOND), 3_999);
  const effects = call.happen(tick, 60_000);
  expect(told(effects)).toEqual(['5999 RecognizeCompleted 200/8569']);
  expect(resultIn(effects)).toEqual({
    recognitionType: 'speech',
    speechResult: { speech: `${SECOND} ${SECOND} ${SECOND}` },
  });
});

test('words that come when the end silence is over are lost, though nobody had looked at the clock', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH, { prompts: [] }), 1_000);
  call.happen(say(SECOND), 1_000);
  expect(told(call.happen(say('late'), 3_000))).toEqual([
    '3000 RecognizeCompleted 200/8569',
    '3000 caller says "late"',
    '3000 ignored nobodyListens',
  ]);
});

test('whoever has begun to speak is not cut off by the initial silence', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH, { prompts: [] }), 1_000);
  call.happen(say(SECOND), 5_999);
  expect(told(call.happen(tick, 60_000))).toEqual(['7999 RecognizeCompleted 200/8569']);
  call.happen(recognize(CHOICES, { prompts: [] }), 61_000);
  expect(told(call.happen(tick, 70_000))).toEqual(['66000 RecognizeFailed 400/8510']);
});

test('speed makes speech shorter, and timeoutSpeed the silence after it', () => {
  const call = aConnectedCall({ speed: 10, timeoutSpeed: 5 });
  call.happen(recognize(SPEECH, { prompts: [] }), 1_000);
  call.happen(say(SECOND), 1_000);
  expect(told(call.happen(tick, 9_000))).toEqual(['1300 RecognizeCompleted 200/8569']);
});

test.each([
  ['The desk', { label: 'desk', recognizedPhrase: 'the desk' }],
  ['check in!', { label: 'desk', recognizedPhrase: 'Check-in' }],
  ['WHATS  my… result', { label: 'results', recognizedPhrase: "what's my result?" }],
])('a choice is matched by a phrase: %s', (words, choiceResult) => {
  const call = aConnectedCall();
  call.happen(recognize(CHOICES), 1_000);
  call.happen(say(words), 1_500);
  const effects = call.happen(tick, 20_000);
  expect(told(effects)).toEqual([expect.stringMatching(/RecognizeCompleted 200\/8545$/)]);
  expect(resultIn(effects)).toEqual({ recognitionType: 'choices', choiceResult });
});

test('a phrase is matched as a whole, after the settings end silence', () => {
  const call = aConnectedCall({ choiceEndSilenceMs: 700 });
  call.happen(recognize(CHOICES), 1_000);
  call.happen(say(SECOND), 1_500);
  expect(told(call.happen(tick, 20_000))).toEqual(['3200 RecognizeFailed 400/8547']);
  call.happen(recognize(CHOICES), 21_000);
  call.happen(say('the desk please'), 21_500);
  expect(told(call.happen(tick, 40_000)).at(-1)).toMatch(/RecognizeFailed 400\/8547$/);
});

test('a choice by key says no phrase', () => {
  const call = aConnectedCall();
  call.happen(recognize(CHOICES), 1_000);
  const effects = call.happen(press('2'), 1_500);
  expect(told(effects).at(-1)).toBe('1500 RecognizeCompleted 200/8533');
  expect(resultIn(effects)).toEqual({ recognitionType: 'choices', choiceResult: { label: 'results' } });
});

test('sounds without a word are not recognised', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH), 1_000);
  call.happen(say('… !'), 1_500);
  expect(told(call.happen(tick, 20_000))).toEqual([expect.stringMatching(/RecognizeFailed 400\/8563$/)]);
});

test('of speech and keys the first kind wins, and the other is lost', () => {
  const call = aConnectedCall();
  call.happen(recognize(BOTH), 1_000);
  expect(told(call.happen(press('1'), 1_500))).toEqual([`1500 cut "${SECOND}"`]);
  expect(told(call.happen(say('one'), 1_600))).toEqual(['1600 caller says "one"', '1600 ignored nobodyListens']);
  expect([isListening(call.model()), isListeningForSpeech(call.model())]).toEqual([true, false]);
  expect(resultIn(call.happen(press('2'), 1_700))).toEqual({
    recognitionType: 'dtmf',
    dtmfResult: { tones: ['one', 'two'] },
  });
  call.happen(recognize(BOTH), 2_000);
  call.happen(say('one two'), 2_500);
  expect([isListening(call.model()), isListeningForSpeech(call.model())]).toEqual([false, true]);
  expect(told(call.happen(press('1'), 2_600))).toEqual(['2600 ignored nobodyListens']);
  expect(resultIn(call.happen(tick, 20_000))).toEqual({
    recognitionType: 'speech',
    speechResult: { speech: 'one two' },
  });
});

test.each([
  ['keys while only speech is listened for', SPEECH, press('1'), [false, true], ['1500 ignored nobodyListens']],
  [
    'speech while only keys are listened for',
    { kind: 'dtmf', interToneMs: 2_000, stopTones: [] },
    say('one'),
    [true, false],
    ['1500 caller says "one"', '1500 ignored nobodyListens'],
  ],
  [
    'keys for choices without tones',
    { kind: 'choices', choices: [{ label: 'yes', phrases: ['yes'] }] },
    press('1'),
    [false, true],
    ['1500 ignored nobodyListens'],
  ],
  [
    'speech for choices without phrases',
    { kind: 'choices', choices: [{ label: 'yes', phrases: [], tone: 'one' }] },
    say('yes'),
    [true, false],
    ['1500 caller says "yes"', '1500 ignored nobodyListens'],
  ],
] satisfies [string, RecognizeGrammar, CallInput, boolean[], string[]][])(
  'nothing comes of %s, and the prompt goes on',
  (_, grammar, input, listens, expected) => {
    const call = aConnectedCall();
    call.happen(recognize(grammar), 1_000);
    expect([isListening(call.model()), isListeningForSpeech(call.model())]).toEqual(listens);
    expect(told(call.happen(input, 1_500))).toEqual(expected);
    expect(told(call.happen(tick, 2_000))).toEqual([`2000 said "${SECOND}"`]);
  },
);

test.each(['lost', 'buffered'] as const)('a protected prompt makes words lost, also where keys are %s', (keys) => {
  const call = aConnectedCall({ keyDuringProtectedPrompt: keys });
  call.happen(recognize(BOTH, { interruptPrompt: false }), 1_000);
  expect(isListeningForSpeech(call.model())).toBe(false);
  expect(told(call.happen(say('hello'), 1_500)).at(-1)).toBe('1500 ignored nobodyListens');
  expect(told(call.happen(tick, 60_000))).toEqual([`2000 said "${SECOND}"`, '7000 RecognizeFailed 400/8510']);
});

test('only somebody in the call can say something, and only to the app while it is there', () => {
  expect(told(aRingingCall().happen(say('hello'), 100))).toEqual(['100 ignored wrongState']);
  const call = aConnectedCall();
  expect(told(call.happen(say(' \n '), 300))).toEqual(['300 ignored nothingSaid']);
  expect(call.happen(say('hello'), 300)).toEqual([
    { type: 'legSpoke', leg: 'caller', text: 'hello', counts: false, atMs: 300 },
    { type: 'inputIgnored', reason: 'nobodyListens', atMs: 300 },
  ]);
  call.happen({ type: 'transfer', target: DESK }, 400);
  expect(told(call.happen(say('hello', 'target-1'), 500))).toEqual(['500 ignored wrongState']);
  call.happen({ type: 'phoneAccepted', leg: 'target-1' }, 600);
  expect(told(call.happen(say('hello', 'target-1'), 700))).toEqual([
    '700 target-1 says "hello"',
    '700 ignored nobodyListens',
  ]);
});

test('one input says a thousand characters at most, and an utterance ends by four thousand', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH, { prompts: [] }), 1_000);
  for (let times = 0; times < 4; times += 1) call.happen(say('x'.repeat(1_500)), 1_000);
  expect(isListeningForSpeech(call.model())).toBe(false);
  expect(told(call.happen(say('more'), 1_000)).at(-1)).toBe('1000 ignored nobodyListens');
  const [completed] = call.happen(tick, 600_000);
  expect(completed).toMatchObject({ data: { speechResult: { speech: expect.stringMatching(/^.{4000}$/) } } });
  // Four times a thousand characters, each rounded up to whole milliseconds, and the end silence.
  expect(completed?.atMs).toBe(1_000 + 4 * Math.ceil(1_000_000 / 14) + 1_000);
});

test('a recognition that is cancelled or fails while the caller speaks has one outcome', () => {
  const call = aConnectedCall();
  call.happen(recognize(SPEECH), 1_000);
  call.happen(say('hello'), 1_500);
  expect(told(call.happen({ type: 'cancelAllMediaOperations' }, 1_600))).toEqual(['1600 RecognizeCanceled 400/8508']);
  call.happen(recognize(SPEECH), 2_000);
  call.happen(say('hello'), 2_500);
  expect(told(call.happen({ type: 'mediaFailed', code: 408, subCode: 8570 }, 2_600))).toEqual([
    '2600 RecognizeFailed 408/8570',
  ]);
});

const choice = (label: string, phrases: readonly string[], tone?: 'one' | 'two') =>
  tone === undefined ? { label, phrases } : { label, phrases, tone };
const many = (count: number) => Array.from({ length: count }, (_, index) => `phrase ${index}`);

test.each([
  ['initialSilenceTimeoutInSeconds', SPEECH, 20_001],
  ['initialSilenceTimeoutInSeconds', BOTH, 20_001],
  ['initialSilenceTimeoutInSeconds', CHOICES, 20_001],
  ['initialSilenceTimeoutInSeconds', { kind: 'dtmf', interToneMs: 2_000, stopTones: [] }, 300_001],
  ['choices', { kind: 'choices', choices: [] }, 0],
  ['choices', { kind: 'choices', choices: many(51).map((label) => choice(label, ['a'])) }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', many(51))] }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', ['x'.repeat(501)])] }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', [' '])] }, 0],
  ['choices', { kind: 'choices', choices: [choice('', ['a'])] }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', [])] }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', ['a'], 'one'), choice('b', ['b'])] }, 0],
  ['choices', { kind: 'choices', choices: [choice('a', ['a'], 'one'), choice('b', ['b'], 'one')] }, 0],
] satisfies [string, RecognizeGrammar, number][])('wrong %s are refused by that name', (field, grammar, silenceMs) => {
  const call = aConnectedCall();
  const before: CallModel = call.model();
  const [refusal] = applyInput(before, recognize(grammar, { initialSilenceMs: silenceMs }), 1_000).effects;
  expect(refusal).toMatchObject({
    type: 'refused',
    status: 400,
    code: '8523',
    message: expect.stringMatching(`^recognizeOptions.${field}: .+\\.$`),
  });
});

test('the longest silences and lists are granted', () => {
  const choices = many(50).map((label) => choice(label, many(50)));
  const longest: [RecognizeGrammar, number][] = [
    [{ kind: 'choices', choices }, 20_000],
    [{ kind: 'dtmf', interToneMs: 2_000, stopTones: [] }, 300_000],
  ];
  for (const [grammar, initialSilenceMs] of longest) {
    const call = aConnectedCall();
    expect(told(call.happen(recognize(grammar, { initialSilenceMs }), 1_000))).toEqual([`1000 says "${SECOND}"`]);
  }
});
