import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDialogues, parseDialogue } from '../../cli/dialogue/parse-dialogue.ts';

const dialogue = { flow: 'small', name: 'A test.', turns: [{ hear: 'Hello.' }], end: { disposition: 'served' } };

describe('a dialogue document', () => {
  it('may have turns of every kind', () => {
    const turns = [
      { hear: 'Hello.' },
      { hear: 'nothing' },
      { hear: { contains: 'Hello', skip: true } },
      { press: '12#*', during: true },
      { say: 'appointments' },
      { silence: true },
      { waitMs: 1_000 },
      { phone: '+14255550102', rings: true },
      { fault: 'media' },
      { hangUp: true },
    ];
    const given = {
      from: '+14255550101',
      at: '2026-01-05T10:00',
      zone: 'Europe/Berlin',
      emergencies: { desk: { announcement: 'Closed.' } },
      rows: { optOuts: { '1': { since: 'today', times: 2, sure: true } } },
      http: [{ url: { contains: '/orders' }, status: 404, body: { a: [1] }, afterMs: 10, times: 2 }],
      arms: { test: 'new' },
      headers: { userToUser: 'x' },
      with: { line: 'north' },
      faults: [{ on: 'save', as: 'uncertain' }],
      phones: { '+14255550102': { answer: 'busy', afterMs: 0 } },
    };
    const after = { rows: { optOuts: { '1': null } }, requests: [{ method: 'GET', url: 'https://a.example/' }] };
    const end = { disposition: 'served', tags: ['a'], language: 'es-US' };
    const document = { ...dialogue, note: 'All of them.', given, turns, end, ...after };
    expect(parseDialogue(document)).toEqual({ ok: true, value: document });
  });

  it.each<[string, object, (string | number)[]]>([
    ['no turns', { turns: undefined }, ['turns']],
    ['a turn that is none', { turns: [{ dance: true }] }, ['turns', 0]],
    ['keys that are none', { turns: [{ hear: 'Hello.' }, { press: '12x' }] }, ['turns', 1, 'press']],
    ['a turn with a field too many', { turns: [{ press: '1', loud: true }] }, ['turns', 0, 'loud']],
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
    ['a day that is none', { given: { at: '2026-02-31T10:00' } }, ['given', 'at']],
    ['a fault that is none', { given: { http: [{ fault: 'fire' }] } }, ['given', 'http', 0, 'fault']],
    ['a row that is none', { given: { rows: { optOuts: { a: 1 } } } }, ['given', 'rows', 'optOuts', 'a']],
    ['a field that is unknown', { colour: 'red' }, ['colour']],
  ])('is refused at its place: %s', (_name, changes, path) => {
    const read = parseDialogue(JSON.parse(JSON.stringify({ ...dialogue, ...changes })));
    const problems = read.ok ? [] : read.error;
    expect(problems.map((problem) => problem.path)).toContainEqual(path);
    for (const { message, advice } of problems) expect(`${message} ${advice}`).toMatch(/\S.*\.$/);
  });

  it('is told which turn was meant', () => {
    const read = parseDialogue({ flow: 'line', name: 'one', turns: [{ heer: 'Hello.' }, { dance: true }], end: {} });
    const advice = read.ok ? [] : read.error.filter(({ path }) => path[0] === 'turns').map((problem) => problem.advice);
    expect(advice).toEqual(['Did you mean "hear"?', expect.stringContaining('A turn is one of: hear, press')]);
  });

  it('counts turns and requests from one, as a dialogue that fails does, and repeats no keys', () => {
    const turns = [{ hear: 'Hello.' }, { press: '83x1' }, { dance: true }];
    const read = parseDialogue({ ...dialogue, turns, requests: [{ method: 'PULL' }] });
    expect(read.ok ? [] : read.error.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"press" of turn 2 has characters that are not keys/),
      'Turn 3 is not a turn.',
      '"method" of request 1 is "PULL", which is not allowed here.',
    ]);
  });

  it.each([
    [
      { turns: [{ hear: 'Hello.' }, { press: '83', hear: 'Thanks.' }] },
      'Turn 2 says "hear" and "press", and a turn does one thing. Make 2 turns of it.',
    ],
    [
      { given: { at: '5.1.2026 10:00' } },
      '"given.at" is "5.1.2026 10:00", which is not a time such as 2026-01-05T10:00 or 2026-01-05T10:00:00Z.',
    ],
    [
      { given: { at: '2026-01-05T10:00', zone: 'Wien' } },
      '"given.zone" is "Wien", which is not a time zone such as America/New_York.',
    ],
  ])('is told of one mistake once: %j', (changes, problem) => {
    const read = parseDialogue({ ...dialogue, ...changes });
    const problems = read.ok ? [] : read.error.map(({ message, advice }) => `${message} ${advice}`);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('is told apart from a flow', () => {
    const read = parseDialogue({ name: 'shop', language: 'en-US', start: 'a', steps: {} });
    expect(read.ok ? [] : read.error.map(({ message }) => message)).toEqual(['This is a flow, not a dialogue.']);
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
    return loadDialogues(file);
  }

  it('is read', () => {
    const file = join(folder, 'one.dialogue.json');
    expect(load(JSON.stringify(dialogue))).toEqual({ ok: true, value: [{ file, line: 1, path: [], dialogue }] });
  });

  it('has its problems by line and column', () => {
    const read = load(JSON.stringify({ ...dialogue, turns: [{ press: 'x' }] }, undefined, 2));
    expect(read.ok ? [] : read.error.map(({ line, column }) => ({ line, column }))).toEqual([{ line: 6, column: 16 }]);
  });

  it('may hold a list of dialogues, each with its problems at its place', () => {
    const other = { ...dialogue, name: 'Another test.' };
    const file = join(folder, 'one.dialogue.json');
    const value = [
      { file, line: 1, path: [0], dialogue },
      { file, line: 3, path: [1], dialogue: other },
    ];
    expect(load(`[${JSON.stringify(dialogue)},\n\n${JSON.stringify(other)}]`)).toEqual({ ok: true, value });
    const wrong = load(JSON.stringify([dialogue, { ...other, end: {} }], undefined, 2));
    expect(wrong.ok ? [] : wrong.error.map(({ line, message }) => ({ line, message }))).toEqual([
      { line: 22, message: expect.stringContaining('"end.disposition"') },
    ]);
  });

  it.each([
    ['no JSON', '{ "flow": }', 'not-json'],
    ['a key twice', '{ "flow": "a", "flow": "b" }', 'duplicate-key'],
    ['too large', `"${'x'.repeat(1_100_000)}"`, 'unreadable'],
    ['an empty list', '[]', 'schema'],
  ])('is refused: %s', (_name, text, code) => {
    const read = load(text);
    expect(read.ok ? [] : read.error.map((problem) => problem.code)).toEqual([code]);
  });

  it('is refused where it is missing', () => {
    const read = loadDialogues(join(folder, 'missing.dialogue.json'));
    expect(read.ok ? [] : read.error.map((problem) => problem.code)).toEqual(['unreadable']);
  });
});
