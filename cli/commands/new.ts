import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { stepName } from '../../src/interpreter/text-definition.ts';
import type { CommandEnd, CommandIo, FlowsCommand } from '../command.ts';
import { commandLine } from '../command-line.ts';
import { jsonText } from '../json-text.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { exampleNumbers } from '../line/example-numbers.ts';
import { firstDialogues, firstFlow } from '../new/first-flow.ts';
import { type Arguments, everyCommand, readArguments } from '../read-arguments.ts';
import { refusal } from '../refusal.ts';

const help = `npm run flows -- new <name>

Writes a small flow and its dialogues, which pass "check" and "test" as they are, and says which route to add.

  --flows <folder>       where the flow goes; default ${defaultFolders.flows}
  --dialogues <folder>   where the folder of its dialogues goes; default ${defaultFolders.dialogues}
  --json                 one JSON document: { flow, dialogues, route, written }; written: every file`;

const options = { ...everyCommand, flows: { type: 'string' }, dialogues: { type: 'string' } } as const;

type Values = Arguments<typeof options>['values'];

/** `flows new`: a flow to begin with. */
export const newCommand: FlowsCommand = { name: 'new', summary: 'write a first flow and its dialogues', help, run };

function run(argv: readonly string[], io: CommandIo): CommandEnd {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const [name] = positionals;
  if (name === undefined || positionals.length > 1)
    return refusal('Give the flow one name.', 'For example: new pharmacy');
  if (!stepName.safeParse(name).success) return refusal(`"${name}" is not a name such as pharmacy-refill.`, namesAre);
  const flows = resolve(io.directory, values.flows ?? defaultFolders.flows);
  const flow = join(flows, `${name}.flow.json`);
  const folder = resolve(io.directory, values.dialogues ?? defaultFolders.dialogues);
  const dialogues = join(folder, name, 'first-calls.dialogue.json');
  const taken = [flow, dialogues].find((file) => existsSync(file));
  if (taken !== undefined)
    return refusal(`${relative(io.directory, taken)} is there already.`, 'Give the flow another name.', {
      exitCode: 1,
    });
  const schema = existsSync(join(flows, 'flow.schema.json')) ? './flow.schema.json' : undefined;
  write(flow, firstFlow(name, schema));
  write(dialogues, firstDialogues(name));
  const routes = join(flows, 'routes.json');
  const isFirst = !existsSync(routes);
  const route = { to: freeNumber(isFirst ? '' : readFileSync(routes, 'utf8')), flow: name };
  if (isFirst) write(routes, { routes: [route] });
  const files = [flow, dialogues, ...(isFirst ? [routes] : [])].map((file) => relative(io.directory, file));
  const [flowFile, dialoguesFile] = files;
  if (values.json === true)
    io.out(JSON.stringify({ flow: flowFile, dialogues: dialoguesFile, route, written: files }, undefined, 2));
  else io.out([...files, '', wordRoute(route, isFirst), '', wordNext(values)].join('\n'));
  return 0;
}

const namesAre = 'A name begins with a letter, and has letters, digits and - after it.';

/** An example number that no route has yet, by the text of the routes, which may be broken. */
function freeNumber(routes: string): string {
  return exampleNumbers.find((number) => !routes.includes(number)) ?? '+14255550190';
}

function write(file: string, document: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, jsonText(document), { flag: 'wx' });
}

function wordRoute(route: object, isRouted: boolean): string {
  return isRouted
    ? 'Its route is in routes.json; put your number there.'
    : `To take calls it needs a route in routes.json:\n\n  ${JSON.stringify(route)}`;
}

/** The commands that look where the files were put. */
function wordNext({ flows, dialogues }: Values): string {
  const check = commandLine('check', flows === undefined ? [] : [flows]);
  const test = commandLine('test', [
    ...(dialogues === undefined ? [] : [dialogues]),
    ...(flows === undefined ? [] : ['--flows', flows]),
  ]);
  return `Now: ${check}; ${test}`;
}
