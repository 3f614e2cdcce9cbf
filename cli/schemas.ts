import * as z from 'zod';
import { routesSchema } from '../src/flow-catalog/routes.ts';
import { schedulesSchema } from '../src/interpreter/calendar/schedule-definition.ts';
import { flowSchema } from '../src/interpreter/definition.ts';
import { catalogueSchema } from '../src/interpreter/parse-program.ts';
import { dialogueFileSchema } from './dialogue/dialogue.ts';

const schemas = {
  flow: flowSchema,
  dialogue: dialogueFileSchema,
  routes: routesSchema,
  schedules: schedulesSchema,
  prompts: catalogueSchema,
} as const;

/** A kind of document that authors write. */
export type DocumentKind = keyof typeof schemas;

/** Every kind of document that authors write. */
export const documentKinds: readonly DocumentKind[] = ['flow', 'dialogue', 'routes', 'schedules', 'prompts'];

/** The JSON Schema of a kind of document as text, made from the one source of truth that also validates it. */
export function schemaText(kind: DocumentKind): string {
  const schema = z.toJSONSchema(schemas[kind], { io: 'input', reused: 'ref', unrepresentable: 'any' });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
