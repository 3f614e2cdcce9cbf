import * as z from 'zod';
import { failed, ok, type Result } from '../result.ts';
import type { SpokenPrompt } from './command.ts';
import { type CallState, operationKinds, stateVersion, visitStages } from './state.ts';
import { type Upcaster, upcasters } from './upcast-state.ts';
import { storedValueSchema } from './value-definition.ts';

const visit = z.object({
  stage: z.enum(visitStages),
  noInput: z.number().optional(),
  noMatch: z.number().optional(),
  confirms: z.number().optional(),
  lost: z.number().optional(),
  untilMs: z.number().optional(),
  outcome: z.string().optional(),
});

const frameFields = {
  flow: z.string(),
  step: z.string(),
  visit,
  retriableVisits: z.record(z.string(), visit).optional(),
  visitCounts: z.array(z.number()).optional(),
  leaving: z.boolean().optional(),
};

const operation = z.object({
  token: z.string(),
  frame: z.number().optional(),
  kind: z.enum(operationKinds),
  dueAtMs: z.number(),
  repeated: z.boolean().optional(),
});

/** A prompt as it is spoken. A field that is missing here does not compile, and would be lost in a row. */
export const spokenPromptSchema = z.object({
  text: z.string(),
  language: z.string(),
  voice: z.string().optional(),
  ssml: z.string().optional(),
  clip: z.string().optional(),
  rate: z.number().optional(),
} satisfies { readonly [Field in keyof SpokenPrompt]-?: z.ZodType<SpokenPrompt[Field]> });

const stateSchema = z.object({
  version: z.literal(stateVersion),
  attemptId: z.string(),
  callId: z.string().optional(),
  to: z.string(),
  program: z.string(),
  language: z.string(),
  voice: z.string().optional(),
  rate: z.number().optional(),
  phase: z.enum(['offered', 'answering', 'live', 'ended']),
  seq: z.number(),
  steps: z.number(),
  offeredAtMs: z.number(),
  answeredAtMs: z.number().optional(),
  endedAtMs: z.number().optional(),
  ...frameFields,
  outerFrames: z.array(z.object(frameFields)).optional(),
  operations: z.array(operation),
  whenConnected: z.string().optional(),
  disposition: z.string().optional(),
  parties: z.record(z.string(), z.enum(['ringing', 'connected', 'gone'])).optional(),
  errorHandled: z.boolean().optional(),
  closing: z.boolean().optional(),
  lateEndKey: z.string().optional(),
  hangUps: z.number().optional(),
  tags: z.array(z.string()).optional(),
  emergencies: z.record(z.string(), z.object({ announcement: z.string().optional() })).optional(),
  tally: z.object({
    noInput: z.number().optional(),
    noMatch: z.number().optional(),
    errors: z.number().optional(),
    transfers: z.number().optional(),
    lost: z.number().optional(),
  }),
  confidential: z.object({
    from: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    lead: z.object({ prompts: z.array(spokenPromptSchema), lastsMs: z.number() }).optional(),
    variables: z.array(z.record(z.string(), storedValueSchema)).min(1),
  }),
});

/**
 * Reads a stored state: of this version, or of an older one by way of the upcasters. The error says what does not fit; such
 * a call goes to a person, since its caller must not be left in silence. A newer version is an error too: it was written by
 * a deployment that has since been rolled back.
 */
export function decodeState(
  stored: unknown,
  known: Readonly<Record<number, Upcaster>> = upcasters,
): Result<CallState, string> {
  let state = stored;
  for (let version = versionOf(state); version !== undefined && version < stateVersion; version = versionOf(state)) {
    const upcast = known[version];
    // An object, since it has a version.
    const next = upcast?.(state as Record<string, unknown>);
    if (next === undefined || versionOf(next) !== version + 1)
      return failed(`There is no upcaster from version ${version}.`);
    state = next;
  }
  const read = stateSchema.safeParse(state);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return failed(`The state does not fit version ${stateVersion}: ${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}.`);
}

function versionOf(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('version' in state)) return undefined;
  return typeof state.version === 'number' ? state.version : undefined;
}
