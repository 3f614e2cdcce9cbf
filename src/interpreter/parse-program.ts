import * as z from 'zod';
import { failed, ok, type Result } from '../result.ts';
import { schedulesSchema } from './calendar/schedule-definition.ts';
import { type LineProblem, lineProblems } from './compile/check-line.ts';
import { compileFlow, type LineParts } from './compile/compile-flow.ts';
import { type Flow, flowSchema } from './definition.ts';
import { limits } from './limits.ts';
import type { CompiledFlow, Program } from './program.ts';
import { pathOf, schemaProblems } from './schema-problems.ts';
import { cataloguedPromptSchema, languageSchema, stepName } from './text-definition.ts';

/** Problems listed at most; a document that is not a flow at all would list thousands. */
const problemsMax = 100;

/** Everything that a program is made of, as JSON: what is hashed, stored, and parsed again by whoever takes the call up. */
export interface ProgramSource {
  /** The name of the main flow. */
  readonly main: string;
  /** The main flow and every flow that it runs, by name. */
  readonly flows: Readonly<Record<string, unknown>>;
  /** Language -> the document `prompts/<language>.json`. */
  readonly prompts?: Readonly<Record<string, unknown>> | undefined;
  /** The document `schedules.json`. */
  readonly schedules?: unknown;
  /** How long each clip plays, in milliseconds; absent where the clips are kept elsewhere. */
  readonly clips?: Readonly<Record<string, number>> | undefined;
}

/** The document `prompts/<language>.json`: name -> prompt. */
export const catalogueSchema = z.record(stepName, cataloguedPromptSchema);

const sourceSchema = z.object({
  main: z.string(),
  flows: z
    .record(z.string(), z.unknown())
    .refine(
      (flows) => Object.keys(flows).length <= limits.flowsPerProgramMax,
      `has more than ${limits.flowsPerProgramMax} flows`,
    ),
  prompts: z.record(languageSchema, catalogueSchema).optional(),
  schedules: schedulesSchema.optional(),
  clips: z.record(z.string(), z.number()).optional(),
});

/**
 * Reads an unknown JSON value as the source of a program and compiles it. Total: any value gives a program or a list of
 * problems, never a throw. `hash` names the program.
 */
export function parseProgram(source: unknown, hash: string): Result<Program, readonly LineProblem[]> {
  const read = sourceSchema.safeParse(source);
  if (!read.success) return failed(read.error.issues.slice(0, problemsMax).map(brokenSource));
  const { main, prompts = {}, schedules, clips } = read.data;
  const flows = readFlows(read.data.flows);
  if (!flows.ok) return flows;
  const flow = flows.value[main];
  if (flow === undefined) return failed([{ ...missingMain, flow: main }]);
  const line: LineParts = {
    flows: flows.value,
    prompts,
    schedules: schedules?.schedules ?? {},
    clips,
    voices: flow.voices ?? {},
  };
  const compiled = compileAll(line);
  const problems = [...compiled.problems, ...lineProblems(main, flows.value)].slice(0, problemsMax);
  const entry = compiled.flows.get(main);
  if (problems.length > 0 || entry === undefined) return failed(problems);
  const parts = { schedules: schedules?.schedules ?? {}, clips: clips ?? {} };
  return ok({ hash, flow, main: entry, flows: compiled.flows, ...parts });
}

const missingMain = {
  code: 'schema',
  path: [],
  message: 'The main flow is not among the flows.',
  advice: 'Name a flow that is there.',
} as const;

function brokenSource(issue: z.core.$ZodIssue): LineProblem {
  const path = pathOf(issue);
  const message = `"${path.join('.')}" does not fit: ${issue.message}.`;
  return { flow: '', code: 'schema', path, message, advice: 'Correct the value.' };
}

function readFlows(
  documents: Readonly<Record<string, unknown>>,
): Result<Readonly<Record<string, Flow>>, readonly LineProblem[]> {
  const flows: Record<string, Flow> = Object.create(null);
  const problems: LineProblem[] = [];
  for (const [name, document] of Object.entries(documents)) {
    const read = flowSchema.safeParse(document);
    if (read.success && read.data.name !== name) problems.push(otherName(name, read.data.name));
    else if (read.success) flows[name] = withoutPrototype(read.data);
    else {
      // Cut before they are worded as well as after: an issue can be worth many problems.
      const issues = read.error.issues.slice(0, problemsMax);
      const worded = issues.flatMap((issue) => schemaProblems(issue, document)).slice(0, problemsMax);
      problems.push(...worded.map((problem) => ({ ...problem, flow: name })));
    }
  }
  return problems.length > 0 ? failed(problems) : ok(flows);
}

/** A program's flows are found by their names, so a source that files one under another is broken. */
function otherName(key: string, name: string): LineProblem {
  const message = `The flow "${name}" stands under the name "${key}".`;
  return {
    flow: key,
    code: 'schema',
    path: ['name'],
    message,
    advice: `Call it "${key}", or name it "${name}" there.`,
  };
}

function compileAll(line: LineParts): { flows: ReadonlyMap<string, CompiledFlow>; problems: readonly LineProblem[] } {
  const flows = new Map<string, CompiledFlow>();
  const problems: LineProblem[] = [];
  for (const [name, flow] of Object.entries(line.flows)) {
    const { compiled, problems: own } = compileFlow(flow, line, problemsMax);
    flows.set(name, compiled);
    problems.push(...own.map((problem) => ({ ...problem, flow: name })));
    if (problems.length >= problemsMax) break;
  }
  return { flows, problems };
}

/** Steps and variables are looked up by names from documents and states; `constructor` must not find anything. */
function withoutPrototype(flow: Flow): Flow {
  return { ...flow, steps: Object.assign(Object.create(null), flow.steps) };
}
