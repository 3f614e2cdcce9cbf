import { noFaults } from './faults.ts';
import type { SimulatedLine } from './lines.ts';
import type { ServiceSettings } from './telephone-service.ts';
import type { CallPlan } from './world.ts';

/** The service as its documentation has it. */
export const documentedService: ServiceSettings = {
  honoursRepeatability: true,
  secondAnswer: 'refused',
  model: {},
  phone: { answer: 'accept', afterMs: 4_000 },
};

/** In the middle of every call that does more than listen to a greeting. Milliseconds. */
const editedAfterMs = 6_000;

/** A call on a line without any fault, under the default settings of the app; `changes` make it another. */
export function planFor(line: SimulatedLine, seed: number, changes: Partial<CallPlan> = {}): CallPlan {
  const [caller] = line.scripts;
  if (caller === undefined) throw new Error(`Nobody calls ${line.name}.`);
  return {
    seed,
    ...(line.edition === undefined ? {} : { edition: line.edition }),
    ...(line.edited === undefined ? {} : { edited: line.edited }),
    editAtMs: editedAfterMs,
    caller,
    service: documentedService,
    retriesWebhooks: true,
    sweepEveryMs: 5_000,
    doubleSweeps: 0,
    restartMs: 2_000,
    faults: () => noFaults,
    faultsEndMs: Number.POSITIVE_INFINITY,
    faultsMax: 'one',
    ...changes,
  };
}
