import { createHash } from 'node:crypto';
import { closureOf, flowsUsedBy, type LineProblem, unknownFlow } from '../interpreter/compile/check-line.ts';
import { valueAt } from '../interpreter/known-keys.ts';
import { limits } from '../interpreter/limits.ts';
import { type ProgramSource, parseProgram } from '../interpreter/parse-program.ts';
import type { Program } from '../interpreter/program.ts';
import { suggestName } from '../interpreter/suggest-name.ts';
import type { LineFiles } from './line-files.ts';
import { distinct, type LocatedProblem } from './located-problem.ts';
import { placeProblem } from './place-problem.ts';

/** A program and the text that it is stored as: what its hash is made of, and what it can be parsed from again. */
export interface CompiledProgram {
  readonly program: Program;
  /** Made anew each time, since it is asked for once. */
  readonly source: () => string;
}

/** What came of the flows of a line. */
export interface LineCompilation {
  /** By the name of the main flow. */
  readonly programs: ReadonlyMap<string, CompiledProgram>;
  readonly problems: readonly LocatedProblem[];
}

/** What a line is compiled with beside its files. */
export interface CompileOptions {
  /** The flows that routes name. */
  readonly routed: readonly string[];
  /** Flows that are wanted as programs of their own, also where others run them: then nobody else's operator is at hand. */
  readonly alone?: readonly string[];
  /** How long each clip plays, in milliseconds; undefined where the clips are kept elsewhere. */
  readonly clips?: Readonly<Record<string, number>> | undefined;
}

/**
 * Compiles a program for every flow that is routed, and for every other that no flow runs: nobody can call it yet, but its author
 * wants to know what is wrong with it. Together they hold every flow of the line.
 */
export function compileLine(line: LineFiles, { routed, alone = [], clips }: CompileOptions): LineCompilation {
  const documents = documentsOf(line);
  const mains = mainFlows(line, documents, routed);
  const programs = new Map<string, CompiledProgram>();
  const problems: LocatedProblem[] = [];
  for (const main of new Set([...mains, ...alone.filter((name) => line.flows.has(name))])) {
    const isInner = !mains.includes(main);
    const own = isInner ? { ...documents, [main]: withoutOperator(documents[main]) } : documents;
    const compiled = compileOne(line, { main, documents: own, clips });
    if ('program' in compiled) programs.set(main, compiled);
    else problems.push(...compiled.problems);
  }
  return { programs, problems: distinct(problems) };
}

function documentsOf({ flows }: LineFiles): Readonly<Record<string, unknown>> {
  // From entries, so that no name of a flow is anything but a name.
  return Object.fromEntries([...flows].map(([name, { document }]) => [name, document]));
}

/** A flow that others run has their operator; where it is run by itself, it has none unless it names one. */
function withoutOperator(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Object.hasOwn(document, 'operator')) return document;
  return { ...document, operator: { none: 'The flow is run by itself, without the one whose operator it has.' } };
}

/** Flows that only run each other, from outside nobody, are begun with whichever comes first. */
function mainFlows(line: LineFiles, documents: Readonly<Record<string, unknown>>, routed: readonly string[]): string[] {
  const names = [...line.flows.keys()];
  const used = new Set(names.flatMap((name) => flowsUsedBy(documents[name]).filter((other) => other !== name)));
  const isRouted = new Set(routed);
  const mains = names.filter((name) => isRouted.has(name) || !used.has(name));
  const reached = new Set(mains.flatMap((main) => closureOf(main, documents)));
  for (const name of names) {
    if (reached.has(name)) continue;
    mains.push(name);
    for (const other of closureOf(name, documents)) reached.add(other);
  }
  return mains;
}

interface CompileOne {
  readonly main: string;
  readonly documents: Readonly<Record<string, unknown>>;
  readonly clips: Readonly<Record<string, number>> | undefined;
}

function compileOne(
  line: LineFiles,
  { main, documents, clips }: CompileOne,
): CompiledProgram | { readonly problems: readonly LocatedProblem[] } {
  const closure = [...closureOf(main, documents)].sort();
  if (closure.length > limits.flowsPerProgramMax) return { problems: [tooManyFlows(line, main, closure.length)] };
  const source = sourceOf(line, { main, documents: closure.map((name) => [name, documents[name]]), clips });
  const program = parseProgram(source, hashOf(JSON.stringify(source)));
  if (program.ok) return { program: program.value, source: () => JSON.stringify(source) };
  return {
    problems: program.error
      .filter((problem) => isNews(line, problem))
      .map((problem) => placeProblem(line, amongAll(line, problem))),
  };
}

/**
 * The order of the keys, and of the flows, is part of the hash. Of what flows share a program has what it uses: a prompt that it
 * never says, or schedules that it never asks, change nothing about it.
 */
function sourceOf(
  { prompts, schedules }: LineFiles,
  {
    main,
    documents,
    clips,
  }: Omit<CompileOne, 'documents'> & { readonly documents: readonly (readonly [string, unknown])[] },
): ProgramSource {
  const { said, asksHours } = usesOf(documents);
  const catalogue = [...prompts].map(([language, { document }]) => [language, pick(document, said)] as const);
  return {
    main,
    flows: Object.fromEntries(documents),
    prompts: catalogue.length === 0 || said.size === 0 ? undefined : Object.fromEntries(catalogue),
    schedules: asksHours ? schedules?.document : undefined,
    clips: clips === undefined ? undefined : Object.fromEntries(Object.entries(clips).sort(byName)),
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** What flows use of their line, as written: the names that they say, and whether they ask for the hours. */
function usesOf(documents: unknown): { readonly said: ReadonlySet<string>; readonly asksHours: boolean } {
  const said = new Set<string>();
  let asksHours = false;
  JSON.stringify(documents, (key, value: unknown) => {
    if (key === 'say' && typeof value === 'string') said.add(value);
    if (key === 'type' && value === 'hours') asksHours = true;
    return value;
  });
  return { said, asksHours };
}

function pick(document: unknown, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Object(document)).filter(([name]) => names.has(name)));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What refers to something that could not be read is not wrong because of it. */
function isNews({ broken }: LineFiles, { code }: LineProblem): boolean {
  switch (code) {
    case 'unknown-flow':
      return !broken.has('flows');
    case 'unknown-schedule':
      return !broken.has('schedules');
    case 'unknown-prompt':
    case 'prompt-missing-language':
      return !broken.has('prompts');
    default:
      return true;
  }
}

/** The interpreter knows what the program is made of; what was meant may be anywhere in the line. */
function amongAll({ flows, prompts }: LineFiles, problem: LineProblem): LineProblem {
  const name = valueAt(flows.get(problem.flow)?.document, problem.path);
  if (typeof name !== 'string') return problem;
  if (problem.code === 'unknown-flow') {
    return { ...unknownFlow(problem.path, name, [...flows.keys()]), flow: problem.flow };
  }
  if (problem.code !== 'unknown-prompt') return problem;
  const known = [...prompts.values()].flatMap(({ document }) => Object.keys(Object(document)));
  return { ...problem, advice: suggestName(name, known, problem.advice) };
}

function tooManyFlows(line: LineFiles, main: string, count: number): LocatedProblem {
  const message = `"${main}" is made of ${count} flows, and a program has at most ${limits.flowsPerProgramMax}.`;
  const advice = 'Let it run fewer other flows.';
  return placeProblem(line, { flow: main, code: 'too-many-flows', path: ['name'], message, advice });
}
