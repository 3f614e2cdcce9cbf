import { describe, expect, it } from 'vitest';
import { everyCaller, faultyEverywhere, killedEverywhere } from './calls.ts';
import { expectSound, type NamedPlan, runCampaign } from './campaign.ts';
import { orderLines } from './lines.ts';
import { type Outcome, simulateCall } from './world.ts';

const [order] = everyCaller(orderLines, 5);

/** What a call came to elsewhere, in words that can be counted. */
function summaryOf({ history, rows }: Outcome): string {
  const steps = [...history.traces.values()].flat().flatMap((line) => line.steps);
  const told = ['place', 'saveReport', 'saveCount', 'confirm'].map((name) => {
    const left = steps.find((step) => new RegExp(`^${name}: (next|failed|timeout|uncertain|exists)`).test(step));
    return left?.split(/[: ]+/)[1] ?? '-';
  });
  const posts = ['orders', 'confirmations'].map((name) => history.requests.get(`POST /${name}`)?.effects ?? 0);
  return `${told} orders ${posts} rows ${rows('reports').length} ${rows('counts')[0]?.fields.calls ?? 0}`;
}

/** How many of the calls came to each summary. */
async function counted(plans: readonly NamedPlan[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { plan } of plans) {
    const summary = summaryOf(await simulateCall(plan));
    counts[summary] = (counts[summary] ?? 0) + 1;
  }
  return counts;
}

const everythingOnce = 'next,next,next,next orders 1,1 rows 1 1';

/** That the rules hold in these calls is what the other suites judge; here, that they have something to judge. */
describe('requests and rows under one fault', { timeout: 60_000 }, () => {
  it('come to one of each, where the call is answered', async () => {
    const plan = planOf(order);
    expect(summaryOf(await simulateCall(plan))).toBe(everythingOnce);
  });

  it('are uncertain to the flow only where the request itself is what an instance died in', async () => {
    const counts = await counted(await killedEverywhere([{ name: 'order', plan: planOf(order) }]));
    expect(Object.keys(counts).sort()).toEqual([
      // Died before anything was written: the call comes again when the flows have been edited.
      '-,-,-,- orders 0,0 rows 0 0',
      everythingOnce,
      // Died before the request was sent, and after: nobody can know which.
      'uncertain,next,next,next orders 0,1 rows 1 1',
      'uncertain,next,next,next orders 1,1 rows 1 1',
    ]);
  });

  it('are done once whatever happens to a request or to its answer', async () => {
    const faulty = await faultyEverywhere([{ name: 'order', plan: planOf(order) }]);
    const counts = await counted(faulty.filter(({ name }) => name.includes(', request ')));
    expect(Object.keys(counts).filter((summary) => / rows 2| rows 1 2|orders 2|orders \d,2/.test(summary))).toEqual([]);
    expect(counts).toMatchObject({
      'uncertain,next,next,next orders 1,1 rows 1 1': expect.any(Number),
      'next,next,next,timeout orders 1,1 rows 1 1': expect.any(Number),
    });
    // What has taken effect is never told as having failed.
    expect(Object.keys(counts).filter((summary) => /^failed.* orders 1/.test(summary))).toEqual([]);
  });

  it('leave nothing open when the caller hangs up meanwhile', async () => {
    const plan = planOf(order);
    const moments = Array.from({ length: 150 }, (_, index) => 15_000 + index * 47);
    const plans = moments.map((hangsUpAfterMs) => ({
      name: `hangs up after ${hangsUpAfterMs} ms`,
      plan: { ...plan, caller: { ...plan.caller, hangsUpAfterMs } },
    }));
    expectSound(await runCampaign(plans));
  });
});

function planOf(call: NamedPlan | undefined) {
  if (call === undefined) throw new Error('There is no such caller.');
  return call.plan;
}
