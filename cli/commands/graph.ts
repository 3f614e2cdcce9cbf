import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { closureOf } from '../../src/interpreter/compile/check-line.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { suggestName } from '../../src/interpreter/suggest-name.ts';
import type { CommandEnd, CommandIo, FlowsCommand } from '../command.ts';
import { type FlowGraph, flowGraph } from '../graph/flow-graph.ts';
import { mermaidText } from '../graph/mermaid.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { findFlow } from '../line/find-flow.ts';
import { everyCommand, readArguments } from '../read-arguments.ts';
import { type Refusal, refusal } from '../refusal.ts';

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
  --json             one JSON document instead of a drawing: [{ name, nodes, edges }]; with --out that is written, and
                     { written: [file] } printed. Not together with --format`;

const options = {
  ...everyCommand,
  format: { type: 'string' },
  flows: { type: 'string' },
  out: { type: 'string' },
} as const;

/** `flows graph`: draws a flow. */
export const graphCommand: FlowsCommand = { name: 'graph', summary: 'draw a flow', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  if (values.json === true && values.format !== undefined)
    return refusal(`--json draws nothing, so --format ${values.format} has no meaning.`, 'Leave out one of the two.');
  const format = Object.entries(formats).find(([name]) => name === (values.format ?? 'mermaid'));
  if (format === undefined) return noSuchFormat(values.format ?? '');
  const found = await findFlow(positionals, { io, folder: values.flows }, 'graph');
  if (!found.ok) return found.error;
  const graphs = graphsOf(found.value.program);
  const steps = graphs.reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (format[0] === 'svg' && steps > drawnStepsMax) {
    const message = `The flow has ${steps} steps, and at most ${drawnStepsMax} are drawn.`;
    return refusal(message, 'Use --format mermaid.', { exitCode: 1 });
  }
  const isJson = values.json === true;
  const text = isJson ? JSON.stringify(graphs, undefined, 2) : await format[1](graphs);
  if (values.out === undefined) {
    io.out(text);
    return 0;
  }
  const file = resolve(io.directory, values.out);
  writeFileSync(file, `${text}\n`);
  const written = [relative(io.directory, file)];
  io.out(isJson ? JSON.stringify({ written }, undefined, 2) : written.join('\n'));
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

function noSuchFormat(name: string): Refusal {
  const known = Object.keys(formats);
  return refusal(`There is no format "${name}".`, suggestName(name, known, `The formats are: ${known.join(', ')}.`));
}
