import { failed, ok, type Result } from '../../result.ts';
import { limits } from '../limits.ts';
import type { Value, VariableType } from '../value-definition.ts';
import { type CheckingEnvironment, runningEnvironment } from './environment.ts';
import { type ExpressionFault, faultOf } from './expression-fault.ts';
import { divides, readsOf, refusedPart, usesSpeech } from './expression-parts.ts';
import { fitsSurely } from './fits-surely.ts';
import { withOneKindOfNumber } from './one-kind-of-number.ts';

/** What an expression can see: the variables, `call` and `now`; and the language that it renders for. */
export interface Scope {
  readonly values: Readonly<Record<string, unknown>>;
  readonly language: string;
}

/** What an expression yields, or that it met something missing (an unset field, a text that is no number). */
export type Evaluation = Result<Value, 'missing'>;

/** A checked expression. Pure and total: a failure inside is a value. */
export interface Expression {
  /** In CEL's words, as `string`, `double`, `list<string>`; whole numbers are `int`. */
  readonly celType: string;
  /** The names that it reads: variables, `call`, `now`. */
  readonly reads: ReadonlySet<string>;
  /** Whether what it yields fits a type whatever it reads: a number may be a fraction, a text no date. */
  fitsSurely(type: VariableType): boolean;
  evaluate(scope: Scope): Evaluation;
}

type Parsed = (context: Record<string, unknown>) => unknown;

/** Compiles one CEL expression; the error is for its author. */
export function compileExpression(
  environment: CheckingEnvironment,
  written: string,
): Result<Expression, ExpressionFault> {
  const { source, checked } = checkedSource(environment, written);
  if (!checked.valid)
    return failed(
      faultOf({ source: written, summary: checked.error?.summary ?? 'it cannot be read', types: environment.types }),
    );
  const celType = checked.type ?? 'dyn';
  if (!isUsable(celType)) return failed(unusable(written, celType));
  const parsed = runningEnvironment('en-US').parse(source);
  const { ast } = parsed;
  const refused = refusedPart(ast, written);
  if (refused !== undefined) return failed(refused);
  const evaluate = usesSpeech(ast) ? byLanguage(source) : (scope: Scope) => run(parsed, scope);
  return ok({ celType, reads: readsOf(ast), fitsSurely: (type) => fitsSurely(ast, type, environment.types), evaluate });
}

/** An expression as written; where its two kinds of number make it wrong, or cut off a fraction, with one kind. */
function checkedSource(environment: CheckingEnvironment, written: string) {
  const asWritten = { source: written, checked: checkFor(environment, written) };
  if (asWritten.checked.valid && !written.includes('/')) return asWritten;
  const ast = syntaxOf(written);
  if (ast === undefined || (asWritten.checked.valid && !divides(ast))) return asWritten;
  const source = withOneKindOfNumber(ast, environment.cel);
  const checked = checkFor(environment, source);
  // What is wrong all the same is not its kinds of number.
  return checked.valid ? { source, checked } : { source: written, checked };
}

/** The syntax of an expression; undefined where it has none. */
function syntaxOf(source: string) {
  try {
    return runningEnvironment('en-US').parse(source).ast;
  } catch {
    // The library throws for what it cannot read; the check says what that is.
    return undefined;
  }
}

/** Checks by the types of the flow, and that it can be run, where the types of variables are not known and fewer operators are. */
function checkFor({ cel }: CheckingEnvironment, source: string) {
  const checked = cel.check(source);
  const runs = checked.valid ? runningEnvironment('en-US').check(source) : checked;
  return runs.valid ? checked : runs;
}

/** Renders for speech, so it is parsed anew for each language that it is asked for. */
function byLanguage(source: string): Expression['evaluate'] {
  return (scope) => run(runningEnvironment(scope.language).parse(source), scope);
}

/** Maps, bytes, instants, types, `null` and the built-ins as a whole have no counterpart among the types of variables. */
function isUsable(celType: string): boolean {
  return !/^(list<)*(map|bytes|google|null|type|optional|dyn|uint|\$)/.test(celType);
}

function unusable(source: string, celType: string): ExpressionFault {
  const message = `The expression "${source}" yields ${celType}, which no variable or text can take.`;
  return { message, advice: 'Yield a text, a number, a boolean, or a list or a shape that a variable holds.' };
}

function run(parsed: Parsed, scope: Scope): Evaluation {
  try {
    return border(parsed(scope.values), 0);
  } catch {
    // The library throws for whatever a run-time value lacks; to a call that is a missing value, never a crash.
    return failed('missing');
  }
}

/** What the library yields, as JSON has it: no bigint, no number that is none. */
function border(value: unknown, depth: number): Evaluation {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return ok(value);
    case 'number':
      return Number.isFinite(value) ? ok(value) : failed('missing');
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? ok(Number(value)) : failed('missing');
    case 'object':
      return depth > limits.typeDepthMax || value === null ? failed('missing') : inside(value, depth + 1);
    default:
      return failed('missing');
  }
}

function inside(value: object, depth: number): Evaluation {
  if (Array.isArray(value)) {
    const items = value.slice(0, limits.listItemsMax).map((item: unknown) => border(item, depth));
    return items.some((item) => !item.ok)
      ? failed('missing')
      : ok(items.flatMap((item) => (item.ok ? [item.value] : [])));
  }
  const fields: [string, Value][] = [];
  for (const [name, field] of Object.entries(value)) {
    const taken = border(field, depth);
    if (taken.ok) fields.push([name, taken.value]);
  }
  return ok(Object.fromEntries(fields));
}
