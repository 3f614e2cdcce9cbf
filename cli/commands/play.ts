import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readText } from '../../src/flow-catalog/read-text.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { CommandEnd, CommandIo, FlowsCommand } from '../command.ts';
import { dialogueLimits } from '../dialogue/dialogue-limits.ts';
import type { Given } from '../dialogue/given.ts';
import { parseGivenText } from '../dialogue/parse-dialogue.ts';
import { beginCall } from '../dialogue/run-dialogue.ts';
import { jsonText } from '../json-text.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { findFlow } from '../line/find-flow.ts';
import { playStepwise, playTimed } from '../play/play-phone.ts';
import { PlaySession } from '../play/play-session.ts';
import { phoneHelp } from '../play/read-line.ts';
import { type Arguments, everyCommand, readArguments } from '../read-arguments.ts';
import { type Refusal, refusal } from '../refusal.ts';

const help = `npm run flows -- play <flow>

A telephone in the terminal. At the end it prints the dialogue that reproduces the call.

${phoneHelp}

  --flows <folder>   where the flows are; default ${defaultFolders.flows}
  --given <file>     JSON with what holds before the call, as "given" of a dialogue
  --timed            at the speed of life; else time passes only where the line needs it
  --save <file>      writes the dialogue there; refused where a file is there already
  --force            lets --save write over that file
  --json             prints nothing but the dialogue`;

const options = {
  ...everyCommand,
  flows: { type: 'string' },
  given: { type: 'string' },
  timed: { type: 'boolean' },
  save: { type: 'string' },
  force: { type: 'boolean' },
} as const;

type Values = Arguments<typeof options>['values'];

/** `flows play`: a text phone. */
export const playCommand: FlowsCommand = { name: 'play', summary: 'call a flow in the terminal', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const taken = takenFile(values, io);
  if (taken !== undefined) return taken;
  const given = readGiven(values.given, io);
  if (!given.ok) return given.error;
  const found = await findFlow(positionals, { io, folder: values.flows }, 'play');
  if (!found.ok) return found.error;
  const { program, routes, hasOperator } = found.value;
  const flow = program.flow.name;
  const call = beginCall(program, { flow, given: given.value }, routes);
  if (!call.ok) return refusal(call.error, 'What holds before the call is read from the file that --given names.');
  const isTimed = values.timed === true;
  const session = new PlaySession(call.value, { flow, given: given.value, isTimed });
  const tell = (text: string) => {
    if (values.json !== true) io.out(text);
  };
  if (!hasOperator) tell(`("${flow}" has no operator of its own: whoever presses 0 reaches nobody here.)`);
  await (isTimed ? playTimed : playStepwise)(session, io, tell);
  const dialogue = jsonText(session.dialogue()).trimEnd();
  if (values.save !== undefined) writeFileSync(resolve(io.directory, values.save), `${dialogue}\n`);
  tell(`\nThe dialogue of this call${values.save === undefined ? '' : `, saved in ${values.save}`}:\n`);
  io.out(dialogue);
  return 0;
}

/** Looked at before the call begins: a call that cannot be kept is not worth making. */
function takenFile({ save, force }: Values, io: CommandIo): Refusal | undefined {
  if (save === undefined || force === true || !existsSync(resolve(io.directory, save))) return undefined;
  return refusal(`${save} is there already.`, 'Name another file, or write over it with --force.', { exitCode: 1 });
}

function readGiven(file: string | undefined, io: CommandIo): Result<Given, Refusal> {
  if (file === undefined) return ok({});
  const path = resolve(io.directory, file);
  const text = readText(path, dialogueLimits.fileBytesMax);
  const given = text.ok ? parseGivenText(text.value, path) : failed([text.error]);
  if (given.ok) return given;
  return failed(refusal(`${file} is not the "given" of a dialogue.`, 'Mend this:', { problems: given.error }));
}
