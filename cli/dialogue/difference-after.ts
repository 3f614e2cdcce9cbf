import type { SendRequest } from '../../src/interpreter/command.ts';
import type { Dialogue, DialogueEnd, ExpectedRequest } from './dialogue.ts';
import type { DialogueCall } from './dialogue-call.ts';
import type { Fields } from './memory-rows.ts';
import { isFor } from './surroundings.ts';

/** How a call that is over differs from what must hold after it, in words. */
export function differenceAfter(call: DialogueCall, dialogue: Dialogue): string | undefined {
  return (
    endDifference(call, dialogue.end) ??
    rowDifference(call, dialogue.rows) ??
    requestDifference(call, dialogue.requests)
  );
}

function endDifference(call: DialogueCall, end: DialogueEnd): string | undefined {
  const rejection = call.performed.find((command) => command.type === 'reject');
  const redirection = call.performed.find((command) => command.type === 'redirect');
  const actual: Record<keyof DialogueEnd, string | undefined> = {
    disposition: call.state.disposition,
    rejected: rejection?.reason,
    redirectedTo: redirection?.to,
    transferredTo: redirection === undefined ? call.takenOverBy() : undefined,
    tags: (call.state.tags ?? []).join(', '),
    language: call.state.language,
  };
  for (const [field, value] of Object.entries(actual)) {
    // Every field of the comparison is one of the end's, by its type.
    const expected = end[field as keyof DialogueEnd];
    const wanted = Array.isArray(expected) ? expected.join(', ') : expected;
    if (wanted !== undefined && wanted !== value) return `expected ${field} "${wanted}", got "${value ?? 'none'}"`;
  }
  return undefined;
}

function rowDifference({ surroundings: { rows } }: DialogueCall, tables: Dialogue['rows'] = {}): string | undefined {
  for (const [table, expected] of Object.entries(tables)) {
    for (const [rowKey, fields] of Object.entries(expected)) {
      const difference = fieldsDifference(`the row "${rowKey}" of ${table}`, fields, rows.row(table, rowKey));
      if (difference !== undefined) return difference;
    }
  }
  return undefined;
}

function fieldsDifference(place: string, expected: Fields | null, actual: Fields | undefined): string | undefined {
  if (expected === null) return actual === undefined ? undefined : `expected ${place} not to be there, but it is`;
  if (actual === undefined) return `expected ${place}, which is not there`;
  const [name, value] = Object.entries(expected).find(([one, wanted]) => actual[one] !== wanted) ?? [];
  if (name === undefined) return undefined;
  return `expected "${name}" of ${place} to be ${worded(value)}, got ${worded(actual[name])}`;
}

function requestDifference({ surroundings }: DialogueCall, expected: Dialogue['requests']): string | undefined {
  if (expected === undefined) return undefined;
  const { requests } = surroundings;
  for (const [index, one] of expected.entries()) {
    const request = requests[index];
    const place = `request ${index + 1}`;
    if (request === undefined) return `expected ${expected.length} requests, got ${requests.length}`;
    if (!isFor(one, request))
      return `expected ${place} to be ${wordRequest(one)}, got ${request.method} ${request.url}`;
    if (one.body !== undefined && !holdsAll(request.body, one.body))
      return `expected ${place} with the body ${JSON.stringify(one.body)}, got ${worded(request.body)}`;
  }
  const extra = requests[expected.length];
  return extra === undefined ? undefined : `a request more than expected was sent: ${extra.method} ${extra.url}`;
}

function wordRequest({ method, url }: ExpectedRequest): string {
  const address = typeof url === 'object' ? `an address with "${url.contains}"` : (url ?? 'any address');
  return method === undefined ? address : `${method} ${address}`;
}

/** Whether a value has all that is expected of it: of objects the fields that are listed, of lists every item. */
function holdsAll(actual: SendRequest['body'], expected: ExpectedRequest['body']): boolean {
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) return false;
  const fields = new Map(Object.entries(actual));
  return Object.entries(expected).every(([name, value]) => holdsAll(fields.get(name), value));
}

function worded(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
