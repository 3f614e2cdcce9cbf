import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  type ModelSettings,
  newCall,
} from '../../../../local/telephony-emulator/call-model/call-model.ts';

export const CALLER = '+14255550101';
export const LINE = '+14255550100';
export const DESK = '+14255550102';

/** A call that a test drives by hand; `happen` returns what came of one input. */
export interface CallScript {
  happen(input: CallInput, atMs: number): readonly Effect[];
  model(): CallModel;
}

/** A call that has not been placed. */
export function aCall(settings: Partial<ModelSettings> = {}): CallScript {
  let model = newCall(settings);
  return {
    happen(input, atMs) {
      const turn = applyInput(model, input, atMs);
      model = turn.model;
      return turn.effects;
    },
    model: () => model,
  };
}

/** A call that rings since 0. */
export function aRingingCall(settings: Partial<ModelSettings> = {}): CallScript {
  const call = aCall(settings);
  call.happen({ type: 'callPlaced', callId: 'call', from: CALLER, to: LINE }, 0);
  return call;
}

/** A call that was answered at 0 and is connected since 250. */
export function aConnectedCall(settings: Partial<ModelSettings> = {}): CallScript {
  const call = aRingingCall(settings);
  call.happen({ type: 'answer', callConnectionId: 'cc', operationContext: 'answer' }, 0);
  call.happen({ type: 'timePassed' }, 250);
  return call;
}

/** Effects in one line each: time, name, and what tells it from its like. */
export function told(effects: readonly Effect[]): string[] {
  return effects.map((effect) => `${effect.atMs} ${nameOf(effect)}`);
}

function nameOf(effect: Effect): string {
  switch (effect.type) {
    case 'eventRaised':
      return `${effect.eventType} ${effect.data.resultInformation.code}/${effect.data.resultInformation.subCode}`;
    case 'refused':
      return `refused ${effect.status}/${effect.code}`;
    case 'inputIgnored':
      return `ignored ${effect.reason}`;
    case 'promptStarted':
      return `says "${effect.text}"`;
    case 'promptFinished':
      return `${effect.finished ? 'said' : 'cut'} "${effect.text}"`;
    case 'legSpoke':
      return `${effect.leg} says "${effect.text}"`;
    case 'phoneRang':
      return `rings ${effect.leg}`;
    case 'phoneStoppedRinging':
      return `${effect.leg} ${effect.reason}`;
    case 'legConnected':
    case 'legEnded':
      return `${effect.type} ${effect.leg}`;
    case 'callEnded':
      return `ended ${effect.endReason}`;
    case 'incomingCallRaised':
      return 'incomingCallRaised';
  }
}
