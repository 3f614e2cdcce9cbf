import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, runIn } from './a-terminal.ts';

describe('flows new', () => {
  it('writes a line that passes check and test at once, with everything reached', async () => {
    const folder = aFolder();
    expect((await runIn(folder, ['new', 'bakery'])).code).toBe(0);
    expect(await runIn(folder, ['check', '--strict'])).toEqual({ code: 0, out: 'Nothing is wrong.', error: '' });
    const tested = await runIn(folder, ['test', '--coverage-min', '100']);
    expect(tested.code, tested.out).toBe(0);
  });

  it('writes as the formatter of the project does', async () => {
    const folder = aFolder({ 'biome.json': readFileSync(join(projectFolder, 'biome.json'), 'utf8') });
    for (const name of ['bakery', 'a-name-that-makes-more-lines-too-long-than-others'])
      await runIn(folder, ['new', name]);
    const biome = join(projectFolder, 'node_modules/@biomejs/biome/bin/biome');
    const argv = [biome, 'check', '--vcs-enabled=false', '.'];
    const checked = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
    expect(checked.status, `${checked.stdout}${checked.stderr}`).toBe(0);
    expect(checked.stdout).toContain('Checked 6 files');
  });

  it('adds a flow to a line that is there, and says which route it needs', async () => {
    const folder = aFolder(shopFiles());
    const { code, out } = await runIn(folder, ['new', 'bakery']);
    expect(code).toBe(0);
    expect(out).toContain('To take calls it needs a route in routes.json:\n\n  {"to":"+14255550190","flow":"bakery"}');
    const unrouted = await runIn(folder, ['check']);
    expect([unrouted.code, unrouted.out.split('\n').at(-1)]).toEqual([0, '0 problems, 1 warning.']);
    expect(unrouted.out).toContain('(unrouted-flow)');
    expect((await runIn(folder, ['test'])).code).toBe(0);
  });

  it('names a number that no route has yet', async () => {
    const routes = { routes: [{ to: '+14255550190', flow: 'shop' }] };
    const { out } = await runIn(aFolder(shopFiles({ 'src/flows/routes.json': routes })), ['new', 'bakery']);
    expect(out).toContain('{"to":"+14255550191","flow":"bakery"}');
  });

  it('lists every file that it wrote, and the commands that find them', async () => {
    const folder = aFolder();
    const elsewhere = await runIn(folder, ['new', 'bakery', '--flows', 'lines', '--dialogues', 'my calls']);
    expect(elsewhere.out.split('\n')).toEqual([
      'lines/bakery.flow.json',
      'my calls/bakery/first-calls.dialogue.json',
      'lines/routes.json',
      '',
      'Its route is in routes.json; put your number there.',
      '',
      'Now: npm run flows -- check lines; npm run flows -- test "my calls" --flows lines',
    ]);
    expect((await runIn(folder, ['check', 'lines'])).code).toBe(0);
    expect((await runIn(folder, ['test', 'my calls', '--flows', 'lines'])).code).toBe(0);
    expect((await runIn(folder, ['new', 'bakery'])).out).toContain(
      'Now: npm run flows -- check; npm run flows -- test',
    );
  });

  it('puts nothing in the place of what is there', async () => {
    const folder = aFolder(shopFiles());
    const before = readFileSync(join(folder, 'src/flows/shop.flow.json'), 'utf8');
    const { code, error } = await runIn(folder, ['new', 'shop']);
    expect({ code, error }).toEqual({
      code: 1,
      error: 'src/flows/shop.flow.json is there already. Give the flow another name.',
    });
    expect(readFileSync(join(folder, 'src/flows/shop.flow.json'), 'utf8')).toBe(before);
  });

  it('writes where it is told, names what it wrote, and names the schema that stands beside it', async () => {
    const folder = aFolder({ 'lines/flow.schema.json': '{}' });
    const argv = ['new', 'bakery', '--flows', 'lines', '--dialogues', 'calls', '--json'];
    const written = JSON.parse((await runIn(folder, argv)).out);
    expect(written).toEqual({
      flow: 'lines/bakery.flow.json',
      dialogues: 'calls/bakery/first-calls.dialogue.json',
      route: { to: '+14255550190', flow: 'bakery' },
      written: ['lines/bakery.flow.json', 'calls/bakery/first-calls.dialogue.json', 'lines/routes.json'],
    });
    expect(existsSync(join(folder, written.dialogues))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, written.flow), 'utf8')).$schema).toBe('./flow.schema.json');
  });
});
