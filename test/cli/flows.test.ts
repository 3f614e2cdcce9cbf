import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowsCommands } from '../../cli/flows.ts';
import { shop, shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, runIn } from './a-terminal.ts';

describe('npm run flows', () => {
  it('lists its commands where none is named', async () => {
    const { code, out } = await runIn('/', []);
    expect(code).toBe(2);
    for (const { name, summary } of flowsCommands) expect(out).toContain(`${name.padEnd(8)}${summary}`);
    expect(await runIn('/', ['--help'])).toEqual({ code: 0, out, error: '' });
  });

  it('answers in JSON also where no command is named, and says its version', async () => {
    const { code, out } = await runIn('/', ['--json']);
    expect([code, JSON.parse(out)]).toEqual([
      2,
      {
        error: {
          message: 'No command is named.',
          advice: 'The commands are: new, check, test, play, graph, schema.',
        },
      },
    ]);
    const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
    expect(await runIn('/', ['--version'])).toEqual({ code: 0, out: `callwright ${version}`, error: '' });
    expect(JSON.parse((await runIn('/', ['--version', '--json'])).out)).toEqual({ name: 'callwright', version });
  });

  it.each([
    ['chekc', 'There is no command "chekc". Did you mean "check"?'],
    ['hlep', 'There is no command "hlep". Did you mean "help"?'],
    ['version', 'There is no command "version". Did you mean "--version"?'],
    ['dance', 'There is no command "dance". The commands are: new, check, test, play, graph, schema.'],
  ])('says what was meant by %s', async (name, error) => {
    expect(await runIn('/', [name])).toEqual({ code: 2, out: '', error });
    expect(await runIn('/', ['help', name])).toEqual({ code: 2, out: '', error });
  });

  it.each(flowsCommands)('$name has help, json, and refuses options that it does not know', async (command) => {
    expect(command.help).toContain('--json');
    expect(await runIn('/', [command.name, '--help'])).toEqual({ code: 0, out: command.help, error: '' });
    expect(await runIn('/', ['help', command.name])).toEqual({ code: 0, out: command.help, error: '' });
    const wrong = await runIn('/', [command.name, '--jsn']);
    expect(wrong).toEqual({ code: 2, out: '', error: 'There is no option --jsn. Did you mean "--json"?' });
  });

  it.each([
    [['test', '--flows'], "Option '--flows <value>' argument missing. --help shows how it is written."],
    [['check', '--strict=yes'], "Option '--strict' does not take an argument. --help shows how it is written."],
    [['test', '-v'], 'There is no option -v. Did you mean "--verbose"?'],
    [
      ['test', '-x'],
      'There is no option -x. The options are: --json, --help, --flows, --verbose, --update, --strict, --coverage-min.',
    ],
    [['test', '--coverage-min', 'all'], '--coverage-min is "all". Give it a number from 0 to 100.'],
    [['play'], 'Name one flow. For example: play clinic-reception'],
    [['graph', 'one', 'two'], 'Name one flow. For example: graph clinic-reception'],
    [['graph', 'one'], 'There is no folder src/flows. Name the folder of the flows with --flows.'],
    [
      ['new', '9 lives'],
      '"9 lives" is not a name such as pharmacy-refill. A name begins with a letter, and has letters, digits and - after it.',
    ],
    [['schema', 'flwo'], 'There is no kind "flwo". Did you mean "flow"?'],
    [
      ['check', 'nowhere'],
      'There is no nowhere that can be checked. Name a folder of flows, or a file: *.flow.json, routes.json, schedules.json, prompts/*.json, *.dialogue.json.',
    ],
    [
      ['check', '--hosts', 'https://a'],
      '--hosts: Host 1 of 1 has a scheme; write the name alone, or http://name for development. For example: --hosts api.example.org,*.example.com',
    ],
  ])('refuses %j', async (argv, error) => {
    expect(await runIn(aFolder(), argv)).toEqual({ code: 2, out: '', error });
  });

  it.each([
    [['chekc'], 'There is no command "chekc".', 'Did you mean "check"?'],
    [['check', '--stirct'], 'There is no option --stirct.', 'Did you mean "--strict"?'],
    [['test', '--coverage-min', 'all'], '--coverage-min is "all".', 'Give it a number from 0 to 100.'],
    [['test', 'nowhere'], 'There is no file or folder nowhere.', 'Name a *.dialogue.json, or a folder with some.'],
    [['test', 'shop'], 'There is no file or folder shop.', 'Did you mean test/dialogues/shop?'],
    [['graph', 'shp'], 'There is no flow "shp".', 'Did you mean "shop"?'],
    [['play', 'src/flows/shop.flow.json'], 'There is no flow "src/flows/shop.flow.json".', 'Did you mean "shop"?'],
    [
      ['check', 'test/dialogues/shop'],
      'There are no flows in test/dialogues/shop, but a file of dialogues.',
      'Run them: npm run flows -- test test/dialogues/shop; or name one to check its form.',
    ],
    [['new', 'shop'], 'src/flows/shop.flow.json is there already.', 'Give the flow another name.'],
  ])('refuses %j in JSON where that is asked for', async (argv, message, advice) => {
    const folder = aFolder(shopFiles());
    const plain = await runIn(folder, argv);
    const json = await runIn(folder, [...argv, '--json']);
    expect({ ...json, out: JSON.parse(json.out) }).toEqual({
      code: plain.code,
      out: { error: { message, advice } },
      error: '',
    });
  });

  it('lists in JSON what is wrong with a line that a command cannot use', async () => {
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, start: 'nowhere' } }));
    const { code, out } = await runIn(folder, ['play', 'shop', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: {
        message: 'The flow "shop" cannot run.',
        advice: 'First mend this:',
        problems: [{ code: 'unknown-step', pointer: '/start' }],
      },
    });
  });

  it('says which file it could not write', async () => {
    const { code, error } = await runIn(aFolder(shopFiles()), ['graph', 'shop', '--out', 'nowhere/shop.mmd']);
    expect(code).toBe(1);
    expect(error).toMatch(/^The command ended with ENOENT at \S+nowhere\/shop\.mmd\. See that/);
  });

  it('runs as a program', () => {
    const main = join(projectFolder, 'cli/main.ts');
    const run = spawnSync(process.execPath, [main, 'play', 'clinic-reception', '--json'], {
      cwd: projectFolder,
      input: '3\nhang up\n',
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ flow: 'clinic-reception', end: { disposition: 'abandoned' } });
  });
});
