import type { Flow } from '../definition.ts';
import type { Program } from '../program.ts';
import { withoutAllowed } from './allowances.ts';
import { checkAnswering } from './check-answering.ts';
import { ExhaustedWays } from './check-exhausted.ts';
import { checkFitting } from './check-fitting.ts';
import { checkFormats } from './check-formats.ts';
import { checkHangUpPath } from './check-hang-up-path.ts';
import { checkKeys } from './check-keys.ts';
import { checkLoops } from './check-loops.ts';
import { LostKeys } from './check-lost-keys.ts';
import { checkKeyOrder, checkMenus } from './check-menus.ts';
import { checkMissingValues } from './check-missing-values.ts';
import { checkOperator } from './check-operator.ts';
import { checkOptionCounts } from './check-option-counts.ts';
import { checkPhrases } from './check-phrases.ts';
import { checkReachability } from './check-reachability.ts';
import { checkReprompts } from './check-reprompts.ts';
import { checkSilence } from './check-silence.ts';
import { checkPrivacy, checkTexts } from './check-texts.ts';
import { checkUnheardEntries } from './check-unheard-entries.ts';
import { checkRecursion, checkUnused } from './check-unused.ts';
import type { Finding, Warning } from './finding.ts';
import { type FlowGraph, type LineGraph, lineGraph } from './flow-graph.ts';
import { type AllowsUrl, hostProblems } from './host-problems.ts';
import { promptsOf, SpokenTexts } from './spoken-texts.ts';
import { SureValues } from './sure-values.ts';

/** What the checks are told of the app around a line. */
export interface CheckOptions {
  /** Whether the app may send requests to an address. Hosts are not looked at where it is absent. */
  readonly isAllowedUrl?: AllowsUrl | undefined;
}

/**
 * What could be better about a program that runs, and which requests of it the app would refuse; without what its flows allow.
 * Source: docs/flow-checks.md.
 */
export function checkProgram(program: Program, options: CheckOptions = {}): readonly Finding[] {
  return checkPrograms([program], options);
}

/**
 * The same for all programs of an app. A flow that several of them run is reported once; what it allows counts as used if it
 * silences a finding in one of them.
 */
export function checkPrograms(programs: readonly Program[], options: CheckOptions = {}): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const flows = new Map<string, Flow>();
  for (const program of programs) {
    for (const [name, { flow }] of program.flows) flows.set(name, flow);
    for (const finding of allFindings(program, options))
      findings.set(JSON.stringify([finding.flow, finding.code, finding.path, finding.message]), finding);
  }
  return withoutAllowed([...findings.values()], flows);
}

/** Everything that the checks find in a program, whether its flows allow it or not. Flow by flow, in the order of the program. */
export function allFindings(program: Program, options: CheckOptions = {}): readonly Finding[] {
  const line = lineGraph(program);
  const ofLine = {
    exhausted: new ExhaustedWays(line),
    answering: checkAnswering(line),
    recursion: checkRecursion(line),
    lostKeys: new LostKeys(line),
    sure: new SureValues(line),
  };
  const hosts = options.isAllowedUrl === undefined ? [] : hostProblems(program, options.isAllowedUrl);
  const warnings = [...line.flows.values()].flatMap((graph) =>
    [
      ...checkFlow(graph, line),
      ...checkMissingValues(graph, ofLine.sure),
      ...ofLine.lostKeys.check(graph),
      ...ofLine.exhausted.check(graph),
      ...(ofLine.answering.get(graph.name) ?? []),
      ...(ofLine.recursion.get(graph.name) ?? []),
    ].map((warning): Finding => ({ severity: 'warning', flow: graph.name, ...warning })),
  );
  return [...hosts, ...warnings];
}

function checkFlow(graph: FlowGraph, line: LineGraph): Warning[] {
  const texts = new SpokenTexts(graph.compiled);
  const prompts = promptsOf(graph.compiled);
  return [
    ...checkReachability(graph, line),
    ...checkLoops(graph, line),
    ...checkOperator(graph, line),
    ...checkMenus(graph, texts),
    ...checkOptionCounts(graph),
    ...checkKeys(graph, texts),
    ...checkPhrases(graph),
    ...checkKeyOrder(graph, texts, prompts),
    ...checkFormats(graph),
    ...checkReprompts(graph, texts, prompts),
    ...checkSilence(graph, texts),
    ...checkUnheardEntries(prompts),
    ...checkHangUpPath(graph, line),
    ...checkTexts(graph, line, { texts, prompts }),
    ...checkPrivacy(graph),
    ...checkFitting(graph),
    ...checkUnused(graph),
  ];
}
