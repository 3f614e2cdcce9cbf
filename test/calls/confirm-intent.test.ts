import { describe, expect, it } from 'vitest';
import { confirmIntent } from '../../src/calls/confirm-intent.ts';
import { anIntent, anOperation, aPlay, isWrittenByAnother, standsWithIntent } from './a-record.ts';
import { aWorld, startMs } from './a-world.ts';
import { theCall } from './happenings.ts';

const intent = anIntent([aPlay('2.0')]);

describe('a confirmation', () => {
  it('takes the batch out of the row, which is then due with its operation', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    await confirmIntent(world.services, stored, { intent });
    expect(theCall(world)).toMatchObject({ intents: [], dueAtMs: startMs + 30_000 });
    expect(theCall(world).state).toEqual(stored.record.state);
    expect([...world.wishes]).toEqual([['call/call-1', startMs + 30_000]]);
  });

  it('notes which commands were sent more than once, for they cancel their first selves', async () => {
    const world = aWorld();
    const both = anIntent([aPlay('2.0'), aPlay('2.1')]);
    const stored = await standsWithIntent(world, both);
    await confirmIntent(world.services, stored, { intent: both, repeated: new Set(['2.1']) });
    expect(theCall(world).state.operations).toEqual([
      anOperation('2.0', 'prompt', startMs + 30_000),
      { ...anOperation('2.1', 'prompt', startMs + 30_000), repeated: true },
    ]);
  });

  it('is tried again when another write was faster, and keeps what that wrote', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    const later = anIntent([aPlay('2.0')], { seq: 3 });
    await world.calls.replace({ ...stored.record, seen: ['meanwhile'], intents: [intent, later] }, stored.version);
    await confirmIntent(world.services, stored, { intent });
    expect(theCall(world)).toMatchObject({ seen: ['meanwhile'], intents: [later] });
  });

  it('is given up after three tries, for the watchdog makes up for it', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    for (let tries = 0; tries < 3; tries++)
      world.interruptions.before('calls.replace', () => isWrittenByAnother(world));
    await confirmIntent(world.services, stored, { intent });
    expect(theCall(world).intents).toEqual([intent]);
    expect(world.interruptions.requests.filter((request) => request === 'calls.replace')).toHaveLength(3);
  });

  it('writes nothing where the batch is no longer open', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    await confirmIntent(world.services, stored, { intent: { ...intent, seq: 1 } });
    expect(world.interruptions.requests).toEqual([]);
  });

  it('leaves the batch to whoever has taken it over since', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    const takenOver = { ...intent, attempts: 2 };
    await world.calls.replace({ ...stored.record, intents: [takenOver], writer: 'other' }, stored.version);
    await confirmIntent(world.services, stored, { intent });
    expect(theCall(world).intents).toEqual([takenOver]);
  });

  it('counts the deadline from when the batch was performed', async () => {
    const world = aWorld();
    const stored = await standsWithIntent(world, intent);
    world.clock.pass(1_500);
    await confirmIntent(world.services, stored, { intent });
    expect(theCall(world).dueAtMs).toBe(startMs + 31_500);
  });
});
