import { describe, expect, it } from 'vitest';
import { everyCaller, faultyEverywhere } from './calls.ts';
import { expectSound, runCampaign } from './campaign.ts';
import { answeringLines, frontDeskLines } from './lines.ts';
import { documentedService } from './plans.ts';
import type { ServiceSettings } from './telephone-service.ts';
import { type CallPlan, simulateCall } from './world.ts';

/** What nobody has seen live, each by itself. */
const behaviours: Readonly<Record<string, ServiceSettings['model']>> = {
  'participants are told of before the connection': { connectOrder: 'participantsFirst' },
  'an inter-digit time-out fails the recognition': { interDigitEvent: 'failed' },
  'the stop tone is among the tones': { stopToneInResult: true },
  'the prompt of a recognition has events of its own': { recognizePromptEvents: true },
  'media are allowed during a transfer': { mediaDuringTransfer: 'allowed' },
  'the end of the connection comes before the news of the transfer': { transferOrder: 'disconnectedFirst' },
  'open operations are cancelled before the end': { openOperationsAtEnd: 'canceledBefore' },
  'open operations are cancelled after the end': { openOperationsAtEnd: 'canceledAfter' },
  'open operations fail before the end': { openOperationsAtEnd: 'failedBefore' },
};

describe('what the service leaves open', { timeout: 60_000 }, () => {
  const usually = Promise.all(everyCaller(answeringLines, 1).map(({ plan }) => endOf(plan)));

  it.each(Object.entries(behaviours))('changes no call: %s', async (_, model) => {
    const service = { ...documentedService, model };
    const other = await Promise.all(everyCaller(answeringLines, 1, { service }).map(({ plan }) => endOf(plan)));
    expect(other).toEqual(await usually);
  });

  it.each(['refused', 'connects'] as const)(
    'costs no call when repeats are not known and a second answer is %s',
    async (secondAnswer) => {
      const service = { ...documentedService, honoursRepeatability: false, secondAnswer, model: { setUpMs: 2_500 } };
      const [, brief] = everyCaller(frontDeskLines, 1, { service });
      expectSound(await runCampaign(await faultyEverywhere(brief === undefined ? [] : [brief])));
    },
  );

  it.each(['busy', 'decline', 'noAnswer'] as const)(
    'comes through one fault when the person rung is %s',
    async (answer) => {
      const service = { ...documentedService, phone: { answer, afterMs: 1_500 } };
      const [first] = everyCaller(frontDeskLines, 1, { service });
      expectSound(await runCampaign(await faultyEverywhere(first === undefined ? [] : [first])));
    },
  );
});

async function endOf(plan: CallPlan): Promise<readonly (readonly [string, string])[]> {
  const { history } = await simulateCall(plan);
  return history.cdrs.map(({ disposition, lastStep }) => [disposition, lastStep] as const);
}
