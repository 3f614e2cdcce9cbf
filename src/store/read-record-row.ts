import * as z from 'zod';
import type { CallRecord, RecordRef } from '../calls/call-record.ts';
import type { Sealer } from '../calls/ports/keys.ts';
import type { StoredRecord, UnreadableRecord } from '../calls/ports/record-store.ts';
import { decodeState } from '../interpreter/decode-state.ts';
import { failed, ok, type Result } from '../result.ts';
import { decodeIntents } from './decode-intents.ts';
import { millisecondsOf } from './instant.ts';
import { joinText, type Properties } from './long-text.ts';
import { purposeOf, type SealedProperty } from './record-row.ts';

const phaseSchema = z.enum(['open', 'ending', 'handedOver', 'over']);

const plainSchema = z.object({
  attemptId: z.string(),
  phase: phaseSchema,
  dueAt: z.iso.datetime().optional(),
  purgeAt: z.iso.datetime().optional(),
  writer: z.string(),
  tracePage: z.number(),
  boundTo: z.string().optional(),
});

const listsSchema = z.object({
  seen: z.array(z.string()),
  lines: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      event: z.string(),
      steps: z.array(z.string()),
      commands: z.array(z.string()),
    }),
  ),
});

/** A row, and what is needed to read it. */
export interface RecordRowReading {
  readonly ref: RecordRef;
  readonly row: Properties & { readonly etag: string };
  readonly sealer: Sealer;
}

/** Reads a row. One that does not fit is a value that says why, and holds what is needed to send its caller to a person. */
export function readRecordRow(reading: RecordRowReading): StoredRecord | UnreadableRecord {
  const record = decodeRecord(reading);
  if (record.ok) return { type: 'stored', record: record.value, version: reading.row.etag };
  const { ref, row } = reading;
  const context = contextOf(reading);
  const phase = phaseSchema.safeParse(row.phase);
  return {
    type: 'unreadable',
    id: ref.id,
    version: row.etag,
    ...(phase.success ? { phase: phase.data } : {}),
    ...(typeof row.boundTo === 'string' ? { boundTo: row.boundTo } : {}),
    // A row without it still needs a name in the records: its own is the attempt's for an attempt, and unique for a call.
    attemptId: typeof row.attemptId === 'string' ? row.attemptId : ref.id,
    ...(context.ok && context.value !== undefined ? { incomingCallContext: context.value } : {}),
    reason: record.error,
  };
}

function decodeRecord(reading: RecordRowReading): Result<CallRecord, string> {
  const { ref, row } = reading;
  const plain = plainSchema.safeParse(row);
  if (!plain.success) return failed(`The property ${plain.error.issues[0]?.path.join('.') ?? ''} does not fit.`);
  const lists = listsSchema.safeParse({ seen: json(joinText(row, 'seen')), lines: json(joinText(row, 'recent')) });
  if (!lists.success) return failed('The events seen or the trace do not fit.');
  const state = stateOf(reading);
  if (!state.ok) return state;
  const intents = intentsOf(reading);
  if (!intents.ok) return intents;
  const context = contextOf(reading);
  if (!context.ok) return context;
  const { attemptId, phase, dueAt, purgeAt, writer, tracePage, boundTo } = plain.data;
  return ok({
    kind: ref.kind,
    id: ref.id,
    attemptId,
    state: state.value,
    phase,
    intents: intents.value,
    dueAtMs: millisecondsOf(dueAt ?? purgeAt ?? '') ?? 0,
    seen: lists.data.seen,
    writer,
    trace: { page: tracePage, lines: lists.data.lines },
    ...(context.value === undefined ? {} : { incomingCallContext: context.value }),
    ...(boundTo === undefined ? {} : { boundTo }),
  });
}

function stateOf(reading: RecordRowReading): ReturnType<typeof decodeState> {
  const state = json(joinText(reading.row, 'state'));
  if (typeof state !== 'object' || state === null) return failed('The state is not JSON.');
  const confidential = openJson(reading, 'confidential');
  return confidential.ok ? decodeState({ ...state, confidential: confidential.value }) : confidential;
}

function intentsOf(reading: RecordRowReading): ReturnType<typeof decodeIntents> {
  const commands = openJson(reading, 'commands');
  return commands.ok ? decodeIntents(json(joinText(reading.row, 'intents')), commands.value) : commands;
}

function contextOf(reading: RecordRowReading): Result<string | undefined, string> {
  if (joinText(reading.row, 'incomingCallContext') === undefined) return ok(undefined);
  const context = openJson(reading, 'incomingCallContext');
  if (!context.ok) return context;
  return typeof context.value === 'string' ? ok(context.value) : failed('The incoming call context is no text.');
}

function openJson({ ref, row, sealer }: RecordRowReading, property: SealedProperty): Result<unknown, string> {
  const sealed = joinText(row, property);
  if (sealed === undefined) return failed(`The property ${property} is missing.`);
  const opened = sealer.open(sealed, purposeOf(ref.kind, ref.id, property));
  return opened.ok ? ok(json(opened.value)) : failed(`The property ${property} cannot be opened: ${opened.error}.`);
}

/** The value of a JSON text; undefined, which is no JSON value, where it is none. */
function json(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
