import { expect, test } from 'vitest';
import { isSetAside, liveCall, type PickedLine, shownCall, targetPhones } from '../../../local/phone/src/shown-call.ts';
import { aCall, aTarget } from './a-call.ts';

const caller = aCall().legs;
const own = aCall({ id: 'own' });
const other = aCall({ id: 'other' });
const over = aCall({ id: 'over', state: 'ended' });

test('the phone is in the call that the page placed, else in the newest live one, else in none', () => {
  expect([liveCall([own, other], 'own'), liveCall([other, over], 'own'), liveCall([over], 'over')]).toEqual([
    own,
    other,
    undefined,
  ]);
});

test('a call whose caller has hung up is not live, even if the others still talk', () => {
  const left = aCall({ legs: [{ id: 'caller', role: 'caller', number: '+14255550101', state: 'ended' }] });
  expect(liveCall([left], undefined)).toBeUndefined();
});

test('the last call stays on show when it is over, whoever placed it', () => {
  const ownAndOver = aCall({ id: 'own', state: 'ended' });
  expect(shownCall([ownAndOver], 'own')).toEqual(ownAndOver);
  expect(shownCall([ownAndOver, over], 'own')).toEqual(over);
});

test('a call that is over gives way when another line is picked, until its own is picked again or a call follows', () => {
  const elsewhere = '+14255550120';
  const gives = (picked: PickedLine | undefined, call = over): boolean => isSetAside(call, picked);

  expect(gives(undefined)).toBe(false);
  expect(gives({ number: elsewhere, shownCallId: 'over' })).toBe(true);
  expect(gives({ number: over.to, shownCallId: 'over' })).toBe(false);
  expect(gives({ number: elsewhere, shownCallId: 'before' })).toBe(false);
  expect(gives({ number: elsewhere, shownCallId: 'own' }, own)).toBe(false);
});

test('every phone that rings or talks is beside the caller, in whichever call', () => {
  const one = aCall({ id: 'one', legs: [...caller, aTarget('ended', 'a'), aTarget('ringing', 'b')] });
  const two = aCall({ id: 'two', legs: [...caller, aTarget('connected', 'c')] });

  expect(targetPhones([one, two], one).map(({ leg }) => leg.id)).toEqual(['b', 'c']);
});

test('a phone that declined stays until the call is over', () => {
  const declined = aCall({ legs: [...caller, aTarget('ended')] });
  const ended = aCall({ ...declined, state: 'ended' });

  expect(targetPhones([declined], declined).map(({ leg }) => leg.state)).toEqual(['ended']);
  expect(targetPhones([ended], ended)).toEqual([]);
});
