import { suggestName } from '../src/interpreter/suggest-name.ts';
import type { CommandIo, ExitCode, FlowsCommand } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { graphCommand } from './commands/graph.ts';
import { newCommand } from './commands/new.ts';
import { playCommand } from './commands/play.ts';
import { schemaCommand } from './commands/schema.ts';
import { testCommand } from './commands/test.ts';

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
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(helpOf(rest[0]));
    return name === undefined ? 2 : 0;
  }
  const command = flowsCommands.find((one) => one.name === name);
  if (command === undefined) {
    const known = flowsCommands.map((one) => one.name);
    io.error(`There is no command "${name}". ${suggestName(name, known, `The commands are: ${known.join(', ')}.`)}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help);
    return 0;
  }
  return command.run(rest, io);
}

function helpOf(name: string | undefined): string {
  const command = flowsCommands.find((one) => one.name === name);
  if (command !== undefined) return command.help;
  const lines = flowsCommands.map((one) => `  ${one.name.padEnd(8)}${one.summary}`);
  return [
    'npm run flows -- <command> [arguments]',
    '',
    ...lines,
    '',
    'Each has --help and --json. Exit codes: 0 all is well, 1 something was found or failed, 2 not understood.',
  ].join('\n');
}
