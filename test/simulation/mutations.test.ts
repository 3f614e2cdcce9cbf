import { describe, expect, it } from 'vitest';
import { everyCaller, faultyEverywhere, killedEverywhere } from './calls.ts';
import { type NamedPlan, runCampaign } from './campaign.ts';
import { answeringLines, frontDeskLines, orderLines } from './lines.ts';
import { documentedService } from './plans.ts';
import { randomCall } from './random-calls.ts';
import type { Mutation } from './surroundings.ts';

const orders = (mutation: Mutation) => everyCaller(orderLines, 1, { mutation }).slice(0, 1);
const calls = (mutation: Mutation) => everyCaller(frontDeskLines, 1, { mutation }).slice(1, 2);

/** Rules that cannot be broken judge nothing: with each part of the safety net cut, some rule must be seen broken. */
describe('the rules of the simulation notice', { timeout: 60_000 }, () => {
  it('stores that let every writer win', async () => {
    const raced = Array.from({ length: 60 }, (_, index) => randomCall(index + 1, 'races'));
    expect(
      await broken(raced.map(({ name, plan }) => ({ name, plan: { ...plan, mutation: 'versionsIgnored' } }))),
    ).toMatch(/the sequence of|which it had not won|was begun/);
  });

  it('a watchdog that never comes', async () => {
    expect(await broken(await killedEverywhere(calls('noWatchdog')))).toMatch(/silence of|the call did not end/);
  });

  it('repeats under new names', async () => {
    const service = { ...documentedService, secondAnswer: 'connects', model: { setUpMs: 2_500 } } as const;
    const renamed = calls('randomIds').map(({ name, plan }) => ({ name, plan: { ...plan, service } }));
    expect(await broken(await faultyEverywhere(renamed))).toMatch(/answers took effect/);
  });

  it('confirmations that are never written', async () => {
    const unconfirmed = everyCaller(answeringLines, 1, { mutation: 'confirmDropped' });
    expect(await broken(unconfirmed)).toMatch(/was begun/);
  });

  it('requests that are sent again though they may have had their effect', async () => {
    const faulty = await faultyEverywhere(orders('requestsRepeated'));
    expect(await broken(faulty.filter(({ name }) => name.includes(', request ')))).toMatch(/\/orders was sent again/);
  });

  it('writes of rows under new names', async () => {
    const faulty = await faultyEverywhere(orders('writesRenamed'));
    const violations = await broken(faulty.filter(({ name }) => / storage .*failsAfter/.test(name)));
    expect(violations).toMatch(/saveCount wrote 2 times/);
    expect(violations).toMatch(/saveReport found its own row/);
  });

  it('programs that do not survive an edit', async () => {
    expect(await broken(await killedEverywhere(orders('programsForgotten')))).toMatch(/put onto the program rescue/);
  });
});

async function broken(plans: readonly NamedPlan[]): Promise<string> {
  return (await runCampaign(plans)).violations.join('\n');
}
