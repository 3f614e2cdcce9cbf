import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asksHours, shop, shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, runAt, runIn } from './a-terminal.ts';

const lost = { ...shop, steps: { ...shop.steps, hours: { type: 'play', prompt: 'Nine.', next: 'godbye' } } };
const lonely = { ...shop, steps: { ...shop.steps, lonely: { type: 'play', prompt: 'Hello.', next: 'goodbye' } } };

describe('flows check', () => {
  it('finds nothing in a line that is right', async () => {
    expect(await runIn(aFolder(shopFiles()), ['check'])).toEqual({ code: 0, out: 'Nothing is wrong.', error: '' });
  });

  it('tells the place of a problem, what is wrong, and what to do', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': lost }));
    const { code, out } = await runIn(folder, ['check']);
    expect(code).toBe(1);
    expect(out).toBe(
      'src/flows/shop.flow.json:41:15: There is no step "godbye". Did you mean "goodbye"? (unknown-step)\n1 problem, 0 warnings.',
    );
  });

  it('tells warnings, which fail only where that is asked for', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': lonely }));
    const { code, out } = await runIn(folder, ['check', 'src/flows']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^src\/flows\/shop\.flow\.json:\d+:\d+: warning: .*\(unreachable-step\)\n0 problems, 1 warning\.$/,
    );
    expect((await runIn(folder, ['check', '--strict'])).code).toBe(1);
  });

  it('tells what is in one file alone, and in files beside the flows', async () => {
    const files = shopFiles({
      'src/flows/shop.flow.json': lost,
      'src/flows/prompts/en-US.json': { hello: 7 },
      'src/flows/schedules.json': '{',
    });
    const folder = aFolder(files);
    expect((await runIn(folder, ['check', 'src/flows/routes.json'])).out).toBe(
      'Nothing is wrong.\n3 problems in other files: npm run flows -- check',
    );
    const more = ['check', 'src/flows/routes.json', '--strict', '--hosts', 'a.example.org, b.example.org'];
    expect((await runIn(folder, more)).out).toMatch(
      /: npm run flows -- check --hosts "a\.example\.org, b\.example\.org" --strict$/,
    );
    expect((await runIn(join(folder, 'src'), ['check', 'flows/routes.json'])).out).toMatch(
      /: npm run flows -- check flows$/,
    );
    expect((await runIn(folder, ['check', 'src/flows/schedules.json'])).out).toContain('(not-json)');
    const { out } = await runIn(folder, ['check', 'src/flows/prompts/en-US.json', 'src/flows/shop.flow.json']);
    expect(out).toContain('src/flows/prompts/en-US.json:');
    expect(out).toContain('(unknown-step)');
    expect(out).not.toContain('schedules');
  });

  it('checks the form of dialogues, and nothing that it does not know', async () => {
    const dialogue = { ...asksHours, turns: [{ press: 'x' }] };
    const folder = aFolder(shopFiles({ 'calls/wrong.dialogue.json': dialogue, 'src/flows/notes.md': '' }));
    expect((await runIn(folder, ['check', 'test/dialogues/shop/hours.dialogue.json'])).out).toBe('Nothing is wrong.');
    expect((await runIn(folder, ['check', 'calls/wrong.dialogue.json'])).out).toContain(
      'calls/wrong.dialogue.json:6:16: "press" of turn 1 has characters that are',
    );
    expect((await runIn(folder, ['check', 'src/flows/notes.md'])).code).toBe(2);
  });

  it('tells a folder without flows, and dialogues that are not written in UTF-8', async () => {
    const latin = Buffer.from(JSON.stringify({ ...asksHours, name: 'Grüße' }), 'latin1');
    const folder = aFolder(shopFiles({ 'calls/latin.dialogue.json': latin, 'notes/read.me': '' }));
    expect(await runIn(folder, ['check', 'notes'])).toEqual({
      code: 2,
      out: '',
      error:
        'There are no flows in notes. Name the folder with the *.flow.json and the routes.json, or write a first flow: npm run flows -- new <name>',
    });
    const { code, out } = await runIn(folder, ['check', 'calls/latin.dialogue.json']);
    expect(code).toBe(1);
    expect(out).toMatch(/^calls\/latin\.dialogue\.json:1:\d+: .* Save it as UTF-8\. \(unreadable\)$/m);
  });

  it('warns of files that are not read, and of flows and dialogues that are the other', async () => {
    const files = { 'src/flows/hello.json': shop, 'calls/a.dialogue.json': shop };
    const folder = aFolder(shopFiles(files));
    expect((await runIn(folder, ['check'])).out).toBe(
      'src/flows/hello.json:1:1: warning: hello.json is not read. A flow is called hello.flow.json. (stray-file)\n0 problems, 1 warning.',
    );
    expect((await runIn(folder, ['check', 'calls/a.dialogue.json'])).out).toMatch(
      /^calls\/a\.dialogue\.json:1:1: This is a flow, not a dialogue\. .*\n1 problem, 0 warnings\.$/,
    );
  });

  it('misses a clip that is named and not there, unless the clips are kept elsewhere', async () => {
    const hours = { ...shop.steps.hours, prompt: { text: 'We open at nine.', clip: 'hours.wav' } };
    const directory = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, steps: { ...shop.steps, hours } } }));
    expect((await runIn(directory, ['check'])).out).toContain('(unknown-clip)');
    const elsewhere = { directory, isTyped: false, clipsElsewhere: true };
    expect((await runAt(elsewhere, ['check'], [])).out).toBe('Nothing is wrong.');
    expect((await runAt(elsewhere, ['test'], [])).code).toBe(0);
  });

  it('looks at hosts where they are given', async () => {
    const asks = { type: 'http', url: 'https://api.example.org/x', timeoutMs: 1_000, next: 'goodbye' };
    const http = { ...shop, steps: { ...shop.steps, hours: asks } };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': http }));
    expect((await runIn(folder, ['check'])).out).not.toContain('host-not-allowed');
    const refused = await runIn(folder, ['check', '--hosts', 'other.example.org']);
    expect(refused.out).toContain('(host-not-allowed)');
    expect(refused.code).toBe(1);
    expect((await runIn(folder, ['check', '--hosts', '*.example.org'])).out).not.toContain('host-not-allowed');
    const inApp = (allowedHosts: string) => runAt({ directory: folder, isTyped: false, allowedHosts }, ['check'], []);
    expect((await inApp('other.example.org')).out).toContain('(host-not-allowed)');
    expect((await inApp('*.example.org')).out).not.toContain('host-not-allowed');
    expect((await inApp('')).out).not.toContain('host-not-allowed');
    expect((await inApp('https://a.example.org')).error).toContain('HTTP_ALLOWED_HOSTS: ');
  });

  it('says that plain http needs its scheme in the list of hosts', async () => {
    const asks = { type: 'http', url: 'http://localhost:8973/x', timeoutMs: 1_000, next: 'goodbye' };
    const http = { ...shop, steps: { ...shop.steps, hours: asks } };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': http }));
    expect((await runIn(folder, ['check', '--hosts', 'localhost:8973'])).out).toContain(
      'The app may not send requests to http://localhost:8973. Write http://localhost:8973 into HTTP_ALLOWED_HOSTS of the app: plain http needs http:// in the list. Or correct the address. (host-not-allowed)',
    );
    const allowed = await runIn(folder, ['check', '--hosts', 'http://localhost:8973']);
    expect(allowed.out).not.toContain('host-not-allowed');
  });

  it('gives the same as JSON', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': lost }));
    const { code, out } = await runIn(folder, ['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      errors: 1,
      warnings: 0,
      errorsElsewhere: 0,
      findings: [
        {
          severity: 'error',
          file: 'src/flows/shop.flow.json',
          line: 41,
          column: 15,
          pointer: '/steps/hours/next',
          code: 'unknown-step',
          message: 'There is no step "godbye".',
          advice: 'Did you mean "goodbye"?',
        },
      ],
    });
  });

  it('points at errors and warnings, at what is missing, and through names with marks in them', async () => {
    const headers = { 'a/b~c': '{{ nobody }}' };
    const asks = { type: 'http', url: 'https://api.example.org/x', headers, timeoutMs: 1_000, next: 'goodbye' };
    const steps = { ...lonely.steps, hours: asks, address: { type: 'play', next: 'goodbye' } };
    const files = shopFiles({ 'src/flows/shop.flow.json': { ...lonely, steps }, 'src/flows/other.flow.json': '{' });
    const pointersOf = async (folder: string) => {
      const { findings } = JSON.parse((await runIn(folder, ['check', '--json'])).out);
      return findings.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`);
    };
    const broken = await pointersOf(aFolder(files));
    expect(broken).toEqual(['not-json ', 'schema /steps/hours/headers/a~1b~0c', 'schema /steps/address/prompt']);
    expect(await pointersOf(aFolder(shopFiles({ 'src/flows/shop.flow.json': lonely })))).toEqual([
      'unreachable-step /steps/lonely',
    ]);
  });

  it('tells a misspelt field once, with the name that was meant', async () => {
    const steps = { ...shop.steps, hours: { type: 'play', promt: 'Nine.', next: 'goodbye' } };
    const files = {
      'src/flows/shop.flow.json': { ...shop, steps },
      'calls/a.dialogue.json': { ...asksHours, turns: undefined, turn: [] },
    };
    const folder = aFolder(shopFiles(files));
    expect((await runIn(folder, ['check'])).out).toMatch(
      /^\S+: "steps\.hours": the key "promt" is not known\. Did you mean "prompt"\? \(schema\)\n1 problem, 0 warnings\.$/,
    );
    expect((await runIn(folder, ['check', 'calls/a.dialogue.json'])).out).toMatch(
      /^\S+: The dialogue: the key "turn" is not known\. Did you mean "turns"\? \(schema\)\n1 problem, 0 warnings\.$/,
    );
  });

  it.each([
    [
      { typ: 'play', prompt: 'Nine.', next: 'goodbye' },
      /: "steps\.hours": the key "typ" is not known\. Did you mean "type"\? /,
    ],
    [{ kind: 'play', prompt: 'Nine.', next: 'goodbye' }, /: "steps\.hours\.type" is missing\. Use one of: reject, /],
  ])('tells that a step does not say what it is: %j', async (hours, message) => {
    const flow = { ...shop, steps: { ...shop.steps, hours } };
    const { out } = await runIn(aFolder(shopFiles({ 'src/flows/shop.flow.json': flow })), ['check']);
    expect(out).toMatch(message);
    expect(out).toMatch(/\n1 problem, 0 warnings\.$/);
  });

  it('tells a field that is missing, and one that is not known, where they are nothing alike', async () => {
    const steps = { ...shop.steps, hours: { type: 'play', colour: 'red', next: 'goodbye' } };
    const { out } = await runIn(aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, steps } })), ['check']);
    expect(out).toContain('"steps.hours.prompt" is missing.');
    expect(out).toContain('"steps.hours": the key "colour" is not known.');
  });

  it.each([
    [{ language: 'en_US' }, '"language" is "en_US", which is not a language tag such as en-US.'],
    [{ timeZone: 'Mars' }, '"timeZone" is "Mars", which is not a time zone such as America/New_York.'],
    [{ language: 'x'.repeat(100) }, `"language" is "${'x'.repeat(40)}...", which is not a language tag such as en-US.`],
    [{ start: 7 }, '"start" is 7, which is not a text.'],
    [{ defaults: { ...shop.defaults, tries: 0 } }, '"defaults.tries" is 0, which is less than 1.'],
    [
      { steps: { ...shop.steps, choose: { ...shop.steps.choose, options: [] } } },
      '"steps.choose.options" has fewer than 1 entry.',
    ],
    [{ note: ['a'] }, '"note" is a list, which is not a text.'],
  ])('shows the value that is wrong: %j', async (changes, message) => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, ...changes } }));
    expect((await runIn(folder, ['check'])).out).toContain(`: ${message} `);
  });

  it('finds no problem in the lines of the project', async () => {
    const { out } = await runIn(projectFolder, ['check', '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, errors: 0 });
  });
});
