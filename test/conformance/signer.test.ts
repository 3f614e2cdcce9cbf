import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSigner } from '../../src/keys/signer.ts';
import { aRing } from '../keys/a-ring.ts';
import { flipped } from '../keys/flip-bit.ts';

const signer = createSigner(aRing('one', 'two'));
const text = fc.string({ unit: 'binary', maxLength: 200 });

test('a signed value comes back, and stands in a path segment as it is', () => {
  fc.assert(
    fc.property(text, (value) => {
      const signed = signer.sign(value);
      expect(signer.verify(signed)).toBe(value);
      expect(encodeURIComponent(signed)).toBe(signed);
    }),
  );
});

test('no changed bit goes unnoticed', () => {
  fc.assert(
    fc.property(text, fc.nat(), (value, bit) => {
      expect(signer.verify(flipped(signer.sign(value), bit))).toBeUndefined();
    }),
    { numRuns: 1_000 },
  );
});

test('nothing else is verified', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(signer.verify(value)).toBeUndefined();
    }),
  );
  const signed = signer.sign('value');
  const [id, value, signature] = signed.split('.');
  for (const forged of ['', '..', `${id}.${value}`, `${id}.${value}.`, `${signed}.`, `${signed}.x`, ` ${signed}`])
    expect(signer.verify(forged)).toBeUndefined();
  expect(signer.verify(`${id}.${value}.${signature}=`)).toBeUndefined();
  expect(signer.verify(`two.${value}.${signature}`)).toBeUndefined();
});

test('a rotation keeps old signatures valid until the old key is dropped', () => {
  const signed = createSigner(aRing('old')).sign('value');
  expect(createSigner(aRing('new', 'old')).verify(signed)).toBe('value');
  expect(createSigner(aRing('new', 'old')).sign('value')).toMatch(/^new\./);
  expect(createSigner(aRing('new')).verify(signed)).toBeUndefined();
});

test('what is too long is neither signed nor looked at', () => {
  expect(() => signer.sign('x'.repeat(2_000))).toThrow(RangeError);
  expect(() => signer.sign('\ud800')).toThrow(RangeError);
  expect(signer.verify(`${signer.sign('x')}${'A'.repeat(3_000)}`)).toBeUndefined();
});
