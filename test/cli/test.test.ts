import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordReport } from '../../cli/commands/test-report.ts';
import { asksHours, shop, shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, runIn } from './a-terminal.ts';

const dialogueFile = 'test/dialogues/shop/hours.dialogue.json';
const otherHours = { ...shop, steps: { ...shop.steps, hours: { ...shop.steps.hours, prompt: 'We open at "ten".' } } };

describe('flows test', () => {
  it('runs dialogues, and says what they did not reach', async () => {
    const { code, out } = await runIn(aFolder(shopFiles()), ['test']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'shop: 3 of 5 steps, 2 of 8 outcomes',
      '  address: never entered',
      '  sorry: never entered',
      '  choose: option 2, exhausted, failed',
      '  hours: failed',
      '',
      '1 dialogue: 1 passed, 0 failed, in 0.00 s (0 a second)',
      'coverage: 38.4 % of all steps and outcomes',
    ]);
  });

  it('shows the call and the first difference of a dialogue that fails', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': otherHours }));
    const { code, out } = await runIn(folder, ['test', dialogueFile]);
    expect(code).toBe(1);
    expect(out).toContain(`FAILED ${dialogueFile}:1: The caller asks for the hours.`);
    expect(out).toContain('        0.25 s  line    "For hours, press 1. For the address, press 2."');
    expect(out).toContain('    Turn 3, {"hear":"We open at nine."}: expected "We open at nine."');
  });

  it('says on which line of its file a dialogue that fails begins', async () => {
    const other = { ...asksHours, turns: [] };
    const folder = aFolder(shopFiles({ [dialogueFile]: [asksHours, other] }));
    expect((await runIn(folder, ['test'])).out).toContain(`FAILED ${dialogueFile}:23: The caller asks for the hours.`);
    const { dialogues } = JSON.parse((await runIn(folder, ['test', '--json'])).out);
    expect(dialogues).toMatchObject([{ line: 2 }, { line: 23 }]);
  });

  it('calls by the routes of the line', async () => {
    const routes = {
      routes: [
        { to: '+14255550123', flow: 'shop' },
        { to: '+14255550124', flow: 'inner' },
      ],
    };
    const inner = { ...shop, name: 'inner' };
    const lost = { ...asksHours, turns: [] };
    const folder = aFolder(
      shopFiles({
        'src/flows/routes.json': routes,
        'src/flows/inner.flow.json': inner,
        [dialogueFile]: [lost, { ...asksHours, given: { to: '+14255550124' } }],
      }),
    );
    const { code, out } = await runIn(folder, ['test']);
    expect(code).toBe(1);
    expect(out).toContain('caller  calls +14255550123\n');
    expect(out).toContain('to +14255550124 the flow "inner", not "shop"');
  });

  it('shows every call where that is asked for', async () => {
    const { out } = await runIn(aFolder(shopFiles()), ['test', '--verbose']);
    expect(out).toContain(`ok     ${dialogueFile}:1: The caller asks for the hours.\n`);
    expect(out).toContain('flow    choose: next (option 1)');
  });

  it('fails below the coverage that is asked for', async () => {
    const folder = aFolder(shopFiles());
    expect((await runIn(folder, ['test', '--coverage-min', '38'])).code).toBe(0);
    const { code, out } = await runIn(folder, ['test', '--coverage-min', '39']);
    expect(code).toBe(1);
    expect(out).toContain('FAILED coverage: 38.4 % of all steps and outcomes, below the 39 % required');
  });

  it('fails where there is no dialogue to run, however little is asked for', async () => {
    const { code, error } = await runIn(aFolder(shopFiles()), ['test', 'src/flows', '--coverage-min', '0']);
    expect([code, error]).toEqual([
      2,
      'There is no dialogue in src/flows. Name a *.dialogue.json, or a folder with some.',
    ]);
  });

  it('refuses a flow, and says where dialogues are', async () => {
    const { code, error } = await runIn(aFolder(shopFiles()), ['test', 'src/flows/shop.flow.json']);
    expect([code, error]).toEqual([
      2,
      'src/flows/shop.flow.json is a flow, not a dialogue. Name its dialogues, *.dialogue.json, as in test/dialogues; npm run flows -- check looks at flows.',
    ]);
  });

  it('covers nothing, and counts the problem, where no dialogue can be read', async () => {
    const folder = aFolder(shopFiles({ [dialogueFile]: '{ "flow": }' }));
    const { code, out } = await runIn(folder, ['test', dialogueFile]);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^test\/dialogues\/shop\/hours\.dialogue\.json:1:11: /),
      '',
      '0 dialogues: 0 passed, 0 failed, 1 problem above',
    ]);
    const required = await runIn(folder, ['test', dialogueFile, '--coverage-min', '1']);
    expect(required.out).toContain('\nFAILED coverage: 0 % of all steps and outcomes, below the 1 % required');
  });

  it('names dialogues and flows that cannot be read', async () => {
    const files = shopFiles({
      'test/dialogues/broken.dialogue.json': '{ "flow": }',
      'test/dialogues/lost.dialogue.json': { ...asksHours, flow: 'shp' },
    });
    const { code, out } = await runIn(aFolder(files), ['test']);
    expect(code).toBe(1);
    expect(out).toContain('test/dialogues/broken.dialogue.json:1:');
    expect(out).toContain('There is no flow "shp". Did you mean "shop"?');
  });

  it('lists what is wrong with a flow that cannot run', async () => {
    const { code, out } = await runIn(aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, start: 'x' } })), [
      'test',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('(unknown-step)');
    expect(out).toContain('The flow "shop" cannot run: see its problems.');
  });

  it('tells a flow that cannot run once, with the number of its dialogues', async () => {
    const files = { 'src/flows/shop.flow.json': { ...shop, start: 'x' }, [dialogueFile]: [asksHours, asksHours] };
    const { out } = await runIn(aFolder(shopFiles(files)), ['test']);
    expect(out.match(/cannot run/g)).toHaveLength(1);
    expect(out).toContain('\nFAILED 2 dialogues: The flow "shop" cannot run: see its problems.\n');
    expect(out).toContain('\n\n2 dialogues: 0 passed, 2 failed, 1 problem above');
  });

  it('tells a flow that cannot be read once, before its dialogues, and not that it is missing', async () => {
    const files = { 'src/flows/shop.flow.json': '{ "name": "shop", }', [dialogueFile]: [asksHours, asksHours] };
    const { code, out } = await runIn(aFolder(shopFiles(files)), ['test']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^src\/flows\/shop\.flow\.json:1:\d+: [^\n]*\nFAILED 2 dialogues: The flow "shop" cannot run: see its problems\.\n/,
    );
    expect(out).not.toContain('There is no flow');
  });

  it('gives problems in JSON as check does', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, start: 'x' } }));
    const { findings } = JSON.parse((await runIn(folder, ['check', '--json'])).out);
    expect(JSON.parse((await runIn(folder, ['test', '--json'])).out)).toMatchObject({
      ok: false,
      updated: [],
      problems: findings,
      warnings: [],
    });
  });

  it('gives the same as JSON', async () => {
    const { out } = await runIn(aFolder(shopFiles()), ['test', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      dialogues: [{ file: dialogueFile, name: asksHours.name, flow: 'shop', ok: true }],
      coverage: [
        {
          flow: 'shop',
          steps: { reached: 3, of: 5 },
          outcomes: { reached: 2, of: 8 },
          missedOutcomes: expect.arrayContaining([{ step: 'choose', outcome: 'option 2' }]),
        },
      ],
      coveragePercent: 38.4,
      problems: [],
    });
  });
});

