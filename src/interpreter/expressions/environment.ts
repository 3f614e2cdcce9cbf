import { Environment } from '@marcbachmann/cel-js';
import { boundedMemo } from '../bounded-memo.ts';
import type { Variable } from '../definition.ts';
import { isListType, type VariableType } from '../value-definition.ts';
import type { NameTypes } from './fits-surely.ts';
import { registerSpeech } from './speech-environment.ts';

/**
 * Structural limits of an expression. An author's condition is a line, not a program; the limits keep the cost of one
 * evaluation far below a millisecond.
 */
const structure = { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 8 };

/** What an expression is checked against: the variables of its flow, the built-ins, the functions, with their types. */
export interface CheckingEnvironment {
  readonly cel: Environment;
  /** The types of the variables, as declared. */
  readonly types: NameTypes;
  /** The name of a variable's type in CEL. */
  celType(type: VariableType): string;
  /** The same with more variables, which a step gives to some of its texts. */
  with(variables: Readonly<Record<string, VariableType>>): CheckingEnvironment;
}

/**
 * The checking environment of a flow. Numbers are doubles throughout (JSON knows no others); the operators between a double
 * and an int, which `size()` returns, are added because CEL itself has none.
 */
export function checkingEnvironment(variables: Readonly<Record<string, Variable>>): CheckingEnvironment {
  const cel = newEnvironment(false);
  registerSpeech(cel, 'en-US');
  cel
    .registerVariable({
      name: 'call',
      schema: { id: 'string', from: 'string', to: 'string', language: 'string', headers: 'map<string, string>' },
    })
    .registerVariable({
      name: 'now',
      schema: { date: 'string', time: 'string', weekday: 'double', hour: 'double', minute: 'double' },
    });
  const types = new CelTypes(cel, new Map());
  const declared: Record<string, VariableType> = {};
  for (const [name, { type }] of Object.entries(variables)) {
    cel.registerVariable(name, types.nameOf(type));
    declared[name] = type;
  }
  return environmentOf(cel, types, declared);
}

function environmentOf(cel: Environment, types: CelTypes, declared: NameTypes): CheckingEnvironment {
  return {
    cel,
    types: declared,
    celType: (type) => types.nameOf(type),
    with: (variables) => {
      const more = cel.clone();
      const moreTypes = types.on(more);
      for (const [name, type] of Object.entries(variables)) more.registerVariable(name, moreTypes.nameOf(type));
      return environmentOf(more, moreTypes, { ...declared, ...variables });
    },
  };
}

/** CEL names shapes, so each shape is registered once, under a name made from the order of its first use. */
class CelTypes {
  readonly #cel: Environment;
  readonly #shapes: Map<string, string>;

  constructor(cel: Environment, shapes: Map<string, string>) {
    this.#cel = cel;
    this.#shapes = shapes;
  }

  on(cel: Environment): CelTypes {
    return new CelTypes(cel, new Map(this.#shapes));
  }

  nameOf(type: VariableType): string {
    if (typeof type === 'string')
      return type === 'boolean' ? 'bool' : type === 'integer' || type === 'decimal' ? 'double' : 'string';
    if (isListType(type)) return `list<${this.nameOf(type[0])}>`;
    const fields = Object.fromEntries(Object.entries(type).map(([field, inner]) => [field, this.nameOf(inner)]));
    const signature = JSON.stringify(Object.entries(fields).sort());
    const known = this.#shapes.get(signature);
    if (known !== undefined) return known;
    const name = `Shape${this.#shapes.size + 1}`;
    this.#cel.registerType(name, { fields });
    this.#shapes.set(signature, name);
    return name;
  }
}

/** Languages that are kept ready: making an environment takes as long as thousands of evaluations, and a line speaks a few. */
const runningMax = 50;

/**
 * What a checked expression is run in: its types are known to be right, so values are taken as they are. Only the functions
 * that render for speech depend on the language.
 */
export const runningEnvironment = boundedMemo((language: string): Environment => {
  const cel = newEnvironment(true);
  registerSpeech(cel, language);
  return cel;
}, runningMax);

function newEnvironment(unlistedVariablesAreDyn: boolean): Environment {
  // Where variables are of no known type, a literal list of one and a text would be refused, though its types were checked.
  const homogeneousAggregateLiterals = !unlistedVariablesAreDyn;
  const environment = new Environment({ limits: structure, unlistedVariablesAreDyn, homogeneousAggregateLiterals });
  registerMixed(environment, 'double', 'int');
  registerMixed(environment, 'int', 'double');
  environment
    .registerOperator('double == int: bool', (a: Numeric, b: Numeric) => Number(a) === Number(b))
    .registerOperator('double % double: double', (a: Numeric, b: Numeric) => Number(a) % Number(b));
  // Without types the library's own `in` compares numbers of both kinds, and these would make the choice ambiguous.
  if (!unlistedVariablesAreDyn)
    for (const signature of ['double in list<int>: bool', 'int in list<double>: bool'])
      environment.registerOperator(signature, isAmong);
  return environment;
}

type Numeric = number | bigint;

function isAmong(one: Numeric, list: readonly Numeric[]): boolean {
  return list.some((other) => Number(other) === Number(one));
}

function registerMixed(environment: Environment, left: string, right: string): void {
  environment
    .registerOperator(`${left} + ${right}: double`, (a: Numeric, b: Numeric) => Number(a) + Number(b))
    .registerOperator(`${left} - ${right}: double`, (a: Numeric, b: Numeric) => Number(a) - Number(b))
    .registerOperator(`${left} * ${right}: double`, (a: Numeric, b: Numeric) => Number(a) * Number(b))
    .registerOperator(`${left} / ${right}: double`, (a: Numeric, b: Numeric) => Number(a) / Number(b))
    .registerOperator(`${left} % ${right}: double`, (a: Numeric, b: Numeric) => Number(a) % Number(b));
}
