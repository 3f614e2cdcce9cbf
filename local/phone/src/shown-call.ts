import type { CallView, Leg } from './emulator-messages.ts';

/** Phones shown beside the caller's at the same time. */
const TARGET_PHONES_MAX = 3;

/** A phone that a call is, or was, transferred to. */
export type TargetPhone = { call: CallView; leg: Leg };

/** Whether the caller is still on the line. */
export function isLive(call: CallView): boolean {
  return call.state !== 'ended' && !call.legs.some((leg) => leg.role === 'caller' && leg.state === 'ended');
}

/**
 * The call that the caller's phone is in: the one placed by this page, else the newest live one, so that a call placed
 * with curl, or before a reload, can be taken over. `undefined` when the phone is free.
 */
export function liveCall(calls: CallView[], ownCallId: string | undefined): CallView | undefined {
  const live = calls.filter(isLive);
  return live.find((call) => call.id === ownCallId) ?? live.at(-1);
}

/** The call whose prompts are shown: the live one, else the last one, whoever placed it. */
export function shownCall(calls: CallView[], ownCallId: string | undefined): CallView | undefined {
  return liveCall(calls, ownCallId) ?? calls.at(-1);
}

/** A line that a person picked on the free phone, and the call that was on show at that moment. */
export type PickedLine = { number: string; shownCallId: string | undefined };

/** Whether a call that is over gives way to the next one: a line that is not its own has been picked since. */
export function isSetAside(call: CallView, picked: PickedLine | undefined): boolean {
  return !isLive(call) && picked?.shownCallId === call.id && picked.number !== call.to;
}

/**
 * The phones beside the caller's: every target that rings or talks, in any call; and, while the shown call goes on, its
 * last target even after it declined or hung up, so that the phone does not vanish under the finger.
 */
export function targetPhones(calls: CallView[], shown: CallView | undefined): TargetPhone[] {
  const active = calls.flatMap((call) =>
    targetsOf(call)
      .filter((leg) => leg.state !== 'ended' && call.state !== 'ended')
      .map((leg) => ({ call, leg })),
  );
  if (active.length > 0) return active.slice(-TARGET_PHONES_MAX);
  const last = shown === undefined || !isLive(shown) ? undefined : targetsOf(shown).at(-1);
  return shown === undefined || last === undefined ? [] : [{ call: shown, leg: last }];
}

/** The target that the caller talks to after a transfer, if any. */
export function connectedTarget(call: CallView): Leg | undefined {
  return targetsOf(call).find((leg) => leg.state === 'connected');
}

function targetsOf(call: CallView): Leg[] {
  return call.legs.filter((leg) => leg.role === 'target');
}
