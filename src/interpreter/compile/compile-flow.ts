import type { Flow } from '../definition.ts';
import { checkingEnvironment } from '../expressions/environment.ts';
import { languagesOf, variablesOf } from '../flow-contents.ts';
import type { FlowProblem } from '../flow-problem.ts';
import type { CompiledFlow, CompiledStep, CompiledTarget } from '../program.ts';
import type { CataloguedPrompt } from '../prompts/compiled-prompt.ts';
import type { Step } from '../step-definition.ts';
import { moduleOf } from '../steps/index.ts';
import { type Prompt, promptSchema } from '../text-definition.ts';
import { secretProblems, secretsOf } from './check-secrets.ts';
import { retriedSteps, targetProblems, targetsOf } from './check-targets.ts';
import { variableProblems } from './check-variables.ts';
import { handedTo, saidIn } from './handed-prompts.ts';
import { spentSecrets } from './spent-secrets.ts';
import { type FlowTexts, StepCompiler } from './step-compiler.ts';

/** What a flow is compiled with: the rest of its line. */
export interface LineParts {
  /** Every flow of the line by name, the compiled one among them. */
  readonly flows: Readonly<Record<string, Flow>>;
  /** Language -> name -> prompt: the catalogue of the line. */
  readonly prompts: Readonly<Record<string, Readonly<Record<string, Prompt>>>>;
  readonly schedules: Readonly<Record<string, unknown>>;
  /** How long each clip plays, in milliseconds; undefined where the clips are kept elsewhere. */
  readonly clips: Readonly<Record<string, number>> | undefined;
  /** Language -> voice of the line's main flow, for flows that name none. */
  readonly voices: Readonly<Record<string, string>>;
}

/** A flow made ready, and what is wrong with it. */
export interface FlowCompilation {
  readonly compiled: CompiledFlow;
  readonly problems: readonly FlowProblem[];
}

/** Compiles a flow that fits the schema. Looks no further when it has found `problemsMax`. */
export function compileFlow(flow: Flow, line: LineParts, problemsMax: number): FlowCompilation {
  const texts = textsOf(flow, line);
  const targets = targetsOf(flow);
  texts.problems.push(...targetProblems(flow, targets, { flows: line.flows, problemsMax }), ...variableProblems(flow));
  compileCatalogue(texts, line);
  const compiler = new StepCompiler(texts, ['defaults']);
  const { noInput, noMatch, confirmKeys, filler } = flow.defaults ?? {};
  const defaults = {
    noInput: compiler.prompt(['noInput'], noInput),
    noMatch: compiler.prompt(['noMatch'], noMatch),
    confirmKeys: compiler.prompt(['confirmKeys'], confirmKeys),
    filler: compiler.prompt(['filler'], filler),
  };
  checkInitialPrompts(texts);
  const compiled = compileSteps(texts, retriedSteps(targets), problemsMax);
  texts.problems.push(...secretProblems(flow, texts.texts, texts.secrets));
  const { variables, catalogue, voices, problems, secrets } = texts;
  const timeZone = flow.timeZone ?? 'UTC';
  const steps = withWipes(compiled, spentSecrets(flow, texts.texts, secrets));
  const own = { variables, defaults, catalogue, voices, timeZone, secrets, texts: texts.texts };
  return { compiled: { flow, steps, ...own }, problems };
}

function textsOf(flow: Flow, line: LineParts): FlowTexts & { readonly catalogue: Map<string, CataloguedPrompt> } {
  const variables = Object.assign(Object.create(null), variablesOf(flow));
  return {
    flow,
    variables,
    languages: languagesOf(flow),
    voices: { ...line.voices, ...flow.voices },
    catalogue: new Map(),
    clips: line.clips,
    secrets: secretsOf(flow),
    flows: line.flows,
    prompts: line.prompts,
    schedules: line.schedules,
    environment: checkingEnvironment(variables),
    problems: [],
    texts: [],
    memo: { templates: new Map(), expressions: new Map() },
  };
}

/** The catalogue: what the flow holds itself goes before what its line does. */
function compileCatalogue(
  texts: FlowTexts & { readonly catalogue: Map<string, CataloguedPrompt> },
  line: LineParts,
): void {
  const compiler = new StepCompiler(texts, ['prompts']);
  const own = texts.flow.prompts ?? {};
  for (const [name, byLanguage] of Object.entries(own)) {
    const languages = Object.entries(byLanguage).map(
      ([language, prompt]) => [language, compiler.prompt([name, language], prompt)] as const,
    );
    texts.catalogue.set(name, new Map(languages));
  }
  if (Object.keys(line.prompts).length === 0) return;
  // Of a catalogue for a whole line, a flow uses a part.
  const used = new Set([...saidIn(texts.flow), ...handedTo(texts.flow, line.flows)]);
  for (const [language, prompts] of Object.entries(line.prompts)) {
    for (const name of Object.keys(prompts).filter((one) => used.has(one) && !Object.hasOwn(own, one))) {
      const prompt = prompts[name];
      if (prompt === undefined) continue;
      // The place is in another file; the catalogue names it by this path, which no flow has.
      const compiled = new StepCompiler(texts, ['..', 'prompts', language]).prompt([name], prompt);
      texts.catalogue.set(name, new Map([...(texts.catalogue.get(name) ?? []), [language, compiled]]));
    }
  }
}

/** What variables of type prompt begin with has to be something that can be spoken, like every other prompt. */
function checkInitialPrompts(texts: FlowTexts): void {
  for (const field of ['variables', 'inputs'] as const) {
    const compiler = new StepCompiler(texts, [field]);
    for (const [name, { type, initial }] of Object.entries(texts.flow[field] ?? {})) {
      const prompt = type === 'prompt' ? promptSchema.safeParse(initial) : undefined;
      if (prompt?.success === true) compiler.prompt([name, 'initial'], prompt.data);
    }
  }
}

function compileSteps(
  texts: FlowTexts,
  retried: ReadonlySet<string>,
  problemsMax: number,
): ReadonlyMap<string, CompiledStep> {
  const steps = new Map<string, CompiledStep>();
  for (const [name, step] of Object.entries(texts.flow.steps)) {
    if (texts.problems.length >= problemsMax) break;
    steps.set(name, compileStep(texts, step, { name, index: steps.size, isRetried: retried.has(name) }));
  }
  return steps;
}

function withWipes(
  steps: ReadonlyMap<string, CompiledStep>,
  spent: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, CompiledStep> {
  if (spent.size === 0) return steps;
  return new Map([...steps].map(([name, step]) => [name, { ...step, wipes: spent.get(name) }]));
}

function compileStep(
  texts: FlowTexts,
  step: Step,
  place: Pick<CompiledStep, 'name' | 'index' | 'isRetried'>,
): CompiledStep {
  const compiler = new StepCompiler(texts, ['steps', place.name]);
  const module = moduleOf(step);
  const on = new Map<string, CompiledTarget>();
  for (const [outcome, target] of Object.entries('on' in step ? (step.on ?? {}) : {})) {
    if (target !== undefined) on.set(outcome, compiler.target(['on', outcome], target));
  }
  const next = 'next' in step && step.next !== undefined ? compiler.target(['next'], step.next) : undefined;
  const { needsAnswer, worksAlone = !needsAnswer } = module;
  const run = module.compile(step, compiler);
  return { ...place, step, needsAnswer, needsCaller: !worksAlone, next, on, run };
}
