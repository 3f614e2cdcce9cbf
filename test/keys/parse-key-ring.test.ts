import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeyRing } from '../../src/keys/parse-key-ring.ts';
import { keyText } from './a-ring.ts';

const [one, two] = [keyText('one'), keyText('two')];

test('the first key is the active one', () => {
  const ring = parseKeyRing(` ${two} ,${one}`);
  expect(ring.ok && ring.value.active.id).toBe('two');
  expect(ring.ok && [...ring.value.byId.keys()]).toEqual(['two', 'one']);
});

test('a ring shows no key in a log', () => {
  const ring = parseKeyRing(one);
  expect(inspect(ring, { depth: 10 }) + JSON.stringify(ring)).not.toContain(one.slice(4, 12));
});

const bare = one.slice('one:'.length);

const wrong: readonly [string, string][] = [
  ['', 'Key 1 of 1 is empty; write id:base64 of 32 random bytes.'],
  [`${one},`, 'Key 2 of 2 is empty; write id:base64 of 32 random bytes.'],
  [bare, 'Key 1 of 1 has no id; write id:base64 of 32 random bytes.'],
  [`${bare}:one`, 'Key 1 of 1 needs an id of 1 to 32 letters, digits, "-" or "_".'],
  [`:${bare}`, 'Key 1 of 1 needs an id of 1 to 32 letters, digits, "-" or "_".'],
  [`one:${bare.slice(0, -1)}`, 'Key 1 of 1 is not base64; make one from 32 random bytes.'],
  ['one:AAAA', 'Key 1 of 1 has 3 bytes; make one from 32 random bytes.'],
  [`${one},${one}`, 'Key 2 of 2 has the id of an earlier one.'],
  [`${one},${two},uno:${bare}`, 'Key 3 of 3 is an earlier one under another id.'],
  [Array.from({ length: 17 }, (_, index) => keyText(`k${index}`)).join(), 'There are 17 keys; at most 16 make a ring.'],
];

test.each(wrong)('a wrong ring is refused with what to do (%#)', (text, error) => {
  expect(parseKeyRing(text)).toEqual({ ok: false, error });
});

test('no error shows what stood in the setting', () => {
  const part = fc.string({ minLength: 12, maxLength: 60 });
  fc.assert(
    fc.property(part, part, (id, secret) => {
      const ring = parseKeyRing(`${id}:${secret}`);
      expect(ring.ok ? '' : ring.error).not.toContain(secret);
      expect(ring.ok ? '' : ring.error).not.toContain(id);
    }),
  );
});
