import { describe, it } from 'vitest';
import { everyCaller } from './calls.ts';
import { expectSound, type NamedPlan, runCampaign } from './campaign.ts';
import { type CommandFault, type Faults, type FaultTime, noFaults } from './faults.ts';
import { frontDeskLines } from './lines.ts';
import { documentedService } from './plans.ts';

/** The last request of an answered call before its first prompt; an outage later is like one there, and is drawn by chance. */
const onsetMax = 10;
/** How long the storage answers nothing, from the dialling on. Milliseconds. */
const untilMs = [1_000, 2_000, 4_000, 8_000];

const services = [true, false].flatMap((honoursRepeatability) =>
  (['refused', 'connects'] as const).flatMap((secondAnswer) =>
    [true, false].map((retriesWebhooks) => ({
      what: `repeats ${honoursRepeatability ? 'known' : 'unknown'}, a second answer ${secondAnswer}, events sent ${retriesWebhooks ? 'again' : 'once'}`,
      honoursRepeatability,
      secondAnswer,
      retriesWebhooks,
    })),
  ),
);

/** The storage answers nothing from one of its requests on, and the answer of the call may go wrong before. */
function outageFrom(onset: number, endMs: number, answer: CommandFault | undefined) {
  return (_: unknown, { elapsedMs }: FaultTime): Faults => ({
    ...noFaults,
    command: (index) => (index === 1 ? answer : undefined),
    storage: (index) => (index >= onset && elapsedMs() < endMs ? 'failsBefore' : undefined),
  });
}

describe('an outage of the storage', { timeout: 120_000 }, () => {
  it.each(services)(
    'costs no call in which nobody dies: $what',
    async ({ what: _what, retriesWebhooks, ...behaviour }) => {
      const service = { ...documentedService, ...behaviour };
      const [, brief] = everyCaller(frontDeskLines, 1, { service, retriesWebhooks, faultsMax: 'many' });
      if (brief === undefined) throw new Error('Nobody calls the front desk.');
      const plans: NamedPlan[] = [];
      for (const answer of [undefined, 'unheard', 'failsAfter', 'late'] as const) {
        for (const endMs of untilMs) {
          for (let onset = 1; onset <= onsetMax; onset++) {
            const faults = outageFrom(onset, endMs, answer);
            const name = `storage out from request ${onset} to ${endMs} ms, answer ${answer ?? 'heard'}`;
            plans.push({ name, plan: { ...brief.plan, faults, faultsEndMs: endMs } });
          }
        }
      }
      expectSound(await runCampaign(plans));
    },
  );
});
