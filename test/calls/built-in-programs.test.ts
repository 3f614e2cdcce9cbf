import { describe, expect, it } from 'vitest';
import { programOf, rescueProgram, unroutedProgram } from '../../src/calls/built-in-programs.ts';
import { aWorld } from './a-world.ts';
import { fallbackNumber, speaks } from './programs.ts';

const apology = {
  type: 'hangUp',
  prompt: 'I am sorry, something went wrong. Please call again later. Goodbye.',
  disposition: 'rescued',
};

describe('the programs that come with the app', () => {
  it('refuse a number that the line does not have', () => {
    expect(unroutedProgram).toMatchObject({
      hash: 'unrouted',
      flow: { name: 'unrouted', start: 'refuse', steps: { refuse: { type: 'reject', reason: 'none' } } },
    });
  });

  it('rescue a call to a person, and to an apology where that person is not there', () => {
    expect(rescueProgram(fallbackNumber)).toMatchObject({
      hash: 'rescue',
      flow: {
        start: 'person',
        onError: 'apology',
        steps: { person: { type: 'transfer', to: fallbackNumber, on: { failed: 'apology' } }, apology },
      },
    });
  });

  it('rescue a call to an apology where there is nobody', () => {
    expect(rescueProgram(undefined)).toMatchObject({ hash: 'rescue', flow: { start: 'apology', steps: { apology } } });
  });

  it('are found by their names, and the others in the catalog', async () => {
    const { services } = aWorld();
    expect(await programOf(services, 'unrouted')).toBe(unroutedProgram);
    expect((await programOf(services, 'rescue'))?.flow).toEqual(rescueProgram(fallbackNumber).flow);
    expect(await programOf(services, speaks.hash)).toBe(speaks);
    expect(await programOf(services, 'forgotten')).toBeUndefined();
  });
});
