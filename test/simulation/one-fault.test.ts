import { describe, expect, it } from 'vitest';
import { everyCaller, faultyEverywhere, killedEverywhere } from './calls.ts';
import { expectSound, runCampaign } from './campaign.ts';
import { onlyFault } from './faults.ts';
import { answeringLines, frontDeskLines, refusingLines } from './lines.ts';
import { documentedService } from './plans.ts';
import { simulateCall } from './world.ts';

const allLines = [...answeringLines, ...refusingLines];

/** With each seed the sweeps and the races fall otherwise. `SEED=<n>` takes another one than 2. */
const seed = Number(process.env.SEED ?? 2);

describe('a call without any fault', () => {
  it('is heard without a gap, done once, recorded once and forgotten in time', async () => {
    const plans = Array.from({ length: 10 }, (_, index) => everyCaller(allLines, 100 + index)).flat();
    expectSound(await runCampaign(plans));
  });

  it('to a number that the line does not have is rejected and recorded', async () => {
    const [call] = everyCaller(
      refusingLines.filter(({ edition }) => edition === undefined),
      1,
    );
    const { history, answered } = await simulateCall(planOf(call));
    expect({ answered, dispositions: history.cdrs.map(({ disposition }) => disposition) }).toEqual({
      answered: false,
      dispositions: ['rejected'],
    });
  });

  it('is left alone when its news come after it has stopped ringing', async () => {
    const [call] = everyCaller(answeringLines, 1, {
      faults: () => onlyFault({ at: 'offer', index: 1, fault: 'late' }),
    });
    const { history, answered, tookAttempt } = await simulateCall(planOf(call));
    expect({ answered, tookAttempt, commands: history.commands }).toEqual({
      answered: false,
      tookAttempt: false,
      commands: 0,
    });
  });
});

describe('a caller who hangs up', { timeout: 60_000 }, () => {
  it.each(['silent', 'failedBefore'] as const)('may do so at any moment, with open operations %s', async (ending) => {
    const service = { ...documentedService, model: { openOperationsAtEnd: ending } };
    const [call] = everyCaller(frontDeskLines, 1, { service });
    const plan = planOf(call);
    const moments = Array.from({ length: 1_000 }, (_, index) => 50 + index * 21);
    const plans = moments.map((hangsUpAfterMs) => ({
      name: `hangs up after ${hangsUpAfterMs} ms`,
      plan: { ...plan, caller: { ...plan.caller, hangsUpAfterMs } },
    }));
    expectSound(await runCampaign(plans));
  });
});

describe('a call with one fault', { timeout: 120_000 }, () => {
  it('comes through when its instance dies at any await', async () => {
    expectSound(await runCampaign(await killedEverywhere(everyCaller(allLines, seed))));
  });

  it('comes through the same when the service does not send again what was not taken', async () => {
    const calls = everyCaller(frontDeskLines, seed + 1, { retriesWebhooks: false });
    expectSound(await runCampaign(await killedEverywhere(calls)));
  });

  it('comes through when any one request or delivery goes wrong', async () => {
    const calls = everyCaller([...answeringLines.slice(1), ...refusingLines], seed);
    expectSound(await runCampaign(await faultyEverywhere(calls)));
  });
});

function planOf(call: ReturnType<typeof everyCaller>[number] | undefined) {
  if (call === undefined) throw new Error('There is no such caller.');
  return call.plan;
}
