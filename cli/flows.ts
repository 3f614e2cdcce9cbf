import { relative } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { suggestName } from '../src/interpreter/suggest-name.ts';
import type { CommandEnd, CommandIo, ExitCode, FlowsCommand } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { graphCommand } from './commands/graph.ts';
import { newCommand } from './commands/new.ts';
import { playCommand } from './commands/play.ts';
import { schemaCommand } from './commands/schema.ts';
import { testCommand } from './commands/test.ts';
import { type Refusal, refusal, refusalAsJson, refusalOf, wordRefusal } from './refusal.ts';

/** Every command, in the order in which an author needs them. */
export const flowsCommands: readonly FlowsCommand[] = [
  newCommand,
  checkCommand,
  testCommand,
  playCommand,
  graphCommand,
  schemaCommand,
];

/** `npm run flows -- <command>`: runs one command, or says which there are. */
export async function runFlows(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === '--json') return refuse(refusal('No command is named.', allCommands()), argv, io);
  if (name === '--version' || name === '-v') {
    io.out(versionOf(rest.includes('--json')));
    return 0;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const about = rest.find((one) => !one.startsWith('-'));
    const help = helpOf(about);
    if (help === undefined) return refuse(unknownCommand(about ?? ''), rest, io);
    io.out(help);
    return name === undefined ? 2 : 0;
  }
  const command = flowsCommands.find((one) => one.name === name);
  if (command === undefined) return refuse(unknownCommand(name), rest, io);
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help);
    return 0;
  }
  const end = await endOf(command, rest, io);
  return typeof end === 'number' ? end : refuse(end, rest, io);
}

async function endOf(command: FlowsCommand, argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  try {
    return await command.run(argv, io);
  } catch (error) {
    return refusalOf(error);
  }
}

/** Whoever asks for JSON gets it also where the rest of the command line cannot be read. */
function refuse(why: Refusal, argv: readonly string[], io: CommandIo): ExitCode {
  const problems = why.problems.map((problem) => ({ ...problem, file: relative(io.directory, problem.file) }));
  if (argv.includes('--json')) io.out(refusalAsJson({ ...why, problems }));
  else io.error(wordRefusal({ ...why, problems }));
  return why.exitCode;
}

function unknownCommand(name: string): Refusal {
  const known = [...flowsCommands.map((one) => one.name), 'help', 'version'];
  // The version is asked for as an option, as of other programs.
  const advice = suggestName(name, known, allCommands()).replace('"version"', '"--version"');
  return refusal(`There is no command "${name}".`, advice);
}

function allCommands(): string {
  return `The commands are: ${flowsCommands.map(({ name }) => name).join(', ')}.`;
}

function versionOf(asJson: boolean): string {
  const { name, version } = packageJson;
  return asJson ? JSON.stringify({ name, version }, undefined, 2) : `${name} ${version}`;
}

/** Of a command, or of all of them where none is named; undefined where there is no such command. */
function helpOf(name: string | undefined): string | undefined {
  if (name !== undefined && name !== 'help') return flowsCommands.find((one) => one.name === name)?.help;
  const lines = flowsCommands.map((one) => `  ${one.name.padEnd(8)}${one.summary}`);
  return [
    'npm run flows -- <command> [arguments]',
    '',
    ...lines,
    '',
    '--version says which version this is.',
    'Each has --help and --json. Exit codes: 0 all is well, 1 something was found or failed, 2 not understood.',
    'With --json the output is one JSON document also where a command is refused: { error: { message, advice, problems } }.',
  ].join('\n');
}
