import type { EmergencySwitch } from '../../interpreter/event.ts';

/** The switches that an operator throws without a deployment. */
export interface Switches {
  /** The emergency switches that are on, by the name of their schedule. Throws `StoreUnavailable`. */
  emergencies(): Promise<Readonly<Record<string, EmergencySwitch>>>;
}
