import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ssmlProblem } from '../../../src/interpreter/compile/check-ssml.ts';

const fault = (source: string) => ssmlProblem(['ssml'], source)?.message;

test.each([
  'Plain words.',
  'Fish &amp; chips &#163;3 &#xA3;3',
  'Wait <break time="300ms"/> a moment.',
  "<prosody rate='slow'>Slowly <emphasis>now</emphasis></prosody>",
  '<say-as interpret-as="characters">{{ order }}</say-as>',
  '<break time="{{ pause }}"/>',
  '<mstts:express-as style="calm">Hello</mstts:express-as>',
  'a > b',
])('%s is well formed', (source) => {
  expect(fault(source)).toBeUndefined();
});

test.each([
  ['<break time="300ms">', '<break> is not closed'],
  ['</emphasis>', '</emphasis> closes nothing'],
  ['<a><b></a></b>', '</a> closes <b>'],
  ['Fish & chips', '"& chips" is not a reference'],
  ['Fish &nbsp; chips', 'is not a reference'],
  ['a < b', '"< b" is not an element'],
  ['<break time=300ms/>', 'is not an element'],
  ['<break time="300ms/>', 'is not an element'],
  ['<!-- hello -->', 'is not an element'],
  ['<voice name="x">Hello</voice>', '<voice> is written by the app'],
  ['<speak>Hello</speak>', '<speak> is written by the app'],
])('%s is not', (source, words) => {
  expect(fault(source)).toContain(words);
});

test('any text is judged, and quickly', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', '=', '"', ' ', '&', ';', '{', '}'), maxLength: 4_000 }),
      (source) => {
        fault(source);
      },
    ),
  );
  fault(`<a ${'b = "c" '.repeat(400)}`);
  fault('<a '.repeat(1_300));
});
