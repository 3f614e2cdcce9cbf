import type { JsonValue } from '../json-value.ts';
import { limits } from '../limits.ts';
import { fitsType, isListType, type Value, type VariableType } from '../value-definition.ts';

/**
 * What somebody else's JSON is as a declared type: fields that the type does not name are left out, null is missing, lists are cut
 * to what a call can use. Undefined where it is of another type, since a guess could be spoken to a caller as a fact.
 */
export function fitAnswer(type: VariableType, value: JsonValue): Value | undefined {
  if (isListType(type)) return Array.isArray(value) ? fitList(type[0], value) : undefined;
  if (typeof type === 'object') return isRecord(value) ? fitShape(type, value) : undefined;
  if (type === 'text') return typeof value === 'string' ? value.slice(0, limits.variableCharactersMax) : undefined;
  if (type === 'prompt') return undefined;
  return typeof value !== 'object' && fitsType(type, value) ? value : undefined;
}

function fitList(type: VariableType, values: readonly JsonValue[]): Value | undefined {
  const items = values.slice(0, limits.listItemsMax).map((value) => fitAnswer(type, value));
  const fitting = items.filter((item) => item !== undefined);
  return fitting.length === items.length ? fitting : undefined;
}

function fitShape(
  type: { readonly [field: string]: VariableType },
  value: { readonly [key: string]: JsonValue },
): Value | undefined {
  const fields: [string, Value][] = [];
  for (const [name, inner] of Object.entries(type)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined || given === null) continue;
    const field = fitAnswer(inner, given);
    if (field === undefined) return undefined;
    fields.push([name, field]);
  }
  return Object.fromEntries(fields);
}

function isRecord(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
