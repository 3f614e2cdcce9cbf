import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { flowSchema } from '../src/interpreter/definition.ts';

/** Where editors find the schema of a flow. */
export const flowSchemaFile = new URL('../src/flows/flow.schema.json', import.meta.url);

/** The JSON Schema of a flow as text, made from the one source of truth that also validates flows. */
export function flowSchemaText(): string {
  const schema = z.toJSONSchema(flowSchema, { io: 'input', reused: 'ref', unrepresentable: 'any' });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(flowSchemaFile, flowSchemaText());
