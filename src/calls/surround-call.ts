import type { EmergencySwitch } from '../interpreter/event.ts';
import type { Program } from '../interpreter/program.ts';
import type { Value } from '../interpreter/value-definition.ts';
import { unroutedProgram } from './built-in-programs.ts';
import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';
import type { IncomingCall } from './ports/incoming-call.ts';

/** What a new call begins with. */
export interface Surroundings {
  readonly program: Program;
  /** Values of the main flow's inputs. */
  readonly inputs: Readonly<Record<string, Value>>;
  /** The emergency switches that are on, of the program's schedules. */
  readonly emergencies: Readonly<Record<string, EmergencySwitch>>;
}

/**
 * Finds what a new call begins with. Its program is kept for those who take the call up later, and the switches are asked, at
 * the same time; each is bounded by its adapter. Neither is worth a call: where one fails it is logged and the call goes on,
 * without what would have survived an edit of the flows, or as if no switch were on. Nothing of it is bound to this delivery:
 * whoever dies here is followed by the next one, which asks anew.
 */
export async function surroundCall(services: CallServices, call: IncomingCall): Promise<Surroundings> {
  const { to, from, attemptId } = call;
  const routed = await services.catalog.route({ to, from });
  if (routed === undefined) return { program: unroutedProgram, inputs: {}, emergencies: {} };
  const { program, inputs } = routed;
  const [emergencies] = await Promise.all([
    emergenciesOf(services, program, attemptId),
    tolerating(services, { what: 'programNotKept', attemptId }, () => services.catalog.keep(program)),
  ]);
  return { program, inputs, emergencies };
}

async function emergenciesOf(
  services: CallServices,
  { schedules }: Program,
  attemptId: string,
): Promise<Readonly<Record<string, EmergencySwitch>>> {
  if (Object.keys(schedules).length === 0) return {};
  const all = await tolerating(services, { what: 'switchesUnknown', attemptId }, () => services.switches.emergencies());
  const own = Object.entries(all ?? {}).filter(([schedule]) => Object.hasOwn(schedules, schedule));
  return Object.fromEntries(withinBounds(own));
}

/** They are kept with the call, whose row has its bounds: a switch that has no room for its words still closes its line. */
function withinBounds(switches: readonly (readonly [string, EmergencySwitch])[]) {
  let characters = 0;
  return switches.slice(0, callLimits.emergenciesMax).map(([schedule, { announcement }]) => {
    characters += announcement?.length ?? 0;
    const fits = announcement !== undefined && characters <= callLimits.announcementsCharactersMax;
    return [schedule, fits ? { announcement } : {}] as const;
  });
}

/** Undefined where it fails, which is logged. */
async function tolerating<T>(
  { log }: CallServices,
  { what, attemptId }: { readonly what: string; readonly attemptId: string },
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    log.write({ level: 'warn', what, attemptId, code: error instanceof Error ? error.name : 'unknown' });
    return undefined;
  }
}
