import type { NamedPlan } from './campaign.ts';
import {
  commandFaults,
  deliveryFaults,
  killsAt,
  onlyFault,
  requestFaults,
  type SingleFault,
  storageFaults,
} from './faults.ts';
import type { History } from './history.ts';
import type { SimulatedLine } from './lines.ts';
import { planFor } from './plans.ts';
import { type CallPlan, simulateCall } from './world.ts';

/** Every caller of some lines, under plans that differ from the usual by `changes`. */
export function everyCaller(
  lines: readonly SimulatedLine[],
  seed: number,
  changes: Partial<CallPlan> = {},
): NamedPlan[] {
  return lines.flatMap((line) =>
    line.scripts.map((caller, index) => ({
      name: `${line.name}, caller ${index + 1}`,
      plan: planFor(line, seed, { caller, ...changes }),
    })),
  );
}

/** Each call once per await point that it passes, with its instance killed there. */
export async function killedEverywhere(calls: readonly NamedPlan[]): Promise<NamedPlan[]> {
  return multiplied(calls, ({ points }) =>
    upTo(points).map((point) => ({ name: `killed at ${point}`, faults: killsAt(point) })),
  );
}

/** Each call once per thing that can go wrong in it and way in which it can. */
export async function faultyEverywhere(calls: readonly NamedPlan[]): Promise<NamedPlan[]> {
  return multiplied(calls, (history) =>
    singleFaults(history).map((single) => ({
      name: `${single.at} ${single.index} ${single.fault}`,
      faults: onlyFault(single),
    })),
  );
}

/** Each call once undisturbed, to count what can go wrong in it, then once per disturbance. */
async function multiplied(
  calls: readonly NamedPlan[],
  disturbances: (history: History) => readonly { readonly name: string; readonly faults: ReturnType<typeof killsAt> }[],
): Promise<NamedPlan[]> {
  const plans: NamedPlan[] = [];
  for (const { name, plan } of calls) {
    const { history } = await simulateCall(plan);
    for (const disturbance of disturbances(history))
      plans.push({ name: `${name}, ${disturbance.name}`, plan: { ...plan, faults: () => disturbance.faults } });
  }
  return plans;
}

function singleFaults(history: History): SingleFault[] {
  const indexes = {
    command: history.commands,
    storage: history.storageRequests,
    request: history.outsideRequests,
    webhook: history.webhooks,
    offer: history.offers,
  };
  return [
    ...upTo(indexes.command).flatMap((index) =>
      commandFaults.map((fault) => ({ at: 'command', index, fault }) as const),
    ),
    ...upTo(indexes.storage).flatMap((index) =>
      storageFaults.map((fault) => ({ at: 'storage', index, fault }) as const),
    ),
    ...upTo(indexes.request).flatMap((index) =>
      requestFaults.map((fault) => ({ at: 'request', index, fault }) as const),
    ),
    ...upTo(indexes.webhook).flatMap((index) =>
      deliveryFaults.map((fault) => ({ at: 'webhook', index, fault }) as const),
    ),
    ...upTo(indexes.offer).flatMap((index) => deliveryFaults.map((fault) => ({ at: 'offer', index, fault }) as const)),
  ];
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
