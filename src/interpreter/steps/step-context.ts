import { localTime } from '../calendar/local-time.ts';
import type { Evaluation, Expression, Scope } from '../expressions/expression.ts';
import { type Template, valueIn } from '../expressions/template.ts';
import type { CompiledFlow, CompiledStep, Program } from '../program.ts';
import type { CallState, Visit } from '../state.ts';
import type { Value } from '../value-definition.ts';

/** What a step can see when it runs. */
export interface StepContext {
  readonly program: Program;
  /** The running flow. */
  readonly flow: CompiledFlow;
  readonly step: CompiledStep;
  readonly state: CallState;
  /** The variables of the running flow. */
  readonly variables: Readonly<Record<string, Value>>;
  readonly visit: Visit;
  /** The event's instant, the only clock there is. Milliseconds since 1970. */
  readonly atMs: number;
  /** How many prompts of the catalogue are being said inside of each other, by variables that name them. Default 0. */
  readonly promptDepth?: number;
  /** Is told when a template met a missing value, for the trace. */
  readonly onMissing: () => void;
}

/** Fills a template in as a text; a missing value is an empty text. */
export function renderTemplate(context: StepContext, template: Template): string {
  if (template.constant !== undefined) return template.constant;
  const { text, missing } = template.render(scopeOf(context));
  if (missing) context.onMissing();
  return text;
}

/** Fills a template in as a value: exactly one `{{ }}` keeps its type. Undefined where that is missing. */
export function templateValue(context: StepContext, template: Template): Value | undefined {
  if (template.constant !== undefined) return template.constant;
  const { value, missing } = valueIn(template, scopeOf(context));
  if (missing) context.onMissing();
  return value;
}

/** Evaluates an expression; what it lacks is a value. */
export function evaluate(context: StepContext, expression: Expression): Evaluation {
  const value = expression.evaluate(scopeOf(context));
  if (!value.ok) context.onMissing();
  return value;
}

/** Tests a condition; one that lacks a value does not hold. */
export function holds(context: StepContext, condition: Expression): boolean {
  const value = evaluate(context, condition);
  return value.ok && value.value === true;
}

/** The context with some variables as they are going to be. */
export function withVariables(context: StepContext, assigned: Readonly<Record<string, Value>>): StepContext {
  return { ...context, variables: { ...context.variables, ...assigned } };
}

/** What expressions see. `language`: that of the text that they stand in, where it has one of its own. */
export function scopeOf(context: StepContext, language?: string): Scope {
  const { state, atMs, flow, variables } = context;
  const { from, headers = {} } = state.confidential;
  const call = { id: state.callId ?? '', from, to: state.to, language: state.language, headers };
  const values = {
    ...variables,
    call,
    // Only when it is read: a zone's time takes longer than most expressions.
    get now() {
      return localTime(atMs, flow.timeZone);
    },
  };
  return { values, language: language ?? state.language };
}
