import fc from 'fast-check';
import {
  type CallInput,
  type ModelSettings,
  TONES,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { CALLER, DESK, LINE } from './call-script.ts';

const leg = fc.oneof(
  { weight: 6, arbitrary: fc.constant('caller') },
  fc.constantFrom('target-1', 'target-2', 'nobody'),
);
const context = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
const source = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.constantFrom('', 'Hello.', 'A longer prompt of several words.'),
  }),
  fc.record({
    kind: fc.constant('ssml' as const),
    ssmlText: fc.constantFrom('<speak/>', '<speak>Hi<break time="2s"/></speak>'),
  }),
  fc.record({ kind: fc.constant('file' as const), uri: fc.constant('https://x.example/a.wav') }),
);
const tone = fc.constantFrom(...TONES);
const keys = {
  interToneMs: fc.integer({ min: 1_000, max: 60_000 }),
  maxTones: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  stopTones: fc.array(tone, { maxLength: 2 }),
};
const endSilenceMs = fc.integer({ min: 0, max: 5_000 });
const phrases = fc.uniqueArray(fc.constantFrom('yes', 'of course', 'No.'), { maxLength: 2 });
const grammar = fc.oneof(
  fc.record({ kind: fc.constant('dtmf' as const), ...keys }),
  fc.record({
    kind: fc.constant('choices' as const),
    choices: fc.oneof(
      fc.uniqueArray(fc.record({ label: fc.constant('x'), phrases, tone }), {
        maxLength: 3,
        selector: (choice) => choice.tone,
      }),
      fc.array(fc.record({ label: fc.constant('x'), phrases }), { maxLength: 3 }),
    ),
  }),
  fc.record({ kind: fc.constant('speech' as const), endSilenceMs }),
  fc.record({ kind: fc.constant('speechOrDtmf' as const), endSilenceMs, ...keys }),
);
const input: fc.Arbitrary<CallInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CallInput>({ type: 'timePassed' }) },
  fc.constant<CallInput>({ type: 'callPlaced', callId: 'c', from: CALLER, to: LINE }),
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('keyPressed' as const), leg, key: fc.constantFrom('1', '5', '#') }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('spoke' as const),
      leg,
      text: fc.constantFrom('', 'Yes!', 'of course', 'no', '?', 'Something longer to say.'),
    }),
  },
  fc.record({ type: fc.constantFrom('legHungUp' as const, 'phoneAccepted', 'phoneDeclined', 'phoneBusy'), leg }),
  fc.record({ type: fc.constant('answer' as const), callConnectionId: fc.constant('cc'), operationContext: context }),
  fc.constantFrom<CallInput>({ type: 'reject', reason: 'none' }, { type: 'redirect', target: DESK }),
  fc.constantFrom<CallInput>(
    { type: 'hangUp' },
    { type: 'terminate' },
    { type: 'mediaFailed', code: 500, subCode: 9999 },
  ),
  { weight: 2, arbitrary: fc.constant<CallInput>({ type: 'cancelAllMediaOperations' }) },
  fc.record({
    type: fc.constant('transfer' as const),
    target: fc.constantFrom(DESK, CALLER),
    operationContext: context,
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('play' as const),
      sources: fc.array(source, { maxLength: 3 }),
      playTo: fc.option(fc.constantFrom(CALLER, DESK), { nil: undefined }),
      loop: fc.boolean(),
      interrupt: fc.boolean(),
      operationContext: context,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('recognize' as const),
      target: fc.oneof({ weight: 6, arbitrary: fc.constant(CALLER) }, fc.constant(DESK)),
      prompts: fc.array(source, { maxLength: 2 }),
      interruptPrompt: fc.boolean(),
      interrupt: fc.boolean(),
      initialSilenceMs: fc.integer({ min: 0, max: 20_000 }),
      grammar,
      operationContext: context,
    }),
  },
);
const settings: fc.Arbitrary<Partial<ModelSettings>> = fc.record({
  connectOrder: fc.constantFrom('connectedFirst', 'participantsFirst'),
  interDigitEvent: fc.constantFrom('completed', 'failed'),
  stopToneInResult: fc.boolean(),
  keyDuringProtectedPrompt: fc.constantFrom('lost', 'buffered'),
  recognizePromptEvents: fc.boolean(),
  mediaDuringTransfer: fc.constantFrom('refused', 'allowed'),
  transferOrder: fc.constantFrom('acceptedFirst', 'disconnectedFirst'),
  openOperationsAtEnd: fc.constantFrom('silent', 'canceledBefore', 'canceledAfter', 'failedBefore'),
});
const placed: CallInput = { type: 'callPlaced', callId: 'c', from: CALLER, to: LINE };
const answered: CallInput = { type: 'answer', callConnectionId: 'cc' };
/** Most scripts begin with a call that is connected, since the rest is about what follows. */
const opening = fc
  .oneof(fc.constantFrom<CallInput[]>([], [placed], [placed, answered]), {
    weight: 6,
    arbitrary: fc.constant([placed, answered]),
  })
  .map((inputs) => inputs.map((one) => ({ input: one, waitMs: 0 })));
const waitMs = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -50, max: 3_000 }) },
  fc.integer({ min: 0, max: 90_000 }),
);

/** Anything at all that can happen to a call, one after the other, under any settings. */
export const script = fc
  .record({ settings, opening, steps: fc.array(fc.record({ input, waitMs }), { maxLength: 40, size: 'max' }) })
  .map((made) => ({ settings: made.settings, steps: [...made.opening, ...made.steps] }));

/** One of them. */
export type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;
