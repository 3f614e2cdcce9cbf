import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  type ModelSettings,
  newCall,
  nextDueMs,
  refusalIn,
  TONES,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { CALLER, DESK, LINE } from './call-script.ts';

const leg = fc.constantFrom('caller', 'target-1', 'target-2', 'nobody');
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
const grammar = fc.oneof(
  fc.record({
    kind: fc.constant('dtmf' as const),
    interToneMs: fc.integer({ min: 1_000, max: 60_000 }),
    maxTones: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    stopTones: fc.array(tone, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    choices: fc.array(fc.record({ label: fc.constant('x'), tone }), { maxLength: 3 }),
  }),
);
const input: fc.Arbitrary<CallInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CallInput>({ type: 'timePassed' }) },
  fc.constant<CallInput>({ type: 'callPlaced', callId: 'c', from: CALLER, to: LINE }),
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('keyPressed' as const), leg, key: fc.constantFrom('1', '5', '#') }),
  },
  fc.record({ type: fc.constantFrom('legHungUp', 'phoneAccepted', 'phoneDeclined', 'phoneBusy'), leg }),
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
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('recognize' as const),
      target: fc.constantFrom(CALLER, DESK),
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
/** Most scripts begin with a call that is answered: the rest is about what follows. */
const opening = fc.constantFrom<CallInput[]>(
  [],
  [{ type: 'callPlaced', callId: 'c', from: CALLER, to: LINE }],
  [
    { type: 'callPlaced', callId: 'c', from: CALLER, to: LINE },
    { type: 'answer', callConnectionId: 'cc' },
  ],
);
const steps = fc.array(
  fc.record({ input, waitMs: fc.oneof(fc.integer({ min: -50, max: 3_000 }), fc.integer({ min: 0, max: 90_000 })) }),
  {
    maxLength: 40,
  },
);
const script = fc.record({ settings, opening, steps }).map((made) => ({
  settings: made.settings,
  steps: [...made.opening.map((one) => ({ input: one, waitMs: 0 })), ...made.steps],
}));

type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

interface Happened {
  readonly input: CallInput;
  readonly before: CallModel;
  readonly after: CallModel;
  readonly effects: readonly Effect[];
  readonly nowMs: number;
}

function play({ settings: chosen, steps: taken }: Script): Happened[] {
  let model = newCall(chosen);
  let nowMs = 0;
  return taken.map(({ input: next, waitMs }) => {
    nowMs += waitMs;
    const before = model;
    const { model: after, effects } = applyInput(before, next, nowMs);
    model = after;
    return { input: next, before, after, effects, nowMs };
  });
}

const inAnyScript = (holds: (happened: Happened[], script: Script) => void) =>
  fc.assert(
    fc.property(script, (made) => holds(play(made), made)),
    { numRuns: 400 },
  );

test('any input in any state has an answer, and the model survives JSON', () => {
  inAnyScript((happened) => {
    for (const { before, after, nowMs } of happened) {
      const copy = JSON.parse(JSON.stringify(before)) as CallModel;
      expect(copy).toEqual(before);
      expect(applyInput(copy, { type: 'timePassed' }, nowMs).model).toEqual(
        applyInput(before, { type: 'timePassed' }, nowMs).model,
      );
      expect(after.nowMs).toBeGreaterThanOrEqual(before.nowMs);
    }
  });
});

test('effects come in the order of their times, and no timer that is due is left', () => {
  inAnyScript((happened) => {
    let lastMs = 0;
    for (const { after, effects } of happened) {
      for (const { atMs } of effects) {
        expect(atMs).toBeGreaterThanOrEqual(lastMs);
        lastMs = atMs;
      }
      expect(lastMs).toBeLessThanOrEqual(after.nowMs);
      // A timer that an input set to now fires with the next input.
      expect(nextDueMs(after) ?? after.nowMs).toBeGreaterThanOrEqual(after.nowMs);
    }
  });
});

test('looking at the clock often or seldom changes nothing but when things are noticed', () => {
  inAnyScript((happened, made) => {
    const seldom = happened.flatMap(({ effects }) => effects);
    let model = newCall(made.settings);
    const often: Effect[] = [];
    for (const { input: next, nowMs } of happened) {
      for (let dueMs = nextDueMs(model); dueMs !== undefined && dueMs <= nowMs; dueMs = nextDueMs(model)) {
        const turn = applyInput(model, { type: 'timePassed' }, dueMs);
        model = turn.model;
        often.push(...turn.effects);
      }
      const turn = applyInput(model, next, nowMs);
      model = turn.model;
      often.push(...turn.effects);
    }
    expect(often).toEqual(seldom);
  });
});

test('a call that has ended stays as it is', () => {
  inAnyScript((happened) => {
    for (const { before, after, effects } of happened.filter((one) => one.before.phase === 'ended')) {
      expect({ ...after, nowMs: 0 }).toEqual({ ...before, nowMs: 0 });
      expect(nextDueMs(after)).toBeUndefined();
      expect(effects.every(({ type }) => type === 'refused' || type === 'inputIgnored')).toBe(true);
    }
  });
});

test('a refused request changes nothing', () => {
  inAnyScript((happened) => {
    for (const { before, after, effects } of happened) {
      if (refusalIn(effects) === undefined) continue;
      expect(after).toEqual(applyInput(before, { type: 'timePassed' }, after.nowMs).model);
    }
  });
});

test('every prompt that begins ends once, before the next begins and before the call is over', () => {
  inAnyScript((happened) => {
    let heard: string | undefined;
    for (const effect of happened.flatMap(({ effects }) => effects)) {
      if (effect.type === 'promptStarted') {
        expect(heard).toBeUndefined();
        heard = effect.text;
      }
      if (effect.type === 'promptFinished') {
        expect(effect.text).toBe(heard);
        heard = undefined;
      }
      if (effect.type === 'callEnded') expect(heard).toBeUndefined();
    }
  });
});

test('every media operation that is granted has one outcome, when the settings want one for all', () => {
  inAnyScript((happened, made) => {
    const granted = happened.filter(
      ({ input: { type }, effects }) => (type === 'play' || type === 'recognize') && refusalIn(effects) === undefined,
    ).length;
    const last = happened.at(-1)?.after;
    const open = (last?.queue.length ?? 0) + (last?.running === undefined ? 0 : 1);
    const recognitionPrompts = made.settings.recognizePromptEvents === true;
    const outcomes = happened
      .flatMap(({ effects }) => effects)
      .filter(
        (effect) =>
          effect.type === 'eventRaised' && /^(Play|Recognize)(Completed|Failed|Canceled)$/.test(effect.eventType),
      );
    if (made.settings.openOperationsAtEnd === 'silent' || recognitionPrompts) return;
    expect(outcomes.length + open).toBe(granted);
  });
});
