import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDialogue } from '../../cli/dialogue/parse-dialogue.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { loadLine } from '../../cli/line/load-line.ts';
import { readLine } from '../../cli/play/read-line.ts';
import { asksHours, shop, shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, type Run, runAt, runIn, runTimed, type TimedLine } from './a-terminal.ts';

const flows = join(projectFolder, 'src/flows');
const line = await loadLine(flows);

/** What is different when the dialogue that a session printed is run. */
function replayed({ out }: Run, flow: string): string | undefined {
  const dialogue = parseDialogue(JSON.parse(out));
  const program = line?.programs.get(flow);
  if (!dialogue.ok) return JSON.stringify(dialogue.error);
  return program === undefined ? 'no program' : runDialogue(program, dialogue.value).difference;
}

describe('flows play', () => {
  it('tells what is heard and takes what is typed', async () => {
    const { code, out, error } = await runIn(aFolder(shopFiles()), ['play', 'shop'], ['help', 'dance', 'wait x', '1']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const [told = '', dialogue = ''] = out.split('\nThe dialogue of this call:\n');
    expect(told).toContain('line: "For hours, press 1. For the address, press 2."\n  (your turn: keys)');
    expect(told).toContain('\n> help\n  1 2 3 # *     presses keys');
    expect(told).toContain('  say <words>   says something');
    expect(told).toContain('  (not understood; "help" shows what can be typed)');
    expect(told).toContain('\n> wait x\n  (wait takes seconds from 0.1 to 9999, such as wait 3; ');
    expect(told).toContain('(your turn: keys)\n> 1\n    . choose: next (option 1)\n');
    expect(told).toContain('line: "Thank you. Goodbye."');
    expect(JSON.parse(dialogue)).toEqual({ ...asksHours, name: 'A call of shop.' });
  });

  it('does not repeat what is seen as it is typed', async () => {
    const { out } = await runAt({ directory: aFolder(shopFiles()), isTyped: true }, ['play', 'shop'], ['1']);
    expect(out).toContain('(your turn: keys)\n    . choose: next (option 1)\n');
  });

  it('saves the dialogue, which is right as it is', async () => {
    const folder = aFolder(shopFiles());
    const file = 'test/dialogues/shop/played.dialogue.json';
    const played = await runIn(folder, ['play', 'shop', '--json', '--save', file], ['', '9', '2']);
    expect(played.out).toBe(readFileSync(join(folder, file), 'utf8').trimEnd());
    const tested = await runIn(folder, ['test']);
    expect(tested.code, tested.out).toBe(0);
  });

  it('saves over a file that is there only where it is told to, and says so before the call', async () => {
    const folder = aFolder(shopFiles());
    const file = 'test/dialogues/shop/hours.dialogue.json';
    const before = readFileSync(join(folder, file), 'utf8');
    expect(await runIn(folder, ['play', 'shop', '--save', file], ['2'])).toEqual({
      code: 1,
      out: '',
      error: `${file} is there already. Name another file, or write over it with --force.`,
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
    const forced = await runIn(folder, ['play', 'shop', '--json', '--save', file, '--force'], ['2']);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(`${forced.out}\n`);
  });

  it.each([
    ['a number', { digits: { min: 4, max: 4 } }, '104 so far, of 4'],
    ['a number that may be longer', { digits: { min: 4, max: 8, endKey: '#' } }, '104 so far, of 4 to 8, then #'],
    ['a secret, of which only the count is told', { digits: { min: 4, max: 4 }, secret: true }, '3 keys so far, of 4'],
    ['what a format says', { format: 'date' }, '104 so far'],
  ])('says how much was collected of %s', async (_name, fields, words) => {
    const hours = { type: 'collect', into: 'ticket', prompt: 'Your ticket?', ...fields, next: 'goodbye' };
    const type = 'format' in fields ? 'date' : 'text';
    const steps = { ...shop.steps, hours: { ...hours, on: { exhausted: 'goodbye' } } };
    const flow = { ...shop, variables: { ticket: { type } }, steps };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': flow }));
    const { out } = await runAt({ directory: folder, isTyped: true }, ['play', 'shop'], ['1', '104', 'hang up']);
    const [told = ''] = out.split('\nThe dialogue of this call:\n');
    expect(told).toContain(`line: "Your ticket?"\n  (your turn: keys)\n  (your turn: keys; ${words})\n`);
    if ('secret' in fields) expect(told).not.toContain('104');
  });

  it('hangs up when nothing more is typed', async () => {
    const { out } = await runIn(aFolder(shopFiles()), ['play', 'shop', '--json'], []);
    expect(JSON.parse(out)).toMatchObject({
      turns: [{}, { waitMs: 3_215 }, { hangUp: true }],
      end: { disposition: 'abandoned' },
    });
  });

  it('ends a call that is longer than a dialogue can be', async () => {
    const endless = { ...shop, steps: { ...shop.steps, hours: { ...shop.steps.hours, next: 'choose' } } };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': endless }));
    const file = 'test/dialogues/shop/endless.dialogue.json';
    await runIn(
      folder,
      ['play', 'shop', '--save', file],
      Array.from({ length: 300 }, () => '1'),
    );
    const tested = await runIn(folder, ['test', file]);
    expect(tested.code, tested.out).toBe(0);
  });

  it('tells of requests that nothing answers, and lets the dialogue fail them as well', async () => {
    const hours = { type: 'http', url: 'https://a.example.org/hours', timeoutMs: 1_000, next: 'goodbye' };
    const flow = { ...shop, steps: { ...shop.steps, hours: { ...hours, on: { failed: 'sorry' } } } };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': flow }));
    const { out } = await runIn(
      folder,
      ['play', 'shop', '--json', '--force', '--save', 'test/dialogues/shop/hours.dialogue.json'],
      ['1'],
    );
    expect(JSON.parse(out)).toMatchObject({
      given: { http: [{ method: 'GET', url: 'https://a.example.org/hours', fault: 'unreachable' }] },
      end: { disposition: 'error' },
    });
    expect((await runIn(folder, ['test'])).code).toBe(0);
    const given = { http: [{ status: 200 }], from: '+14255550177' };
    const answered = aFolder(
      shopFiles({ 'src/flows/shop.flow.json': flow, 'given.json': given, 'wrong.json': { at: 'noon' } }),
    );
    const right = await runIn(answered, ['play', 'shop', '--json', '--given', 'given.json'], ['1']);
    expect(JSON.parse(right.out)).toMatchObject({ given, end: { disposition: 'served' } });
    const wrong = await runIn(answered, ['play', 'shop', '--given', 'wrong.json']);
    expect(wrong.code).toBe(2);
    expect(wrong.error).toMatch(
      /^wrong\.json does not say what holds before a call\. It holds what stands behind "given" in a dialogue\. Mend this:\n.*:2:9: "at" is "noon", which is not a time/,
    );
  });

  it('refuses a flow that is not there, or cannot run', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, start: 'nowhere' } }));
    const missing = await runIn(folder, ['play', 'shp']);
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.error).toMatch(/^There is no flow "shp"\. Did you mean "shop"\?\n.*\(unknown-step\)$/);
    const broken = await runIn(folder, ['play', 'shop']);
    expect(broken.code).toBe(1);
    expect(broken.error).toContain('(unknown-step)');
  });

  it('says what is wrong with a file of what is given', async () => {
    const wrapped = { given: { from: '+14255550177' } };
    const folder = aFolder(shopFiles({ 'wrapped.json': wrapped, 'unknown.json': { fro: '+14255550177' } }));
    const refused = async (file: string) => (await runIn(folder, ['play', 'shop', '--given', file])).error;
    expect(await refused('none.json')).toMatch(/^--given: There is no .*none\.json/);
    expect(await refused('wrapped.json')).toMatch(
      /:2:3: What stands behind "given".* Leave out "given" and the braces/,
    );
    expect(await refused('unknown.json')).toMatch(
      /:2:3: What is given: the key "fro" is not known\. Did you mean "from"\?/,
    );
  });

  it('says when the call comes in, by the clock that the dialogue goes by', async () => {
    const folder = aFolder(shopFiles({ 'late.json': { at: '2026-12-25T11:00', zone: 'Europe/London' } }));
    const clockOf = async (...given: string[]) => (await runIn(folder, ['play', 'shop', ...given])).out.split('\n')[0];
    expect(await clockOf()).toBe('(It is Monday, 5 January 2026 at 10:00, UTC. --given can say another time.)');
    expect(await clockOf('--given', 'late.json')).toContain('Friday, 25 December 2026 at 11:00, Europe/London.');
  });

  it('saves only where "test" finds it, into a folder that need not be there', async () => {
    const folder = aFolder(shopFiles());
    const misnamed = await runIn(folder, ['play', 'shop', '--save', 'calls/mine.json']);
    expect([misnamed.code, misnamed.out]).toEqual([2, '']);
    expect(misnamed.error).toContain('calls/mine.json is not called *.dialogue.json. Name it so that "test" finds it');
    const saved = await runIn(folder, ['play', 'shop', '--save', 'new/folder/mine.dialogue.json'], ['2']);
    expect(saved.code).toBe(0);
    expect((await runIn(folder, ['test', 'new'])).out).toContain('1 passed');
  });

  it('does not lose a call whose file cannot be written', async () => {
    const folder = aFolder(shopFiles({ calls: 'a file, not a folder' }));
    const { code, out, error } = await runIn(folder, ['play', 'shop', '--save', 'calls/mine.dialogue.json'], ['2']);
    expect(code).toBe(1);
    expect(out).toContain('{ "hear": "We are at 1 Main Street." }');
    expect(error).toMatch(
      /^calls\/mine\.dialogue\.json could not be written \(E[A-Z]+\)\. The dialogue is printed above/,
    );
  });

  it('calls a flow that only others run, and says that nobody can be reached there', async () => {
    const { operator: _operator, ...inner } = { ...shop, name: 'inner' };
    const hours = { type: 'subflow', flow: 'inner', next: 'goodbye' };
    const outer = { ...shop, steps: { ...shop.steps, hours } };
    const files = shopFiles({ 'src/flows/shop.flow.json': outer, 'src/flows/inner.flow.json': inner });
    const folder = aFolder(files);
    const { code, out } = await runIn(folder, ['play', 'inner'], ['0', '1']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\("inner" has no operator of its own: whoever presses 0 reaches nobody here\.\)\nline: /m);
    expect(out).toContain('line: "I did not get that."');
    expect((await runIn(folder, ['play', 'shop'], ['2'])).out).not.toContain('operator of its own');
    expect((await runIn(folder, ['graph', 'inner'])).code).toBe(0);
    expect((await runIn(folder, ['check'])).code).toBe(0);
  });

  it.each([
    ['has a route', [{ to: '+14255550100', flow: 'shop' }]],
    ['nobody runs', [{ to: '+14255550100', flow: 'other' }]],
  ])('refuses a flow without an operator that %s', async (_name, routes) => {
    const { operator: _operator, ...alone } = shop;
    const other = { ...shop, name: 'other' };
    const files = {
      'src/flows/shop.flow.json': alone,
      'src/flows/other.flow.json': other,
      'src/flows/routes.json': { routes },
    };
    const { code, error } = await runIn(aFolder(shopFiles(files)), ['play', 'shop']);
    expect(code).toBe(1);
    expect(error).toContain('(operator-missing)');
  });

  it('tells a file that cannot be read, and not that there is no such flow', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': '{ "name": "shop", }' }));
    for (const command of ['play', 'graph']) {
      const unread = await runIn(folder, [command, 'shop']);
      expect(unread).toMatchObject({ code: 1, out: '' });
      expect(unread.error).toMatch(
        /^The flow "shop" cannot be read\. First mend this:\nsrc\/flows\/shop\.flow\.json:1:\d+: [^\n]*\(not-json\)$/,
      );
    }
    const other = await runIn(folder, ['play', 'bakery']);
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.error).toMatch(/^There is no flow "bakery"\..*\n.*shop\.flow\.json:1:\d+: .*\(not-json\)/);
  });
});

