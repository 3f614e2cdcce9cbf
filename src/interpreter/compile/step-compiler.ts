import type { Flow, Variable } from '../definition.ts';
import type { CheckingEnvironment } from '../expressions/environment.ts';
import { compileExpression, type Expression } from '../expressions/expression.ts';
import { needsCare } from '../expressions/fits-surely.ts';
import {
  compileTemplate,
  constantTemplate,
  type Escaping,
  escapeXml,
  readsNothing,
  type Template,
} from '../expressions/template.ts';
import type { FlowProblem } from '../flow-problem.ts';
import type { CompiledTarget, CompiledText, TextKind } from '../program.ts';
import type { CataloguedPrompt, CompiledPrompt } from '../prompts/compiled-prompt.ts';
import type { Prompt, Target } from '../text-definition.ts';
import type { VariableType } from '../value-definition.ts';
import { mediaProblems } from './check-media.ts';
import { compilePrompt } from './compile-prompt.ts';
import { celFits, expressionProblem, unfitExpression } from './expression-problems.ts';
import { unknownVariable } from './unknown-variable.ts';

/** A place in the document: keys and indexes, below the step. */
export type TextPath = readonly (string | number)[];

/** One source is another template for each escaping. */
function memoPrefix(escaping: Escaping | undefined): string {
  if (escaping === undefined) return 'template';
  return escaping === escapeXml ? 'xml' : 'url';
}

/** Stands in for an expression that does not compile. */
const nothing: Expression = {
  celType: 'dyn',
  reads: readsNothing,
  fitsSurely: () => true,
  evaluate: () => ({ ok: false, error: 'missing' }),
};

/** What is known while the texts of one flow are compiled. */
export interface FlowTexts {
  readonly flow: Flow;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly languages: readonly string[];
  readonly voices: Readonly<Record<string, string>>;
  readonly catalogue: ReadonlyMap<string, CataloguedPrompt>;
  /** How long each clip plays, in milliseconds; undefined where the clips are kept elsewhere. */
  readonly clips: Readonly<Record<string, number>> | undefined;
  /** Variables that take secrets. */
  readonly secrets: ReadonlySet<string>;
  /** The other flows of the line, by name. */
  readonly flows: Readonly<Record<string, Flow>>;
  /** Language -> name -> prompt: the catalogue of the line. */
  readonly prompts: Readonly<Record<string, Readonly<Record<string, Prompt>>>>;
  readonly schedules: Readonly<Record<string, unknown>>;
  readonly environment: CheckingEnvironment;
  readonly problems: FlowProblem[];
  readonly texts: CompiledText[];
  /** Templates and expressions by source: authors repeat themselves, and so do machines that write flows. */
  readonly memo: { readonly templates: Map<string, Template>; readonly expressions: Map<string, Expression> };
}

/** Turns the texts of a step into what can be run. What is wrong goes to the problems, and something harmless comes back. */
export class StepCompiler {
  readonly #texts: FlowTexts;
  readonly #path: TextPath;
  readonly #more: Readonly<Record<string, VariableType>>;
  readonly #environment: CheckingEnvironment;

  constructor(texts: FlowTexts, path: TextPath, more: Readonly<Record<string, VariableType>> = {}) {
    this.#texts = texts;
    this.#path = path;
    this.#more = more;
    this.#environment = Object.keys(more).length === 0 ? texts.environment : texts.environment.with(more);
  }

  /** The flow that the step is part of. */
  get flow(): Flow {
    return this.#texts.flow;
  }

  /** What else is known of the flow and its line. */
  get line(): Pick<FlowTexts, 'flows' | 'prompts' | 'schedules' | 'variables' | 'voices'> {
    return this.#texts;
  }

  /** The languages of the flow. */
  get languages(): readonly string[] {
    return this.#texts.languages;
  }

