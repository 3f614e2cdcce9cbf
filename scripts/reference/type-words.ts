import * as z from 'zod';
import {
  cataloguedPromptSchema,
  expressionSchema,
  keySchema,
  languageSchema,
  phrasesSchema,
  promptSchema,
  stepName,
  targetSchema,
  templateSchema,
} from '../../src/interpreter/text-definition.ts';
import { typeSchema, valueSchema } from '../../src/interpreter/value-definition.ts';

/** The schemas that the reference has a word for, explained once in its own text. */
const named: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [promptSchema, 'prompt'],
  [cataloguedPromptSchema, 'prompt'],
  [targetSchema, 'target'],
  [templateSchema, 'template'],
  [expressionSchema, 'CEL'],
  [stepName, 'name'],
  [keySchema, 'key'],
  [phrasesSchema, 'phrases'],
  [languageSchema, 'language'],
  [typeSchema, 'type'],
  [valueSchema, 'value'],
]);

/** What a field takes, in a few words. */
export function typeWords(schema: z.ZodType): string {
  return nameOf(schema) ?? wordsOf(schema);
}

/** Whether the reference has a word for a schema, so that it need not be taken apart. */
export function isNamed(schema: z.ZodType): boolean {
  return nameOf(schema) !== undefined;
}

/** A described or refined schema is a copy, whose parent is the one that it was made of. */
function nameOf(schema: z.ZodType): string | undefined {
  let one: z.core.$ZodType | undefined = schema;
  while (one !== undefined) {
    const word = named.get(one);
    if (word !== undefined) return word;
    one = one._zod.parent;
  }
  return undefined;
}

function wordsOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return typeWords(inner(schema.unwrap()));
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodNumber) return numberWords(schema);
  if (schema instanceof z.ZodString) return 'text';
  if (schema instanceof z.ZodArray) return `list of ${typeWords(inner(schema.element))}`;
  if (schema instanceof z.ZodRecord)
    return `${typeWords(inner(schema.keyType))} → ${typeWords(inner(schema.valueType))}`;
  if (schema instanceof z.ZodUnion) return unionWords(schema.options.map(inner));
  if (schema instanceof z.ZodObject) return objectWords(Object.keys(schema.shape));
  return 'JSON';
}

/** Steps are a union of twenty and more; the reference shows each for itself. */
function unionWords(options: readonly z.ZodType[]): string {
  return options.length > 10 ? 'step' : [...new Set(options.map(typeWords))].join(' or ');
}

/** Zod types what is inside of a schema by its core, of which every schema of ours is more. */
export function inner(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error('A schema of the project is made by zod itself.');
}

function oneOf(values: readonly unknown[]): string {
  return values.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
}

function objectWords(keys: readonly string[]): string {
  return keys.length > 3 ? 'object' : `\`{ ${keys.join(', ')} }\``;
}

function numberWords(schema: z.ZodNumber): string {
  const word = schema.format === 'safeint' ? 'integer' : 'number';
  const { minValue, maxValue } = schema;
  if (minValue === null || maxValue === null || Math.abs(maxValue) >= Number.MAX_SAFE_INTEGER) return word;
  return `${word}, ${grouped(minValue)} to ${grouped(maxValue)}`;
}

/** A number as the documentation writes it. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
