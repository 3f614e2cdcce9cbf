import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { closureOf } from '../../src/interpreter/compile/check-line.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { listNames, suggestName } from '../../src/interpreter/suggest-name.ts';
import type { CommandIo, ExitCode, FlowsCommand } from '../command.ts';
import { type FlowGraph, flowGraph } from '../graph/flow-graph.ts';
import { mermaidText } from '../graph/mermaid.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { loadLine } from '../line/load-line.ts';
import { everyCommand, readArguments } from '../read-arguments.ts';

type Draw = (graphs: readonly FlowGraph[]) => string | Promise<string>;

const formats: Readonly<Record<string, Draw>> = {
  mermaid: mermaidText,
  // What lays drawings out is large, and no other command needs it.
  svg: async (graphs) => (await import('../graph/svg.ts')).svgText(graphs),
};

/** Steps that can be drawn as SVG: laying out as many, each joined to three others, takes 17 s, and nobody reads a larger drawing. */
const drawnStepsMax = 1_000;

const help = `npm run flows -- graph <flow>

Draws a flow and the flows that it runs: steps, and where each outcome leads.

  --format <name>    ${Object.keys(formats).join(' or ')}; default mermaid
  --flows <folder>   where the flows are; default ${defaultFolders.flows}
  --out <file>       writes the drawing there instead of printing it
  --json             one JSON document: [{ name, nodes, edges }]`;

const options = {
  ...everyCommand,
  format: { type: 'string' },
  flows: { type: 'string' },
  out: { type: 'string' },
} as const;

/** `flows graph`: draws a flow. */
export const graphCommand: FlowsCommand = { name: 'graph', summary: 'draw a flow', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const read = readArguments(argv, options);
  if (!read.ok) return refuse(io, read.error);
  const { values, positionals } = read.value;
  const [flow] = positionals;
  if (flow === undefined || positionals.length > 1) return refuse(io, 'Name one flow, as: graph clinic-reception');
  const format = Object.entries(formats).find(([name]) => name === (values.format ?? 'mermaid'));
  if (format === undefined) {
    const known = Object.keys(formats);
    const advice = suggestName(values.format ?? '', known, `The formats are: ${known.join(', ')}.`);
    return refuse(io, `There is no format "${values.format}". ${advice}`);
  }
  const folder = values.flows ?? defaultFolders.flows;
  const line = await loadLine(resolve(io.directory, folder), [flow]);
  if (line === undefined) return refuse(io, `There is no folder ${folder}; name that of the flows with --flows.`);
  const known = [...line.files.flows.keys()];
  if (!known.includes(flow)) {
    // A file that cannot be read has no name by which it could be found.
    const broken = line.problems.map((problem) => `\n${wordProblem(problem)}`).join('');
    const advice = suggestName(flow, known, `The flows are: ${listNames(known)}.`);
    return refuse(io, `There is no flow "${flow}". ${advice}${broken}`);
  }
  const program = line.programs.get(flow);
  if (program === undefined) {
    io.error(['The flow cannot be drawn:', ...line.problems.map(wordProblem)].join('\n'));
    return 1;
  }
  const graphs = graphsOf(program);
  const steps = graphs.reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (format[0] === 'svg' && steps > drawnStepsMax && values.json !== true) {
    io.error(`The flow has ${steps} steps, and at most ${drawnStepsMax} are drawn; use --format mermaid.`);
    return 1;
  }
  write(io, values.out, values.json === true ? JSON.stringify(graphs, undefined, 2) : await format[1](graphs));
  return 0;
}

/** The flow, then those that it runs. */
function graphsOf(program: Program): readonly FlowGraph[] {
  const documents = Object.fromEntries([...program.flows].map(([name, { flow }]) => [name, flow]));
  return closureOf(program.flow.name, documents).flatMap((name) => {
    const compiled = program.flows.get(name);
    return compiled === undefined ? [] : [flowGraph(compiled.flow)];
  });
}

function write(io: CommandIo, file: string | undefined, text: string): void {
  if (file === undefined) io.out(text);
  else writeFileSync(resolve(io.directory, file), `${text}\n`);
}

function refuse(io: CommandIo, sentence: string): ExitCode {
  io.error(sentence);
  return 2;
}
