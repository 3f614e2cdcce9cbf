import { writeFileSync } from 'node:fs';
import { schemaText } from './schemas.ts';

/** Where editors find the schema of a flow. */
export const flowSchemaFile = new URL('../src/flows/flow.schema.json', import.meta.url);

/** The JSON Schema of a flow as text. */
export function flowSchemaText(): string {
  return schemaText('flow');
}

if (process.argv[1] === import.meta.filename) writeFileSync(flowSchemaFile, flowSchemaText());
