import { Environment } from '@marcbachmann/cel-js';
import type { Variable, VariableType } from '../definition.ts';
import { spell } from './speech.ts';

const celTypes: Record<VariableType, string> = {
  text: 'string',
  integer: 'double',
  decimal: 'double',
  boolean: 'bool',
};

/**
 * Structural limits of an expression. An author's condition is a line, not a program; the limits keep the cost of one
 * evaluation far below a millisecond.
 */
const structure = { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 8 };

/**
 * The CEL environment of a flow: its variables, the built-ins `call` and `now`, the functions that render for speech.
 * Numbers are doubles throughout (JSON knows no others); the operators between a double and an int, which `size()` returns,
 * are added because CEL itself has none.
 */
export function celEnvironment(variables: Readonly<Record<string, Variable>>): Environment {
  const environment = new Environment({ limits: structure });
  for (const [name, variable] of Object.entries(variables)) environment.registerVariable(name, celTypes[variable.type]);
  environment
    .registerVariable({ name: 'call', schema: { id: 'string', from: 'string', to: 'string', language: 'string' } })
    .registerVariable('now', 'google.protobuf.Timestamp')
    .registerFunction('spell(string): string', spell)
    .registerFunction('spell(double): string', (value: number) => spell(String(value)));
  registerMixed(environment, 'double', 'int');
  registerMixed(environment, 'int', 'double');
  environment
    .registerOperator('double == int: bool', (a: Numeric, b: Numeric) => Number(a) === Number(b))
    .registerOperator('double in list<int>: bool', (a: Numeric, list: readonly Numeric[]) =>
      list.some((b) => Number(a) === Number(b)),
    )
    .registerOperator('double % double: double', (a: Numeric, b: Numeric) => Number(a) % Number(b));
  return environment;
}

type Numeric = number | bigint;

function registerMixed(environment: Environment, left: string, right: string): void {
  environment
    .registerOperator(`${left} + ${right}: double`, (a: Numeric, b: Numeric) => Number(a) + Number(b))
    .registerOperator(`${left} - ${right}: double`, (a: Numeric, b: Numeric) => Number(a) - Number(b))
    .registerOperator(`${left} * ${right}: double`, (a: Numeric, b: Numeric) => Number(a) * Number(b))
    .registerOperator(`${left} / ${right}: double`, (a: Numeric, b: Numeric) => Number(a) / Number(b))
    .registerOperator(`${left} % ${right}: double`, (a: Numeric, b: Numeric) => Number(a) % Number(b));
}