  /** A compiler whose texts see more variables. */
  withVariables(more: Readonly<Record<string, VariableType>>): StepCompiler {
    return new StepCompiler(this.#texts, this.#path, { ...this.#more, ...more });
  }

  /** A prompt with all its parts. */
  prompt(path: TextPath, prompt: Prompt): CompiledPrompt;
  prompt(path: TextPath, prompt: Prompt | undefined): CompiledPrompt | undefined;
  prompt(path: TextPath, prompt: Prompt | undefined): CompiledPrompt | undefined {
    return prompt === undefined ? undefined : compilePrompt(this.#texts, this, { path, prompt });
  }

  /** Where an outcome leads; whether the step exists is checked elsewhere. */
  target(path: TextPath, target: Target): CompiledTarget {
    if (typeof target === 'string') return { step: target, retry: false };
    return { step: target.retry, retry: true, say: this.prompt([...path, 'say'], target.say) };
  }

  /** A template; one that does not compile is empty. */
  template(
    path: TextPath,
    source: string,
    use: { readonly kind?: TextKind; readonly escaping?: Escaping; readonly type?: VariableType } = {},
  ): Template {
    const { kind = 'template', escaping, type } = use;
    if (!source.includes('{{')) {
      this.#record(path, { source, kind, reads: readsNothing });
      return constantTemplate(source);
    }
    const key = `${memoPrefix(escaping)} ${source}`;
    const known = this.#isPlain ? this.#texts.memo.templates.get(key) : undefined;
    const compiled = known === undefined ? compileTemplate(this.#environment, source, escaping) : undefined;
    if (compiled !== undefined && !compiled.ok) {
      this.problem(expressionProblem(this.#texts.variables, path, compiled.error));
      return { constant: '', reads: new Set(), render: () => ({ text: '', missing: true }) };
    }
    const template = known ?? compiled?.value;
    if (template === undefined) throw new Error('A template is known or compiled.');
    const isSure = type === undefined || (template.single?.fitsSurely(type) ?? !needsCare(type));
    this.#record(path, { source, kind, reads: template.reads, mayNotFit: isSure ? undefined : type });
    if (this.#isPlain) this.#texts.memo.templates.set(key, template);
    return template;
  }

  /** A template of which the value must be of a type where it is exactly one `{{ }}`. */
  templateOf(path: TextPath, source: string, type: VariableType): Template {
    const template = this.template(path, source, { type });
    const celType = template.single?.celType ?? 'string';
    if (template.constant === undefined && !celFits(this.#environment, celType, type))
      this.problem(unfitExpression(path, { source, celType, type }));
    return template;
  }

  /** A field of a prompt that is handed over, as SSML: what is filled in is escaped, and the clip and the SSML are looked at. */
  promptField(path: TextPath, field: string, source: string): Template {
    const isMedia = field === 'ssml' || field === 'clip';
    const problems = isMedia ? mediaProblems(this.#texts, { [field]: source }) : [];
    const place = path.slice(0, -1);
    for (const problem of problems) this.problem({ ...problem, path: [...place, ...problem.path] });
    return this.template(path, source, field === 'ssml' ? { escaping: escapeXml } : {});
  }

  /** A condition: a boolean. */
  condition(path: TextPath, source: string): Expression {
    return this.#expression(path, { source, kind: 'condition', type: 'boolean' });
  }

  /** An expression of the type of the variable that takes it. */
  value(path: TextPath, source: string, variable: string): Expression {
    const type = this.variableType(path, variable);
    return this.#expression(path, { source, kind: 'value', type });
  }

  /** The type of a variable that the step writes or reads by its name; undefined, and a problem, where there is none. */
  variableType(path: TextPath, name: string): VariableType | undefined {
    const variables = this.#texts.variables;
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (variable === undefined) this.problem(unknownVariable(variables, path, name));
    return variable?.type;
  }

  /** Reports a problem; its path is below the step. */
  problem(problem: FlowProblem): void {
    this.#texts.problems.push({ ...problem, path: [...this.#path, ...problem.path] });
  }

  #expression(
    path: TextPath,
    { source, kind, type }: { source: string; kind: TextKind; type: VariableType | undefined },
  ): Expression {
    const known = this.#isPlain ? this.#texts.memo.expressions.get(source) : undefined;
    const compiled = known === undefined ? compileExpression(this.#environment, source) : undefined;
    if (compiled !== undefined && !compiled.ok) {
      this.problem(expressionProblem(this.#texts.variables, path, compiled.error));
      return nothing;
    }
    const expression = known ?? compiled?.value;
    if (expression === undefined) throw new Error('An expression is known or compiled.');
    if (type !== undefined && !celFits(this.#environment, expression.celType, type))
      this.problem(unfitExpression(path, { source, celType: expression.celType, type }));
    const mayNotFit = type === undefined || expression.fitsSurely(type) ? undefined : type;
    this.#record(path, { source, kind, reads: expression.reads, mayNotFit });
    if (this.#isPlain) this.#texts.memo.expressions.set(source, expression);
    return expression;
  }

  /** Whether the texts see the variables of the flow and no more: only then is the same source the same. */
  get #isPlain(): boolean {
    return this.#environment === this.#texts.environment;
  }

  #record(path: TextPath, text: Omit<CompiledText, 'path'>): void {
    this.#texts.texts.push({ ...text, path: [...this.#path, ...path] });
  }
}
