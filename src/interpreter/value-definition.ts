import * as z from 'zod';
import { parseDate, parseTime } from './calendar/civil-date.ts';
import { limits } from './limits.ts';
import { promptSchema } from './text-definition.ts';

/** The types that stand alone. Integers and decimals are JSON numbers; dates are `YYYY-MM-DD`, times `HH:MM`. */
const plainTypes = ['text', 'integer', 'decimal', 'boolean', 'date', 'time', 'prompt'] as const;

/** A type that stands alone. */
export type PlainType = (typeof plainTypes)[number];
/** A list of one type, written `[T]`. */
export type ListType = readonly [VariableType];
/** Named fields, each with its type. */
export interface ShapeType {
  readonly [field: string]: VariableType;
}
/** The type of a variable. */
export type VariableType = PlainType | ListType | ShapeType;

/** The value of a variable. A shape may lack fields: what an answer left out is missing, not empty. */
export type Value = string | number | boolean | readonly Value[] | { readonly [field: string]: Value };

/** Names of fields: as those of variables, and `_` inside, as other people's JSON has it. */
const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, 'is not a name of a field such as status');

/** Built from the inside out: a recursive schema would follow a hostile document as deep as it goes. */
function typeSchemaOf(depth: number): z.ZodType<VariableType> {
  if (depth === 0) return z.enum(plainTypes);
  const inner = typeSchemaOf(depth - 1);
  const fields = z
    .record(fieldName, inner)
    .refine(hasFewFields, `has no field, or more than ${limits.fieldsPerShapeMax}`);
  return z.union([z.enum(plainTypes), z.tuple([inner]), fields]);
}

function hasFewFields(fields: object): boolean {
  const count = Object.keys(fields).length;
  return count > 0 && count <= limits.fieldsPerShapeMax;
}

/** A type as written: a word, a list `["text"]`, or a shape `{ "status": "text" }`. */
export const typeSchema = typeSchemaOf(limits.typeDepthMax);

/** How large the parts of a value can be. */
interface ValueBounds {
  readonly charactersMax: number;
  readonly itemsMax: number;
}

/** A value, as deep as a type can be. */
function valueSchemaOf(depth: number, bounds: ValueBounds): z.ZodType<Value> {
  const scalar = z.union([z.string().max(bounds.charactersMax), z.number(), z.boolean()]);
  if (depth === 0) return scalar;
  const inner = valueSchemaOf(depth - 1, bounds);
  return z.union([scalar, z.array(inner).max(bounds.itemsMax), z.record(z.string(), inner)]);
}

/** A literal value. */
export const valueSchema = valueSchemaOf(limits.typeDepthMax + 1, {
  charactersMax: limits.variableCharactersMax,
  itemsMax: limits.listItemsMax,
});

/** The value of a variable in a stored state: bounded where it was assigned, so a call is not given up because of its size. */
export const storedValueSchema = valueSchemaOf(limits.typeDepthMax + 1, {
  charactersMax: Number.POSITIVE_INFINITY,
  itemsMax: Number.POSITIVE_INFINITY,
});

/** Whether a type is a list. */
export function isListType(type: VariableType): type is ListType {
  return Array.isArray(type);
}

/** A type as its author wrote it, for messages. */
export function typeName(type: VariableType): string {
  if (typeof type === 'string') return type;
  return isListType(type) ? `list of ${typeName(type[0])}` : 'shape';
}

/** Whether a literal value is one of a type. A shape may lack fields, but has none that its type does not name. */
export function fitsType(type: VariableType, value: Value): boolean {
  if (isListType(type)) return Array.isArray(value) && value.every((item: Value) => fitsType(type[0], item));
  if (typeof type === 'object')
    return isRecord(value) && Object.entries(value).every(([field, inner]) => fitsField(type[field], inner));
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'date':
      return typeof value === 'string' && (value === '' || parseDate(value) !== undefined);
    case 'time':
      return typeof value === 'string' && (value === '' || parseTime(value) !== undefined);
    case 'prompt':
      return promptSchema.safeParse(value).success && !Array.isArray(value) && !(isRecord(value) && 'parts' in value);
  }
}

function fitsField(type: VariableType | undefined, value: Value): boolean {
  return type !== undefined && fitsType(type, value);
}

function isRecord(value: Value): value is { readonly [field: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value);
}
