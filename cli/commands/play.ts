import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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

A telephone in the terminal. At the end it prints the dialogue that reproduces the call. The call comes in on Monday, 5 January 2026, at
10:00 UTC, unless --given says when ("at", "zone").

${phoneHelp}

  --flows <folder>   where the flows are; default ${defaultFolders.flows}
  --given <file>     JSON with what holds before the call, as "given" of a dialogue
  --timed            at the speed of life; else time passes only where the line needs it
  --save <file>      writes the dialogue there, *.dialogue.json, so that "test" finds it; refused where a file is there already
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
  const unusable = unusableFile(values, io);
  if (unusable !== undefined) return unusable;
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
  tell(`(${instantWords(call.value.startedAtMs, given.value.zone ?? program.main.timeZone)})`);
  if (!hasOperator) tell(`("${flow}" has no operator of its own: whoever presses 0 reaches nobody here.)`);
  await (isTimed ? playTimed : playStepwise)(session, io, tell);
  const dialogue = jsonText(session.dialogue()).trimEnd();
  const saved = save(dialogue, values, io);
  tell(`\nThe dialogue of this call${values.save === undefined || !saved.ok ? '' : `, saved in ${values.save}`}:\n`);
  io.out(dialogue);
  return saved.ok ? 0 : saved.error;
}

/** Looked at before the call begins: a call that cannot be kept, or not be found again, is not worth making. */
function unusableFile({ save: file, force }: Values, io: CommandIo): Refusal | undefined {
  if (file === undefined) return undefined;
  if (!file.endsWith('.dialogue.json')) {
    const advice = `Name it so that "test" finds it, such as ${defaultFolders.dialogues}/<flow>/<what happens>.dialogue.json.`;
    return refusal(`${file} is not called *.dialogue.json.`, advice);
  }
  if (force === true || !existsSync(resolve(io.directory, file))) return undefined;
  return refusal(`${file} is there already.`, 'Name another file, or write over it with --force.', { exitCode: 1 });
}

/** A call that was made is not lost with the file: it is printed as well. */
function save(dialogue: string, { save: file }: Values, io: CommandIo): Result<undefined, Refusal> {
  if (file === undefined) return ok(undefined);
  try {
    const path = resolve(io.directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${dialogue}\n`);
    return ok(undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const advice = 'The dialogue is printed above; keep it, and see that the file can be written.';
    return failed(refusal(`${file} could not be written (${code}).`, advice, { exitCode: 1 }));
  }
}

/** When the call comes in, by the clock that the dialogue goes by. */
function instantWords(atMs: number, timeZone: string): string {
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(atMs);
  return `It is ${words}, ${timeZone}. --given can say another time.`;
}

function readGiven(file: string | undefined, io: CommandIo): Result<Given, Refusal> {
  if (file === undefined) return ok({});
  const path = resolve(io.directory, file);
  const text = readText(path, dialogueLimits.fileBytesMax);
  if (!text.ok) return failed(refusal(`--given: ${text.error.message}`, text.error.advice));
  const given = parseGivenText(text.value, path);
  if (given.ok) return given;
  const what = 'It holds what stands behind "given" in a dialogue. Mend this:';
  return failed(refusal(`${file} does not say what holds before a call.`, what, { problems: given.error }));
}
