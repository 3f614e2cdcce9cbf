import type { Environment } from '@marcbachmann/cel-js';
import type { Flow, VariableType } from './definition.ts';
import { celEnvironment } from './expressions/environment.ts';
import { compileExpression, type Expression } from './expressions/expression.ts';
import { compileTemplate, type Template } from './expressions/template.ts';
import type { FlowProblem } from './flow-problem.ts';
import { confirmKeysInEnglish } from './steps/collect.ts';
import { moduleOf } from './steps/index.ts';
import type { StepText } from './steps/step-module.ts';
import { promptTexts } from './steps/step-texts.ts';
import type { Prompt, Target } from './text-definition.ts';

/** The compiled texts of a flow, and what is wrong with those that do not compile. */
export interface CompiledTexts {
  readonly templates: ReadonlyMap<string, Template>;
  readonly expressions: ReadonlyMap<string, Expression>;
  readonly problems: readonly FlowProblem[];
}

/** Compiles each template and expression of a flow once, and checks its type. */
export function compileTexts(flow: Flow): CompiledTexts {
  const environment = celEnvironment(flow.variables ?? {});
  const compiled = {
    templates: new Map<string, Template>(),
    expressions: new Map<string, Expression>(),
    problems: [] as FlowProblem[],
  };
  for (const text of textsOf(flow)) compile(text, { environment, flow, compiled });
  return compiled;
}

interface Compiling {
  readonly environment: Environment;
  readonly flow: Flow;
  readonly compiled: {
    templates: Map<string, Template>;
    expressions: Map<string, Expression>;
    problems: FlowProblem[];
  };
}

function compile(text: StepText, { environment, flow, compiled }: Compiling): void {
  if (text.kind === 'template') {
    if (compiled.templates.has(text.source)) return;
    const template = compileTemplate(environment, text.source);
    if (template.ok) compiled.templates.set(text.source, template.value);
    else compiled.problems.push(expressionProblem(text, template.error));
    return;
  }
  const expression = compileExpression(environment, text.source);
  if (!expression.ok) compiled.problems.push(expressionProblem(text, expression.error));
  else {
    const problem = typeProblem(text, expression.value, flow);
    if (problem === undefined) compiled.expressions.set(text.source, expression.value);
    else compiled.problems.push(problem);
  }
}

function expressionProblem(text: StepText, message: string): FlowProblem {
  return {
    code: 'expression',
    path: text.path,
    message,
    advice:
      'Use the variables that the flow declares, call.id, call.from, call.to, call.language, now, and the functions of the language.',
  };
}

const expressionTypes: Record<VariableType, Expression['type']> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
};

function typeProblem(text: StepText, expression: Expression, flow: Flow): FlowProblem | undefined {
  const declared = text.variable === undefined ? undefined : flow.variables?.[text.variable]?.type;
  // An undeclared variable is a problem of its own; its type cannot be judged.
  if (text.kind === 'value' && declared === undefined) return undefined;
  const wanted = declared === undefined ? 'boolean' : expressionTypes[declared];
  if (expression.type === wanted) return undefined;
  return {
    code: 'wrong-type',
    path: text.path,
    message: `"${text.source}" yields a ${expression.type} where a ${wanted} is needed.`,
    advice:
      text.kind === 'condition'
        ? 'Write a comparison, as attempts < 3.'
        : `Yield a ${wanted}, or declare the variable as another type.`,
  };
}

/** Every text of a flow with its place in the document. */
function textsOf(flow: Flow): StepText[] {
  const texts: StepText[] = [
    ...promptTexts(['defaults', 'noInput'], flow.defaults?.noInput),
    ...promptTexts(['defaults', 'noMatch'], flow.defaults?.noMatch),
    ...promptTexts(['defaults', 'confirmKeys'], flow.defaults?.confirmKeys ?? confirmKeysInEnglish),
  ];
  for (const [name, step] of Object.entries(flow.steps)) {
    for (const text of moduleOf(step).texts(step)) texts.push({ ...text, path: ['steps', name, ...text.path] });
    const on = 'on' in step ? (step.on ?? {}) : {};
    for (const [outcome, target] of Object.entries(on)) {
      texts.push(...promptTexts(['steps', name, 'on', outcome, 'say'], retryPrompt(target)));
    }
    if ('next' in step) texts.push(...promptTexts(['steps', name, 'next', 'say'], retryPrompt(step.next)));
    for (const { path, target } of moduleOf(step).targets(step)) {
      texts.push(...promptTexts(['steps', name, ...path, 'say'], retryPrompt(target)));
    }
  }
  return texts;
}

function retryPrompt(target: Target | undefined): Prompt | undefined {
  return typeof target === 'object' ? target.say : undefined;
}
