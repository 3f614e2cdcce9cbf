import { type AppInput, refusalIn } from '../../call-model/call-model.ts';
import type { LiveCall } from '../live-call.ts';
import type { Switchboard } from '../switchboard.ts';
import { refused, type ServiceAnswer } from './service-answer.ts';

/** What the operations work with. */
export interface OperationsContext {
  readonly switchboard: Switchboard;
  readonly httpsCallbacksOnly: boolean;
  readonly cognitiveServicesRequired: boolean;
}

/** Applies a request to a call: `granted` when the model takes it, else its refusal. */
export function applyTo(call: LiveCall, input: AppInput, granted: ServiceAnswer): ServiceAnswer {
  const refusal = refusalIn(call.apply(input));
  return refusal === undefined
    ? { ...granted, call }
    : { ...refused(refusal.status, refusal.code, refusal.message), call };
}
