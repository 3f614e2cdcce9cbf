import type { Effect, EffectBody } from './effect.ts';
import type { CallLeg, CallModel } from './model.ts';

/** A call in the middle of an input: what it has become, and what has come of it so far. */
export interface Turn {
  readonly model: CallModel;
  readonly effects: readonly Effect[];
}

/** Replaces parts of the model. */
export function change(turn: Turn, patch: Partial<CallModel>): Turn {
  return { model: { ...turn.model, ...patch }, effects: turn.effects };
}

/** Adds effects, at the model's present time. */
export function emit(turn: Turn, ...bodies: readonly EffectBody[]): Turn {
  const atMs = turn.model.nowMs;
  return { model: turn.model, effects: [...turn.effects, ...bodies.map((body) => ({ ...body, atMs }))] };
}

/** Sets the state of one leg. */
export function changeLeg(turn: Turn, id: string, state: CallLeg['state']): Turn {
  return change(turn, { legs: turn.model.legs.map((leg) => (leg.id === id ? { ...leg, state } : leg)) });
}
