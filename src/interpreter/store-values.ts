import { fitsType } from './compile/check-variables.ts';
import type { Variable } from './definition.ts';
import { limits } from './limits.ts';
import { flowOf, type Turn } from './turn.ts';
import { isListType, type Value, type VariableType } from './value-definition.ts';

/** Assigns variables of the running flow, each as its declared type. False where they would grow beyond the limits. */
export function storeValues(turn: Turn, values: Readonly<Record<string, Value>>): boolean {
  const { state } = turn;
  const before = state.confidential.variables.at(-1) ?? {};
  const variables = state.confidential.variables.with(-1, assigned(flowOf(turn)?.variables ?? {}, before, values));
  if (areTooLarge(variables)) return false;
  state.confidential = { ...state.confidential, variables };
  return true;
}

/** Values with others in their place, each as its declared type; what is not declared is left out. */
export function assigned(
  declared: Readonly<Record<string, Variable>>,
  before: Readonly<Record<string, Value>>,
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const stored: Record<string, Value> = { ...before };
  for (const [name, value] of Object.entries(values)) {
    const variable = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (variable !== undefined) stored[name] = asType(variable.type, value);
  }
  return stored;
}

/** Whether the variables of all running flows together are more than a call can keep. */
export function areTooLarge(variables: readonly Readonly<Record<string, Value>>[]): boolean {
  return JSON.stringify(variables).length > limits.variablesCharactersMax;
}

/** Empties variables of the running flow that held a secret. */
export function wipe({ state }: Turn, names: readonly string[]): void {
  if (names.length === 0) return;
  const emptied = Object.fromEntries(names.map((name) => [name, '']));
  const variables = state.confidential.variables.with(-1, { ...state.confidential.variables.at(-1), ...emptied });
  state.confidential = { ...state.confidential, variables };
}

/** The values that a flow's variables have when it begins. */
export function initialValues(variables: Readonly<Record<string, Variable>>): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, { type, initial }] of Object.entries(variables)) values[name] = initial ?? zeroOf(type);
  return values;
}

/** What a variable of a type begins with where nothing else is said. */
export function zeroOf(type: VariableType): Value {
  if (isListType(type)) return [];
  if (typeof type === 'object') return {};
  switch (type) {
    case 'boolean':
      return false;
    case 'integer':
    case 'decimal':
      return 0;
    default:
      return '';
  }
}

/** A value as its variable keeps it; one of another kind, which no check let pass, as what the variable begins with. */
function asType(type: VariableType, value: Value): Value {
  switch (type) {
    case 'text':
      return typeof value === 'object' ? '' : String(value).slice(0, limits.variableCharactersMax);
    case 'boolean':
      return value === true;
    case 'integer':
      return Number.isSafeInteger(Number(value)) ? Number(value) : 0;
    case 'decimal':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    default:
      return fitsType(type, value) ? value : zeroOf(type);
  }
}
