import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { readJsonDocument } from '../../src/flow-catalog/read-json-document.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { listNames, suggestName } from '../../src/interpreter/suggest-name.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { CommandIo, ExitCode, FlowsCommand } from '../command.ts';
import { dialogueLimits } from '../dialogue/dialogue-limits.ts';
import { type Given, givenSchema } from '../dialogue/given.ts';
import { beginCall } from '../dialogue/run-dialogue.ts';
import { defaultFolders } from '../line/default-folders.ts';
import type { LineRoutes } from '../line/line-routes.ts';
import { loadLine } from '../line/load-line.ts';
import { playStepwise, playTimed } from '../play/play-phone.ts';
import { PlaySession } from '../play/play-session.ts';
import { phoneHelp } from '../play/read-line.ts';
import { type Arguments, everyCommand, readArguments } from '../read-arguments.ts';

const help = `npm run flows -- play <flow>

A telephone in the terminal. At the end it prints the dialogue that reproduces the call.

${phoneHelp}

  --flows <folder>   where the flows are; default ${defaultFolders.flows}
  --given <file>     JSON with what holds before the call, as "given" of a dialogue
  --timed            at the speed of life; else time passes only where the line needs it
  --save <file>      writes the dialogue there
  --json             prints nothing but the dialogue`;

const options = {
  ...everyCommand,
  flows: { type: 'string' },
  given: { type: 'string' },
  timed: { type: 'boolean' },
  save: { type: 'string' },
} as const;

type Values = Arguments<typeof options>['values'];

/** `flows play`: a text phone. */
export const playCommand: FlowsCommand = { name: 'play', summary: 'call a flow in the terminal', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const read = readArguments(argv, options);
  if (!read.ok) return refuse(io, read.error);
  const { values, positionals } = read.value;
  const [flow] = positionals;
  if (flow === undefined || positionals.length > 1) return refuse(io, 'Name one flow, as: play clinic-reception');
  const given = readGiven(values.given, io);
  if (!given.ok) return refuse(io, given.error);
  const found = await findProgram(flow, values, io);
  if (typeof found === 'number') return found;
  const { program, routes } = found;
  const call = beginCall(program, { flow, given: given.value }, routes);
  if (!call.ok) return refuse(io, call.error);
  const isTimed = values.timed === true;
  const session = new PlaySession(call.value, { flow, given: given.value, isTimed });
  const tell = (text: string) => {
    if (values.json !== true) io.out(text);
  };
  await (isTimed ? playTimed : playStepwise)(session, io, tell);
  const dialogue = JSON.stringify(session.dialogue(), undefined, 2);
  if (values.save !== undefined) writeFileSync(resolve(io.directory, values.save), `${dialogue}\n`);
  tell(`\nThe dialogue of this call${values.save === undefined ? '' : `, saved in ${values.save}`}:\n`);
  io.out(dialogue);
  return 0;
}

function refuse(io: CommandIo, sentence: string): ExitCode {
  io.error(sentence);
  return 2;
}

/** The program of a flow; where there is none, says why and gives the exit code. */
async function findProgram(
  flow: string,
  values: Values,
  io: CommandIo,
): Promise<{ program: Program; routes: LineRoutes } | ExitCode> {
  const folder = values.flows ?? defaultFolders.flows;
  const line = await loadLine(resolve(io.directory, folder), [flow]);
  if (line === undefined) return refuse(io, `There is no folder ${folder}; name that of the flows with --flows.`);
  const program = line.programs.get(flow);
  if (program !== undefined) return { program, routes: line.routes };
  const known = [...line.files.flows.keys()];
  if (!known.includes(flow)) {
    // A file that cannot be read has no name by which it could be found.
    const broken = line.problems.map((problem) => `\n${wordProblem(problem)}`).join('');
    const advice = suggestName(flow, known, `The flows are: ${listNames(known)}.`);
    return refuse(io, `There is no flow "${flow}". ${advice}${broken}`);
  }
  io.error(['The flow cannot run:', ...line.problems.map(wordProblem)].join('\n'));
  return 1;
}

function readGiven(file: string | undefined, io: CommandIo): Result<Given, string> {
  if (file === undefined) return ok({});
  const text = readText(resolve(io.directory, file));
  if (text === undefined) return failed(`${file} cannot be read, or is too large.`);
  const document = readJsonDocument(text);
  const read = document.ok ? givenSchema.safeParse(document.value) : undefined;
  if (read?.success === true) return ok(read.data);
  const [issue] = read?.error.issues ?? [];
  const what = issue === undefined ? 'it is not JSON' : `"${issue.path.join('.')}": ${issue.message}`;
  return failed(`${file} is not the "given" of a dialogue: ${what}.`);
}

function readText(file: string): string | undefined {
  try {
    return statSync(file).size > dialogueLimits.fileBytesMax ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
