import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IncomingCall } from '../calls/ports/incoming-call.ts';
import { failed, ok, type Result } from '../result.ts';

const party = z.object({
  rawId: z.string().max(500).nullish(),
  phoneNumber: z.object({ value: z.string().min(1).max(100) }).nullish(),
  communicationUser: z.object({ id: z.string().min(1).max(500) }).nullish(),
});

const headers = z.record(z.string(), z.unknown()).nullish();

const data = z.object({
  to: party,
  from: party,
  /** 5 to 8 KB in captures of the live service. */
  incomingCallContext: z.string().min(1).max(30_000),
  customContext: z.object({ sipHeaders: headers, voipHeaders: headers }).nullish().catch(undefined),
});

/** Both schemas that Event Grid delivers: its own (`eventType`, `eventTime`) and CloudEvents 1.0 (`type`, `time`). */
const event = z.object({
  eventType: z.string().optional(),
  type: z.string().optional(),
  eventTime: z.string().optional(),
  time: z.string().optional(),
  data,
});

/** Characters of all headers together that a call keeps; the service allows far more than a flow can use. */
const headersCharactersMax = 2_000;

/**
 * Reads an IncomingCall event. What arrives is checked, since the typings of @azure/eventgrid 5.12.0 name fields that do not
 * exist at run time. The error says which field does not fit and holds no value.
 */
export function decodeIncomingCall(received: unknown, receivedAtMs: number): Result<IncomingCall, string> {
  const read = event.safeParse(received);
  if (!read.success) return failed(`not an IncomingCall event: ${read.error.issues[0]?.path.join('.') ?? ''}`);
  const kind = read.data.eventType ?? read.data.type;
  if (kind !== 'Microsoft.Communication.IncomingCall') return failed('not an IncomingCall event: eventType');
  const { to, from, incomingCallContext, customContext } = read.data.data;
  const attemptId = createHash('sha256').update(incomingCallContext).digest('hex');
  return ok({
    attemptId,
    to: partyOf(to),
    from: partyOf(from),
    headers: headersOf({ ...customContext?.sipHeaders, ...customContext?.voipHeaders }),
    incomingCallContext,
    raisedAtMs: raisedAtMs(read.data.eventTime ?? read.data.time, receivedAtMs),
  });
}

/** The Functions host re-serialises events, so instants may change their form; one that cannot be read counts as now. */
function raisedAtMs(time: string | undefined, receivedAtMs: number): number {
  const atMs = Date.parse(time ?? '');
  return Number.isNaN(atMs) ? receivedAtMs : atMs;
}

/**
 * The number in E.164 form, else an identity. A withheld number comes as a phone number that is none (`anonymous`); its raw
 * id is still an address that the service listens to.
 */
function partyOf({ rawId, phoneNumber, communicationUser }: z.infer<typeof party>): string {
  if (phoneNumber?.value.startsWith('+')) return phoneNumber.value;
  return communicationUser?.id ?? rawId ?? (phoneNumber ? `4:${phoneNumber.value}` : '');
}

/** The header for user-to-user information is spelled in two ways: compared without hyphens and case. */
function headersOf(received: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  let characters = 0;
  for (const [name, value] of Object.entries(received)) {
    if (typeof value !== 'string') continue;
    characters += name.length + value.length;
    if (characters > headersCharactersMax) break;
    kept[name.replaceAll('-', '').toLowerCase() === 'usertouser' ? 'userToUser' : name] = value;
  }
  return { ...kept };
}