const typed = fc.constantFrom(
  '1',
  '2',
  '3',
  '0',
  '*',
  '9',
  '7',
  '',
  '4001234#',
  '12 34',
  '20000000',
  'say yes',
  'wait 7',
  'fail',
  'hang up',
);

describe('the dialogue of a session', () => {
  const names = ['clinic-reception', 'parcel-status', 'utility-outage', 'bank-balance'].filter((name) =>
    line?.programs.has(name),
  );

  it('says the same, whatever was typed', async () => {
    const session = fc.tuple(fc.constantFrom(...names), fc.array(typed, { maxLength: 25 }));
    await fc.assert(
      fc.asyncProperty(session, async ([flow, lines]) => {
        expect(replayed(await runIn(projectFolder, ['play', flow, '--json'], lines), flow)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('says the same of a call at the speed of life, with every pause', async () => {
    const timed = fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 9_000 }), text: typed }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), timed, async (flow, lines) => {
        const { list } = lines.reduce<{ atMs: number; list: TimedLine[] }>(
          ({ atMs, list }, { afterMs, text }) => ({
            atMs: atMs + afterMs,
            list: [...list, { atMs: atMs + afterMs, text }],
          }),
          { atMs: 0, list: [] },
        );
        const run = await runTimed(projectFolder, ['play', flow, '--json', '--timed'], list);
        expect(replayed(run, flow)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('has the pauses of a call at the speed of life', async () => {
    const typed = [
      { atMs: 1_000, text: '1' },
      { atMs: 9_000, text: '2' },
    ];
    const { out } = await runTimed(aFolder(shopFiles()), ['play', 'shop', '--json', '--timed'], typed);
    expect(JSON.parse(out)).toMatchObject({
      turns: [
        { hear: asksHours.turns[0]?.hear },
        { waitMs: 750 },
        { press: '1', during: true },
        { hear: 'We open at nine.' },
        { hear: 'Thank you. Goodbye.' },
      ],
      end: { disposition: 'served' },
    });
  });
});

describe('a typed line', () => {
  it.each([
    ['12 3#', { press: '123#' }],
    ['', { silence: true }],
    ['Silence', { silence: true }],
    ['say  Main Street ', { say: 'Main Street' }],
    ['wait 2.5', { waitMs: 2_500 }],
    ['hangup', { hangUp: true }],
    ['FAIL', { fault: 'media' }],
  ])('%j is a turn', (text, turn) => {
    expect(readLine(text, { takesWords: false })).toEqual({ type: 'turn', turn });
  });

  it.each([
    ['say', 'say what? Type say, and the words'],
    ['Wait x', 'wait takes seconds from 0.1 to 9999, such as wait 3; to say these words, type say Wait x'],
    ['hang', 'to end the call, type hang up'],
    ['help me', 'help stands alone; to say these words, type say help me'],
    ['silence please', 'silence stands alone; to say these words, type say silence please'],
  ])('%j is a command that was mistyped, also where words are listened to', (text, explanation) => {
    expect(readLine(text, { takesWords: true })).toEqual({ type: 'mistyped', explanation });
    expect(readLine(text, { takesWords: false })).toEqual({ type: 'mistyped', explanation });
  });

  it('may be words alone where words are listened to', () => {
    expect(readLine('my bill', { takesWords: true })).toEqual({ type: 'turn', turn: { say: 'my bill' } });
    expect(readLine('my bill', { takesWords: false })).toEqual({ type: 'unknown' });
    expect(readLine('?', { takesWords: true })).toEqual({ type: 'help' });
  });
});
