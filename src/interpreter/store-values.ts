import type { Value, VariableType } from './definition.ts';
import { limits } from './limits.ts';
import type { Turn } from './turn.ts';

/** Assigns variables of the running frame, each as its declared type. False where they would grow beyond the limits. */
export function storeValues(turn: Turn, values: Readonly<Record<string, Value>>): boolean {
  const { confidential } = turn.state;
  const stored: Record<string, Value> = { ...confidential.variables.at(-1) };
  for (const [name, value] of Object.entries(values)) {
    const declared = turn.program.flow.variables?.[name];
    if (declared === undefined) continue;
    stored[name] = asType(declared.type, value);
  }
  if (charactersOf(stored) > limits.variablesCharactersMax) return false;
  turn.state = { ...turn.state, confidential: { ...confidential, variables: confidential.variables.with(-1, stored) } };
  return true;
}

/** The values that a flow's variables have when it begins. */
export function initialValues(
  variables: Readonly<Record<string, { type: VariableType; initial?: Value | undefined }>> | undefined,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, { type, initial }] of Object.entries(variables ?? {})) values[name] = initial ?? zeroOf(type);
  return values;
}

function zeroOf(type: VariableType): Value {
  switch (type) {
    case 'text':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'decimal':
      return 0;
  }
}

function asType(type: VariableType, value: Value): Value {
  switch (type) {
    case 'text':
      return String(value).slice(0, limits.variableCharactersMax);
    case 'boolean':
      return value === true;
    case 'integer':
      return Number.isSafeInteger(Number(value)) ? Number(value) : 0;
    case 'decimal':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
  }
}

function charactersOf(values: Readonly<Record<string, Value>>): number {
  let characters = 0;
  for (const [name, value] of Object.entries(values)) characters += name.length + String(value).length;
  return characters;
}
