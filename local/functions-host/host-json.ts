import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { StartRefusal } from './start-refusal.ts';
import { parseTimeSpanMs } from './time-span.ts';

/** What this host takes from host.json; everything else there concerns Azure only. */
export interface HostJson {
  /** First part of every HTTP function's path, without slashes; may be empty. Default `api`. */
  readonly routePrefix: string;
  /** Bound of one invocation, in milliseconds. Default 300 000, the Consumption plan's. */
  readonly functionTimeoutMs: number;
}

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  functionTimeout: z.string().optional(),
  extensions: z.object({ http: z.object({ routePrefix: z.string().optional() }).optional() }).optional(),
});

const functionTimeoutDefaultMs = 300_000;

/** Reads host.json. Throws StartRefusal if it is missing or not what a host of version 2.0 reads. */
export async function readHostJson(path: string): Promise<HostJson> {
  const parsed = hostJsonSchema.safeParse(await readJson(path));
  if (!parsed.success) throw new StartRefusal(`${path}: ${z.prettifyError(parsed.error)}`);
  const { functionTimeout, extensions } = parsed.data;
  const functionTimeoutMs = functionTimeout === undefined ? functionTimeoutDefaultMs : parseTimeSpanMs(functionTimeout);
  if (functionTimeoutMs === undefined) throw new StartRefusal(`${path}: functionTimeout must look like 00:01:00.`);
  const routePrefix = (extensions?.http?.routePrefix ?? 'api').replace(/^\/+|\/+$/g, '');
  return { routePrefix, functionTimeoutMs };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new StartRefusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
