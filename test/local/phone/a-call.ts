import type { CallView, Leg } from '../../../local/phone/src/emulator-messages.ts';

/** A connected call from +14255550101 to +14255550100, changed as told. */
export function aCall(change: Partial<CallView> = {}): CallView {
  return {
    id: 'call-1',
    from: '+14255550101',
    to: '+14255550100',
    state: 'connected',
    startedAt: '2026-01-05T09:00:00.000Z',
    connectedAt: '2026-01-05T09:00:02.000Z',
    legs: [{ id: 'caller', role: 'caller', number: '+14255550101', state: 'connected' }],
    listening: false,
    listeningForSpeech: false,
    heard: [],
    said: [],
    ...change,
  };
}

/** A phone that a call is transferred to. */
export function aTarget(state: Leg['state'], id = 'target-1'): Leg {
  return { id, role: 'target', number: '+14255550150', state };
}
