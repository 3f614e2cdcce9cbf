import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  newCall,
  nextDueMs,
  refusalIn,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { type Script, script } from './any-script.ts';

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
      // A copy of what stands before it.
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

test('the speech of a result is what the caller said since the last outcome, and nothing that was lost', () => {
  inAnyScript((happened) => {
    let said: string[] = [];
    for (const effect of happened.flatMap(({ effects }) => effects)) {
      if (effect.type === 'legSpoke' && effect.counts) said.push(effect.text);
      if (effect.type !== 'eventRaised' || !effect.eventType.startsWith('Recognize')) continue;
      if ('speechResult' in effect.data) expect(effect.data.speechResult.speech).toBe(said.join(' '));
      said = [];
    }
  });
});
