import type { Variable } from '../definition.ts';
import type { CheckingEnvironment } from '../expressions/environment.ts';
import type { ExpressionFault } from '../expressions/expression-fault.ts';
import type { FlowProblem } from '../flow-problem.ts';
import { typeName, type VariableType } from '../value-definition.ts';
import { adviceFor } from './unknown-variable.ts';

/** An expression or template that does not compile. */
export function expressionProblem(
  variables: Readonly<Record<string, Variable>>,
  path: FlowProblem['path'],
  { message, advice, unknownVariable }: ExpressionFault,
): FlowProblem {
  if (unknownVariable === undefined) return { code: 'expression', path, message, advice };
  const quotes = message.includes(`"${unknownVariable}" is not valid`)
    ? ` Where it is a text, put it in quotes: "'${unknownVariable}'".`
    : '';
  return { code: 'expression', path, message, advice: `${adviceFor(variables, unknownVariable)}${quotes}` };
}

/** An expression that compiles, but yields what its place cannot take. */
export function unfitExpression(
  path: FlowProblem['path'],
  { source, celType, type }: { source: string; celType: string; type: VariableType },
): FlowProblem {
  const wanted = wordType(type);
  return {
    code: 'wrong-type',
    path,
    message: `"${source}" yields a ${wordCelType(celType)} where a ${wanted} is needed.`,
    advice:
      type === 'boolean'
        ? 'Write a comparison such as attempts < 3.'
        : `Yield a ${wanted}, or declare the variable as another type.`,
  };
}

/** Whether a variable of a type can take what an expression yields. Whole numbers are numbers. */
export function celFits(environment: CheckingEnvironment, celType: string, type: VariableType): boolean {
  const wanted = environment.celType(type);
  return celType === wanted || asDoubles(celType) === wanted || (celType === emptyList && wanted.startsWith('list<'));
}

/** What the library calls the type of `[]`, whose items are of no type. */
const emptyList = 'list<T>';

function asDoubles(celType: string): string {
  return celType.replace(/\b(int|uint)\b/g, 'double');
}

function wordType(type: VariableType): string {
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'date' || type === 'time' || type === 'prompt' ? 'text' : typeName(type);
}

function wordCelType(celType: string): string {
  if (celType === 'string') return 'text';
  if (celType === 'bool') return 'boolean';
  if (asDoubles(celType) === 'double') return 'number';
  return celType.startsWith('list') ? 'list' : celType.startsWith('Shape') ? 'shape' : celType;
}
