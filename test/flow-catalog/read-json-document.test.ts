import { expect, test } from 'vitest';
import { readJsonDocument } from '../../src/flow-catalog/read-json-document.ts';

/** The first problem of a text: its offset and message. */
function problemOf(text: string): string {
  const read = readJsonDocument(text);
  if (read.ok) return 'none';
  const [problem] = read.error;
  expect(problem?.advice).toMatch(/^[A-Z].*\.$/);
  return `${problem?.offset}: ${problem?.message}`;
}

test.each([
  ['', '0: The file is not JSON: the file is empty.'],
  [' \n', '2: The file is not JSON: the file is empty.'],
  ['{ "a": }', '7: The file is not JSON: a value is missing.'],
  ['{ "a": 1 "b": 2 }', '9: The file is not JSON: a comma is missing.'],
  ['[1 2]', '3: The file is not JSON: a comma is missing.'],
  ['{ "a" 1 }', '6: The file is not JSON: a colon is missing.'],
  ['{ "a": 1, }', '10: The file is not JSON: a name in double quotes is missing.'],
  ['[1, ]', '4: The file is not JSON: a value is missing.'],
  ['{ "a": 1', '8: The file is not JSON: a closing } is missing.'],
  ['[1', '2: The file is not JSON: a closing ] is missing.'],
  ['{ "a": [1 }', '10: The file is not JSON: a closing ] is missing.'],
  ['[{ "a": 1 ]', '10: The file is not JSON: a closing } is missing.'],
  ['{} {}', '3: The file is not JSON: something stands after its end.'],
  ["{ 'a': 1 }", '2: The file is not JSON: a word stands here without double quotes.'],
  ['{ "a": tru }', '7: The file is not JSON: a word stands here without double quotes.'],
  ['// a\n{}', '0: The file is not JSON: it holds a comment.'],
  ['{ /* a', '2: The file is not JSON: it holds a comment.'],
  ['{ "a": "b\n}', '7: The file is not JSON: a text has no closing quote.'],
  ['{\n  "a: "b",\n  "c": 1\n}', '4: The file is not JSON: a text has no closing quote.'],
  ['{\n  "c": 1, "a": ["x, "y"]\n}', '18: The file is not JSON: a text has no closing quote.'],
  ['{ "a": "x\\" "b" }', '7: The file is not JSON: a text has no closing quote.'],
  ['{ "a": "say "hello" now" }', '12: The file is not JSON: a text holds a double quote.'],
  ['{ "a": b" }', '7: The file is not JSON: a word stands here without double quotes.'],
  ['["\\q"]', '1: The file is not JSON: a text holds an unknown escape.'],
  ['["\\u12"]', '1: The file is not JSON: an escape \\u lacks digits.'],
  ['["\t"]', '1: The file is not JSON: a text holds a control character.'],
  ['[1.]', '1: The file is not JSON: a number is not complete.'],
  ['\uFEFF{}', '0: The file is not JSON: it begins with a byte order mark.'],
])('%j is worded', (text, problem) => {
  expect(problemOf(text)).toBe(problem);
});

test.each([
  ['{ "a":', 'Write the value behind the colon.'],
  ['{ "a": }', 'Write the value behind the colon.'],
  ['{ "a": , "b": 1 }', 'Write the value behind the colon.'],
  ['[1, ]', 'Write the value, or remove the comma before this place.'],
  ['[1,, 2]', 'Write the value, or remove the comma before this place.'],
  ['{ "a": 1, }', 'Write the name, or remove the comma before this place.'],
  ['[, 1]', 'Write the value, or remove the comma.'],
  ['{ "a": [}', 'Write the value.'],
])('of %j no comma is removed that is not there', (text, advice) => {
  const read = readJsonDocument(text);
  expect(read.ok ? [] : read.error).toMatchObject([{ advice }]);
});

test('of a document that is wrong in thousands of places the first hundred are told', () => {
  const read = readJsonDocument(`{${'"a": 1,'.repeat(150_000)}"a": 1}`);
  expect(read.ok ? 0 : read.error.length).toBe(100);
});