it('the time that dialogues took is told to hundredths of a millisecond', () => {
  const nothing = { results: [], coverage: [], coverageMin: undefined, updated: [], findings: [], isStrict: false };
  expect(wordReport({ ...nothing, durationMs: 12.345_678 }, false).json).toMatchObject({ durationMs: 12.35 });
});

describe('flows test --update', () => {
  const odd =
    '[\n  { "flow": "shop",\n    "name":"Odd form.", "turns": [ {"hear": "For hours, press 1. For the address, press 2."},{ "press": "1" },\n';
  const rest = '{"hear":"We open at nine."} , { "hear": "Thank you. Goodbye." }],"end":{"disposition":"served"} }]';

  it('rewrites the words that are heard now, and not one blank more', async () => {
    const files = shopFiles({ 'src/flows/shop.flow.json': otherHours, [dialogueFile]: `${odd}${rest}` });
    const folder = aFolder(files);
    const { code, out } = await runIn(folder, ['test', '--update']);
    expect(out).toContain(`rewritten: ${dialogueFile}`);
    expect(code).toBe(0);
    const updated = rest.replace('"We open at nine."', String.raw`"We open at \"ten\"."`);
    expect(readFileSync(join(folder, dialogueFile), 'utf8')).toBe(`${odd}${updated}`);
    expect((await runIn(folder, ['test'])).code).toBe(0);
  });

  it.each([
    [
      'another key',
      [asksHours.turns[0], { press: '7' }, asksHours.turns[2], { press: '1' }],
      'served',
      'Turn 4, {"press":"1"}: expected to press 1, but heard "Hours, press 1. Address, press 2.". A text differs too.',
    ],
    [
      'another end',
      asksHours.turns,
      'gone',
      'End, {"disposition":"gone"}: expected disposition "gone", got "served". A text differs too.',
    ],
    [
      'a turn too many',
      [...asksHours.turns, { hear: 'More.' }],
      'served',
      'Turn 5, {"hear":"More."}: expected "More.", but the call is over (served). A text differs too.',
    ],
  ])(
    'leaves a dialogue that differs in more than words, and says in what: %s',
    async (_name, turns, disposition, difference) => {
      const files = shopFiles({
        'src/flows/shop.flow.json': otherHours,
        [dialogueFile]: { ...asksHours, turns, end: { disposition } },
      });
      const folder = aFolder(files);
      const before = readFileSync(join(folder, dialogueFile), 'utf8');
      const { code, out } = await runIn(folder, ['test', '--update']);
      expect(code).toBe(1);
      expect(out).toContain(difference);
      expect(readFileSync(join(folder, dialogueFile), 'utf8')).toBe(before);
    },
  );
});

describe('the dialogues of the project', () => {
  it('are right', async () => {
    const { code, out } = await runIn(projectFolder, ['test']);
    expect(code, out).toBe(0);
  });
});
