import type { DataRow, RowWrite } from '../calls/ports/line-data.ts';
import type { Properties } from './long-text.ts';
import { storeLimits } from './store-limits.ts';

/** A field's value. */
export type FieldValue = DataRow['fields'][string];

/** Names that fields may have. Every other column of a row belongs to the service, to the store, or to nobody. */
const fieldName = /^[a-z][A-Za-z0-9]{0,49}$/;

/** The SDK means something of its own by these. */
const taken: ReadonlySet<string> = new Set(['partitionKey', 'rowKey', 'timestamp', 'etag']);

/**
 * The column of a field: of the same name, but with `_` at its end, as no field has it, where the name means something to the
 * SDK or is one that every object has (`constructor`, `toString`, ...), which do not all arrive (Azurite 3.35.0).
 */
export function columnOf(field: string): string {
  return taken.has(field) || field in Object.prototype ? `${field}_` : field;
}

/**
 * The fields of a row, whoever wrote it. Columns whose names are none of a field are left out, and so are binary ones. A date
 * is its ISO text, a GUID its text, a 64-bit integer a number, or its digits as text where a number would not be exact. Texts
 * come whole: Azure bounds them to 32,768 characters, and the row to 1 MiB.
 */
export function fieldsOf(row: Properties): DataRow['fields'] {
  const fields: [string, FieldValue][] = [];
  for (const [column, property] of Object.entries(row)) {
    const field = fieldOf(column);
    const value = fieldValueOf(property);
    if (field !== undefined && value !== undefined) fields.push([field, value]);
  }
  return Object.fromEntries(fields);
}

function fieldOf(column: string): string | undefined {
  const field = column.endsWith('_') ? column.slice(0, -1) : column;
  return fieldName.test(field) && columnOf(field) === column ? field : undefined;
}

/** The value of a property as the SDK gives it: typed where the service names a type. Undefined where it is no field's. */
export function fieldValueOf(property: unknown): FieldValue | undefined {
  if (typeof property === 'string' || typeof property === 'boolean') return property;
  if (typeof property === 'number') return Number.isFinite(property) ? property : undefined;
  if (typeof property === 'bigint') return Number.isSafeInteger(Number(property)) ? Number(property) : String(property);
  if (property instanceof Date) return Number.isNaN(property.getTime()) ? undefined : property.toISOString();
  return guidOf(property);
}

function guidOf(property: unknown): string | undefined {
  if (typeof property !== 'object' || property === null) return undefined;
  if (!('type' in property) || property.type !== 'Guid' || !('value' in property)) return undefined;
  return typeof property.value === 'string' ? property.value : undefined;
}

/** A value as a property. Integers of 32 bits are that, every other number is a double. Half surrogate pairs are replaced. */
export function propertyOf(value: FieldValue): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean' || (value | 0) === value) return value;
  return { type: 'Double', value };
}

/**
 * What a number comes to when another is added. What was there counts as the number that it is, or that it says as text, for
 * tools that edit tables make columns of text unless told otherwise; anything else counts as 0. The sum stays finite.
 */
export function increased(before: FieldValue | undefined, by: number): number {
  const sum = numberIn(before) + by;
  return Math.min(Math.max(sum, -Number.MAX_VALUE), Number.MAX_VALUE);
}

function numberIn(value: FieldValue | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d{1,20}(\.\d{1,20})?\s*$/.test(value) ? Number(value) : 0;
}

/** Throws a RangeError for fields that no row can hold. It names the field, and nothing of its value. */
export function checkFields(fields: RowWrite['fields']): void {
  const entries = Object.entries(fields);
  if (entries.length > storeLimits.dataFieldsMax)
    throw new RangeError(`A write names at most ${storeLimits.dataFieldsMax} fields, this one ${entries.length}.`);
  for (const [field, value] of entries) {
    if (!fieldName.test(field)) throw new RangeError('A field has a name that no field may have.');
    const problem = problemOf(value);
    if (problem !== undefined) throw new RangeError(`The field ${field} ${problem}.`);
  }
}

function problemOf(value: FieldValue): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'is not a finite number';
  if (typeof value !== 'string' || value.length <= storeLimits.dataTextCharactersMax) return undefined;
  return `has ${value.length} characters; ${storeLimits.dataTextCharactersMax} are allowed`;
}
