import type { CallView, HeardPrompt, Leg } from '../../local/phone/src/emulator-messages.ts';
import type { FakeEmulator } from './fake-emulator.ts';

/** The lines of the scene. */
export const LINES = [
  { number: '+14255550100', label: 'Riverside Clinic' },
  { number: '+14255550120', label: 'Parcel status' },
];
/** The phone that the scene transfers to. */
export const TARGET_NUMBER = '+14255550150';

const CALLER: Leg = { id: 'caller', role: 'caller', number: '+14255550101', state: 'connected' };
const TARGET: Leg = { id: 'target-1', role: 'target', number: TARGET_NUMBER, state: 'ringing' };

/** A prompt that began `agoMs` milliseconds ago. */
export function aPrompt(text: string, finished: boolean, agoMs = 0): HeardPrompt {
  return { at: new Date(Date.now() - agoMs).toISOString(), text, finished };
}

/** The line answers and greets the caller. */
export function answer(emulator: FakeEmulator, heard: HeardPrompt[]): void {
  const connectedAt = new Date(Date.now() - 3_000).toISOString();
  emulator.update({ state: 'connected', connectedAt, legs: [CALLER], listening: true, heard });
  emulator.log({ direction: 'toApp', what: 'CallConnected', detail: '200' });
  emulator.log({ direction: 'fromApp', what: 'POST recognize', detail: '202 · operation 3.0' });
}

/** The target is in `state`; the caller stays on the line. */
export function transfer(emulator: FakeEmulator, state: Leg['state']): void {
  emulator.update({ listening: false, legs: [CALLER, { ...TARGET, state }] });
}

/** The caller's call is over. */
export function end(emulator: FakeEmulator, endReason: string): void {
  const change: Partial<CallView> = { state: 'ended', endedAt: new Date().toISOString(), endReason, listening: false };
  emulator.update({
    ...change,
    legs: [
      { ...CALLER, state: 'ended' },
      { ...TARGET, state: 'ended' },
    ],
  });
}
