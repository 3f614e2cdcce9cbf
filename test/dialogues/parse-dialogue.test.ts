import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDialogue, parseDialogue } from '../../cli/dialogue/parse-dialogue.ts';

const dialogue = { flow: 'small', name: 'A test.', turns: [{ hear: 'Hello.' }], end: { disposition: 'served' } };

describe('a dialogue document', () => {
  it('may have turns of every kind', () => {
    const turns = [
      { hear: 'Hello.' },
      { hear: 'nothing' },
      { hear: { contains: 'Hello', skip: true } },
      { press: '12#*', during: true },
      { silence: true },
      { waitMs: 1_000 },
      { phone: '+14255550102', rings: true },
      { fault: 'media' },
      { hangUp: true },
    ];
    const given = {
      from: '+14255550101',
      at: '2026-01-05T10:00:00Z',
      phones: { '+14255550102': { answer: 'busy', afterMs: 0 } },
    };
    const document = { ...dialogue, note: 'All of them.', given, turns };
    expect(parseDialogue(document)).toEqual({ ok: true, value: document });
  });

  it.each<[string, object, (string | number)[]]>([
    ['no turns', { turns: undefined }, ['turns']],
    ['a turn that is none', { turns: [{ dance: true }] }, ['turns', 0]],
    ['keys that are none', { turns: [{ hear: 'Hello.' }, { press: '12x' }] }, ['turns', 1, 'press']],
    ['a turn with a field too many', { turns: [{ press: '1', loud: true }] }, ['turns', 0]],
    ['a phone that does nothing', { turns: [{ phone: '+14255550102' }] }, ['turns', 0, 'rings']],
    ['an empty text', { turns: [{ hear: '' }] }, ['turns', 0, 'hear']],
    ['no disposition', { end: {} }, ['end', 'disposition']],
    ['a number that is none', { given: { from: '555' } }, ['given', 'from']],
    [
      'a behaviour that is none',
      { given: { phones: { '+14255550102': { answer: 'maybe' } } } },
      ['given', 'phones', '+14255550102', 'answer'],
    ],
    ['a time that is none', { given: { at: 'Monday' } }, ['given', 'at']],
    ['a field that is unknown', { colour: 'red' }, []],
  ])('is refused at its place: %s', (_name, changes, path) => {
    const read = parseDialogue(JSON.parse(JSON.stringify({ ...dialogue, ...changes })));
    const problems = read.ok ? [] : read.error;
    expect(problems.map((problem) => problem.path)).toContainEqual(path);
    for (const { message, advice } of problems) expect(`${message} ${advice}`).toMatch(/\S.*\.$/);
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (document) => typeof parseDialogue(document).ok === 'boolean'));
    fc.assert(
      fc.property(fc.jsonValue(), (turn) => typeof parseDialogue({ ...dialogue, turns: [turn] }).ok === 'boolean'),
    );
  });
});

describe('a dialogue file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dialogues-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function load(text: string) {
    const file = join(folder, 'one.dialogue.json');
    writeFileSync(file, text);
    return loadDialogue(file);
  }

  it('is read', () => {
    expect(load(JSON.stringify(dialogue))).toEqual({ ok: true, value: dialogue });
  });

  it('has its problems by line and column', () => {
    const read = load(JSON.stringify({ ...dialogue, turns: [{ press: 'x' }] }, undefined, 2));
    expect(read.ok ? [] : read.error.map(({ line, column }) => ({ line, column }))).toEqual([{ line: 6, column: 16 }]);
  });

  it.each([
    ['no JSON', '{ "flow": }', 'not-json'],
    ['a key twice', '{ "flow": "a", "flow": "b" }', 'duplicate-key'],
    ['too large', `"${'x'.repeat(300_000)}"`, 'unreadable'],
  ])('is refused: %s', (_name, text, code) => {
    const read = load(text);
    expect(read.ok ? [] : read.error.map((problem) => problem.code)).toEqual([code]);
  });

  it('is refused where it is missing', () => {
    const read = loadDialogue(join(folder, 'missing.dialogue.json'));
    expect(read.ok ? [] : read.error.map((problem) => problem.code)).toEqual(['unreadable']);
  });
});
