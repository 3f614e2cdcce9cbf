import type { CallerScript } from './caller.ts';
import type { NamedPlan } from './campaign.ts';
import { type FaultRates, randomFaults } from './faults.ts';
import { answeringLines, confidentialWords, refusingLines, type SimulatedLine, typedNumbers } from './lines.ts';
import { planFor } from './plans.ts';
import { createRandom, type Random } from './random.ts';
import type { ServiceSettings } from './telephone-service.ts';

/** Mixtures of faults, by what they try. */
export const faultMixtures = {
  races: { kill: 0, command: 0, storage: 0, request: 0, delivery: 0.5, losesDeliveries: false, outagesMax: 0 },
  deaths: { kill: 0.03, command: 0, storage: 0, request: 0, delivery: 0, losesDeliveries: false, outagesMax: 0 },
  everythingButLoss: {
    kill: 0.01,
    command: 0.05,
    storage: 0.02,
    request: 0.02,
    delivery: 0.2,
    losesDeliveries: false,
    outagesMax: 0,
  },
  everything: {
    kill: 0.005,
    command: 0.03,
    storage: 0.02,
    request: 0.02,
    delivery: 0.1,
    losesDeliveries: true,
    outagesMax: 0,
  },
  outages: {
    kill: 0.002,
    command: 0.03,
    storage: 0.01,
    request: 0.01,
    delivery: 0.05,
    losesDeliveries: true,
    outagesMax: 2,
  },
} as const satisfies Readonly<Record<string, FaultRates>>;

/** The name of a mixture. */
export type FaultMixture = keyof typeof faultMixtures;

/** A call of which the seed decides everything: line, caller, service, instances and faults. */
export function randomCall(seed: number, mixture: FaultMixture): NamedPlan {
  const random = createRandom(seed);
  const line = random.pick(random.chance(0.9) ? answeringLines : refusingLines);
  const rates: FaultRates = faultMixtures[mixture];
  const plan = planFor(line, seed, {
    caller: randomCaller(line, random),
    service: randomService(random),
    retriesWebhooks: rates.losesDeliveries ? random.chance(0.5) : true,
    sweepEveryMs: random.pick([1_000, 5_000]),
    doubleSweeps: random.pick([0, 0.5]),
    restartMs: random.int(500, 8_000),
    faults: (own, time) => randomFaults(own, rates, time),
    faultsEndMs: random.int(5_000, 120_000),
    faultsMax: 'many',
    editAtMs: random.int(0, 60_000),
  });
  return { name: `${line.name}, ${mixture}`, plan };
}

const repliesTried = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '*',
  '#',
  '',
  'order',
  'wait',
  `${confidentialWords[0]} 7`,
  ...typedNumbers,
  `${typedNumbers[0]}#`,
];

function randomCaller(line: SimulatedLine, random: Random): CallerScript {
  const impatience = random.pick([0, 0.5]);
  const replies = Array.from({ length: 12 }, () => random.pick(repliesTried));
  const script = random.chance(0.4)
    ? { ...random.pick(line.scripts), impatience }
    : { impatience, answers: [{ hears: /./, replies }] };
  return random.chance(0.4) ? { ...script, hangsUpAfterMs: random.int(200, 90_000) } : script;
}

function randomService(random: Random): ServiceSettings {
  return {
    honoursRepeatability: random.chance(0.6),
    secondAnswer: random.pick(['refused', 'connects']),
    phone: { answer: random.pick(['accept', 'accept', 'busy', 'noAnswer', 'decline']), afterMs: random.int(0, 8_000) },
    model: {
      setUpMs: random.pick([50, 250, 1_500]),
      connectOrder: random.pick(['connectedFirst', 'participantsFirst']),
      interDigitEvent: random.pick(['completed', 'failed']),
      stopToneInResult: random.chance(0.5),
      recognizePromptEvents: random.chance(0.3),
      mediaDuringTransfer: random.pick(['refused', 'allowed']),
      transferOrder: random.pick(['acceptedFirst', 'disconnectedFirst']),
      openOperationsAtEnd: random.pick(['silent', 'canceledBefore', 'canceledAfter', 'failedBefore']),
    },
  };
}
