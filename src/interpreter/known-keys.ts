import * as z from 'zod';

/** Keys and indexes from the root of a document. */
export type DocumentPath = readonly (string | number)[];

/** The keys that a document of a schema can have at a place of it. None where the schema has no object there. */
export function knownKeys(document: unknown, path: DocumentPath, schema: z.ZodType): readonly string[] {
  return keysAt(schema, document, path);
}

/** What stands at a place of a document; undefined if nothing does. */
export function valueAt(document: unknown, path: DocumentPath): unknown {
  return path.reduce(childOf, document);
}

function childOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  // It has just been seen to be an object with that key.
  return (value as Readonly<Record<string | number, unknown>>)[key];
}

function keysAt(schema: unknown, value: unknown, path: DocumentPath): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), value, path);
  if (schema instanceof z.ZodUnion) {
    return schema.options.filter((one) => isOfType(one, value)).flatMap((one) => keysAt(one, value, path));
  }
  const [key, ...rest] = path;
  if (key === undefined) return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return keysAt(schemaBelow(schema, key), childOf(value, key), rest);
}

/** Of a union of steps, only the one that the value names by its type. */
function isOfType(schema: unknown, value: unknown): boolean {
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, 'type')) return true;
  const { type } = schema.shape;
  return type instanceof z.ZodType && type.safeParse(childOf(value, 'type')).success;
}

function schemaBelow(schema: unknown, key: string | number): unknown {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}
