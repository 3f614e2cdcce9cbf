import type { Random } from './random.ts';

/**
 * What goes wrong with one request to the telephone service. `lost`: it never arrives. `unheard`: it is done, and no answer
 * comes. `failsBefore`, `failsAfter`: an answer of 500, before or after it is done. `throttled`: 429. `slow`: it takes two
 * seconds. `late`: it is done after the app has stopped waiting.
 */
export const commandFaults = ['lost', 'unheard', 'failsBefore', 'failsAfter', 'throttled', 'slow', 'late'] as const;
/** One of `commandFaults`. */
export type CommandFault = (typeof commandFaults)[number];

/** What goes wrong with one request to the storage: it fails before or after it was done, or it takes a second and a half. */
export const storageFaults = ['failsBefore', 'failsAfter', 'slow'] as const;
/** One of `storageFaults`. */
export type StorageFault = (typeof storageFaults)[number];

/**
 * What goes wrong with one request of a flow. `unreachable`: nobody is there. `lost`: it never arrives. `unheard`: it is done, and no
 * answer comes. `cut`: it is done, and the connection breaks. `unusable`: it is done, and its answer is not JSON. `slow`: it takes
 * nearly all its time. `late`: it is done long after the app has stopped waiting.
 */
export const requestFaults = ['unreachable', 'lost', 'unheard', 'cut', 'unusable', 'slow', 'late'] as const;
/** One of `requestFaults`. */
export type RequestFault = (typeof requestFaults)[number];

/**
 * What goes wrong with one delivery. `twice`: again at once. `again`: again 0.4 to 3 s later. `delayed`: by up to 1.5 s, so that
 * others overtake it. `late`: by 30 s. `lost`: never.
 */
export const deliveryFaults = ['twice', 'again', 'delayed', 'late', 'lost'] as const;
/** One of `deliveryFaults`. */
export type DeliveryFault = (typeof deliveryFaults)[number];

/** Decides what goes wrong. Each kind of thing is counted from 1 on, so that a plan can name the one that it means. */
export interface Faults {
  /** Whether the instance dies at this await point: there are two around every request, before and after it is done. */
  killsAt(point: number): boolean;
  command(index: number): CommandFault | undefined;
  storage(index: number): StorageFault | undefined;
  request(index: number): RequestFault | undefined;
  webhook(index: number): DeliveryFault | undefined;
  offer(index: number): DeliveryFault | undefined;
}

/** When a thing happens, for faults that have their time. */
export interface FaultTime {
  /** Milliseconds since the call was dialled. */
  elapsedMs(): number;
  /** False once the time of faults is over. */
  isActive(): boolean;
}

/** Nothing goes wrong. */
export const noFaults: Faults = {
  killsAt: () => false,
  command: () => undefined,
  storage: () => undefined,
  request: () => undefined,
  webhook: () => undefined,
  offer: () => undefined,
};

/** An instance dies at each of these await points. */
export function killsAt(...points: readonly number[]): Faults {
  return { ...noFaults, killsAt: (point) => points.includes(point) };
}

/** One thing goes wrong, once. */
export type SingleFault =
  | { readonly at: 'command'; readonly index: number; readonly fault: CommandFault }
  | { readonly at: 'storage'; readonly index: number; readonly fault: StorageFault }
  | { readonly at: 'request'; readonly index: number; readonly fault: RequestFault }
  | { readonly at: 'webhook' | 'offer'; readonly index: number; readonly fault: DeliveryFault };

/** The plan of one fault. */
export function onlyFault(single: SingleFault): Faults {
  return { ...noFaults, [single.at]: (index: number) => (index === single.index ? single.fault : undefined) };
}

/** How probable each kind of fault is, per thing that can go wrong; 0 to 1. */
export interface FaultRates {
  readonly kill: number;
  readonly command: number;
  readonly storage: number;
  readonly request: number;
  readonly delivery: number;
  /** Of the faulty deliveries, how many may be of the kinds that are too late or never: else none. */
  readonly losesDeliveries: boolean;
  /** How often the storage answers nothing for a while, at most. */
  readonly outagesMax: number;
}

/** A time in which the storage answers nothing. Milliseconds since the call was dialled. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The longest outage of the storage that the app is asked to live through without losing anything. Milliseconds. */
const outageMsMax = 8_000;

/** The storage answers nothing in these times, as long as they are of the time of faults. */
export function outages(times: readonly Outage[], { elapsedMs, isActive }: FaultTime): Faults {
  const isOut = () => isActive() && times.some(({ fromMs, toMs }) => elapsedMs() >= fromMs && elapsedMs() < toMs);
  return { ...noFaults, storage: () => (isOut() ? 'failsBefore' : undefined) };
}

function randomOutages(random: Random, { outagesMax }: FaultRates): Outage[] {
  if (outagesMax === 0) return [];
  return Array.from({ length: random.int(1, outagesMax) }, () => {
    // While a call is being answered there is most to lose.
    const fromMs = random.int(0, random.chance(0.5) ? 2_000 : 30_000);
    return { fromMs, toMs: fromMs + random.int(300, outageMsMax) };
  });
}

/** Faults by chance, until an instant after which everything works. */
export function randomFaults(random: Random, rates: FaultRates, time: FaultTime): Faults {
  const out = outages(randomOutages(random, rates), time);
  const kinds = rates.losesDeliveries ? deliveryFaults : deliveryFaults.slice(0, 3);
  const draw = <T>(rate: number, from: readonly T[]) =>
    time.isActive() && random.chance(rate) ? random.pick(from) : undefined;
  return {
    killsAt: () => time.isActive() && random.chance(rates.kill),
    command: () => draw(rates.command, commandFaults),
    storage: (index) => out.storage(index) ?? draw(rates.storage, storageFaults),
    request: () => draw(rates.request, requestFaults),
    webhook: () => draw(rates.delivery, kinds),
    offer: () => draw(rates.delivery, kinds),
  };
}
