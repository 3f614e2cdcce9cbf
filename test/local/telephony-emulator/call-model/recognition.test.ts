import { expect, test } from 'vitest';
import {
  type CallInput,
  isListening,
  type Key,
  nextDueMs,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { aConnectedCall, CALLER, type CallScript, DESK, told } from './call-script.ts';

type Recognize = Extract<CallInput, { type: 'recognize' }>;

const DTMF = { kind: 'dtmf', interToneMs: 2_000, maxTones: 3, stopTones: ['pound'] } as const;
const CHOICES = {
  kind: 'choices',
  choices: [
    { label: 'desk', phrases: ['the desk'], tone: 'one' },
    { label: 'results', phrases: ['test results'], tone: 'two' },
  ],
} as const;

const recognize = (more: Partial<Recognize> = {}): CallInput => ({
  type: 'recognize',
  target: CALLER,
  prompts: [{ kind: 'text', text: 'Fourteen chars' }],
  interruptPrompt: true,
  interrupt: true,
  initialSilenceMs: 5_000,
  grammar: DTMF,
  ...more,
});
const press = (key: Key): CallInput => ({ type: 'keyPressed', leg: 'caller', key });
const tonesIn = (effects: ReturnType<CallScript['happen']>) =>
  effects.flatMap((effect) =>
    effect.type === 'eventRaised' && effect.eventType === 'RecognizeCompleted' && 'dtmfResult' in effect.data
      ? [effect.data.dtmfResult.tones]
      : [],
  );

test('the silence counts from the end of the prompt', () => {
  const call = aConnectedCall();
  expect(told(call.happen(recognize(), 1_000))).toEqual(['1000 says "Fourteen chars"']);
  expect(told(call.happen({ type: 'timePassed' }, 6_999))).toEqual(['2000 said "Fourteen chars"']);
  expect(nextDueMs(call.model())).toBe(7_000);
  expect(told(call.happen({ type: 'timePassed' }, 7_000))).toEqual(['7000 RecognizeFailed 400/8510']);
});

test('a key interrupts the prompt and counts', () => {
  const call = aConnectedCall();
  call.happen(recognize({ operationContext: 'r' }), 1_000);
  expect(told(call.happen(press('1'), 1_500))).toEqual(['1500 cut "Fourteen chars"']);
  call.happen(press('2'), 1_600);
  const effects = call.happen(press('3'), 1_700);
  expect(effects).toEqual([
    {
      type: 'eventRaised',
      eventType: 'RecognizeCompleted',
      data: {
        recognitionType: 'dtmf',
        dtmfResult: { tones: ['one', 'two', 'three'] },
        operationContext: 'r',
        resultInformation: { code: 200, subCode: 8531, message: 'Action completed, max digits received.' },
      },
      atMs: 1_700,
    },
  ]);
});

test.each([
  ['lost', ['2500 RecognizeCompleted 200/8514'], []],
  ['buffered', ['2500 RecognizeCompleted 200/8514'], ['seven']],
] as const)('a key during a protected prompt is %s', (keyDuringProtectedPrompt, expected, tones) => {
  const call = aConnectedCall({ keyDuringProtectedPrompt });
  call.happen(recognize({ interruptPrompt: false }), 1_000);
  expect(isListening(call.model())).toBe(false);
  call.happen(press('7'), 1_500);
  call.happen({ type: 'timePassed' }, 2_000);
  const effects = call.happen(press('#'), 2_500);
  expect(told(effects)).toEqual(expected);
  expect(tonesIn(effects)).toEqual([tones]);
});

test('buffered keys can complete the recognition the moment its prompt ends', () => {
  const call = aConnectedCall({ keyDuringProtectedPrompt: 'buffered' });
  call.happen(recognize({ interruptPrompt: false, grammar: { ...DTMF, maxTones: 1 } }), 1_000);
  call.happen(press('7'), 1_100);
  call.happen(press('8'), 1_200);
  const effects = call.happen({ type: 'timePassed' }, 9_000);
  expect(told(effects)).toEqual(['2000 said "Fourteen chars"', '2000 RecognizeCompleted 200/8531']);
  expect(tonesIn(effects)).toEqual([['seven']]);
});

test.each([
  [false, ['one']],
  [true, ['one', 'pound']],
])('the stop tone ends it; in the result: %s', (stopToneInResult, tones) => {
  const call = aConnectedCall({ stopToneInResult });
  call.happen(recognize(), 1_000);
  call.happen(press('1'), 1_100);
  const effects = call.happen(press('#'), 1_200);
  expect(told(effects)).toEqual(['1200 RecognizeCompleted 200/8514']);
  expect(tonesIn(effects)).toEqual([tones]);
});

test.each([
  ['completed', '3100 RecognizeCompleted 400/8532', [['one']]],
  ['failed', '3100 RecognizeFailed 400/8532', []],
] as const)('too long between two keys is %s', (interDigitEvent, event, tones) => {
  const call = aConnectedCall({ interDigitEvent });
  call.happen(recognize(), 1_000);
  call.happen(press('1'), 1_100);
  const effects = call.happen({ type: 'timePassed' }, 60_000);
  expect(told(effects)).toEqual([event]);
  expect(tonesIn(effects)).toEqual(tones);
});

test('a key that comes after its time has passed is lost, though nobody had looked at the clock', () => {
  const call = aConnectedCall();
  call.happen(recognize({ prompts: [] }), 1_000);
  expect(told(call.happen(press('1'), 6_000))).toEqual(['6000 RecognizeFailed 400/8510', '6000 ignored nobodyListens']);
});

test('a choice is matched by its key; another key is the wrong one', () => {
  const call = aConnectedCall();
  call.happen(recognize({ grammar: CHOICES }), 1_000);
  const [, matched] = call.happen(press('2'), 1_500);
  expect(matched).toMatchObject({ data: { recognitionType: 'choices', choiceResult: { label: 'results' } } });
  call.happen(recognize({ grammar: CHOICES }), 2_000);
  expect(told(call.happen(press('9'), 2_500))).toEqual(['2500 cut "Fourteen chars"', '2500 RecognizeFailed 500/8534']);
});

test('a recognition without an end of its own stops at a hundred keys', () => {
  const call = aConnectedCall();
  call.happen(recognize({ grammar: { kind: 'dtmf', interToneMs: 2_000, stopTones: [] } }), 1_000);
  const effects = Array.from({ length: 100 }, () => call.happen(press('5'), 1_100)).flat();
  expect(told(effects).at(-1)).toBe('1100 RecognizeCompleted 200/8531');
});

test('a recognition can wait behind a prompt, and is cancelled like one', () => {
  const call = aConnectedCall();
  call.happen({ type: 'play', sources: [{ kind: 'text', text: 'a' }], loop: true, interrupt: false }, 1_000);
  expect(told(call.happen(recognize({ interrupt: false }), 1_100))).toEqual([]);
  expect(told(call.happen(press('1'), 1_200))).toEqual(['1200 ignored nobodyListens']);
  expect(told(call.happen({ type: 'cancelAllMediaOperations' }, 1_300))).toEqual([
    '1300 cut "a"',
    '1300 PlayCanceled 400/8508',
    '1300 RecognizeCanceled 400/8508',
  ]);
});

test('a prompt of a recognition raises events of its own only where the settings say so', () => {
  const call = aConnectedCall({ recognizePromptEvents: true });
  const begun = call.happen(recognize(), 1_000);
  expect(told([...begun, ...call.happen({ type: 'timePassed' }, 2_000)])).toEqual([
    '1000 PlayStarted 200/0',
    '1000 says "Fourteen chars"',
    '2000 said "Fourteen chars"',
    '2000 PlayCompleted 200/0',
  ]);
});

test('who is not in the call cannot be listened to; a prompt without words fails', () => {
  const call = aConnectedCall();
  expect(told(call.happen(recognize({ target: DESK }), 1_000))).toEqual(['1000 refused 400/8523']);
  const silent = recognize({ prompts: [{ kind: 'ssml', ssmlText: '<speak/>' }] });
  expect(told(call.happen(silent, 1_100))).toEqual(['1100 RecognizeFailed 500/8511']);
});
