import type { Variable } from './definition.ts';
import { limits } from './limits.ts';
import { flowOf, note, type Turn } from './turn.ts';
import { fitsType, isListType, type Value, type VariableType } from './value-definition.ts';

/** Assigns variables of the running flow, each as its declared type. False where they would grow beyond the limits. */
export function storeValues(turn: Turn, values: Readonly<Record<string, Value>>): boolean {
  const { state } = turn;
  const before = state.confidential.variables.at(-1) ?? {};
  const onUnfit = () => note(turn, state.step, 'unfitValue');
  const stored = assigned(flowOf(turn)?.variables ?? {}, { before, onUnfit }, values);
  const variables = state.confidential.variables.with(-1, stored);
  if (areTooLarge(variables)) return false;
  state.confidential = { ...state.confidential, variables };
  return true;
}

/**
 * Values with others in their place, each as its declared type; what is not declared is left out. Where a value does not fit, as
 * a half in an integer, the variable is empty, which the trace is told: what it had before would be spoken as if it were new.
 */
export function assigned(
  declared: Readonly<Record<string, Variable>>,
  { before, onUnfit }: { readonly before: Readonly<Record<string, Value>>; readonly onUnfit: () => void },
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const stored: Record<string, Value> = { ...before };
  for (const [name, value] of Object.entries(values)) {
    const variable = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (variable === undefined) continue;
    const fitting = asType(variable.type, value);
    if (fitting === undefined) onUnfit();
    stored[name] = fitting ?? zeroOf(variable.type);
  }
  return stored;
}

/** Whether the variables of all running flows together are more than a call can keep. */
export function areTooLarge(variables: readonly Readonly<Record<string, Value>>[]): boolean {
  return JSON.stringify(variables).length > limits.variablesCharactersMax;
}

/** Empties variables of the running flow that hold a secret. */
export function wipe({ state }: Turn, names: readonly string[]): void {
  const before = state.confidential.variables.at(-1) ?? {};
  const entered = names.filter((name) => Object.hasOwn(before, name) && before[name] !== '');
  if (entered.length === 0) return;
  const emptied = Object.fromEntries(entered.map((name) => [name, '']));
  const variables = state.confidential.variables.with(-1, { ...before, ...emptied });
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

/** A value as its variable keeps it; undefined where it does not fit. */
function asType(type: VariableType, value: Value): Value | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'object' ? undefined : String(value).slice(0, limits.variableCharactersMax);
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
    case 'decimal':
      return Number.isFinite(Number(value)) ? Number(value) : undefined;
    default:
      return fitsType(type, value) ? value : undefined;
  }
}
