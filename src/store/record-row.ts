import type { TableEntity } from '@azure/data-tables';
import type { CallRecord, RecordKind } from '../calls/call-record.ts';
import type { Sealer } from '../calls/ports/keys.ts';
import { isClosed } from '../calls/ports/record-store.ts';
import { intentSummaries } from './decode-intents.ts';
import { instantOf } from './instant.ts';
import { splitText } from './long-text.ts';
import { keyOf } from './row-key.ts';

/** Where a kind of record stands: the table, and the one row key of its partitions. */
export const placeOf = {
  call: { table: 'calls', rowKey: 'state' },
  attempt: { table: 'attempts', rowKey: 'attempt' },
} as const satisfies Record<RecordKind, { table: string; rowKey: string }>;

/** Properties that only the app may read. */
export type SealedProperty = 'confidential' | 'commands' | 'incomingCallContext';

/** What a property is sealed for: it opens in its own row only, so rows cannot be mixed by who may write the table. */
export function purposeOf(kind: RecordKind, id: string, property: SealedProperty): string {
  return `${placeOf[kind].table}/${keyOf(id)}/${property}`;
}

/**
 * A record as a row. What the caller is, said or typed is sealed, and so are pending commands, for prompts repeat what was
 * typed and transfers hold numbers; everything else is there for an operator to read.
 */
export function recordRow(record: CallRecord, sealer: Sealer): TableEntity<Record<string, unknown>> {
  const { kind, id, attemptId, state, phase, boundTo } = record;
  return {
    partitionKey: keyOf(id),
    rowKey: placeOf[kind].rowKey,
    attemptId,
    phase,
    flow: state.outerFrames?.[0]?.flow ?? state.flow,
    program: state.program,
    step: state.step,
    seq: state.seq,
    // A closed record has another property for its instant, so that the search for what is due does not meet it.
    ...(isClosed(record) ? { purgeAt: instantOf(record.dueAtMs) } : { dueAt: instantOf(record.dueAtMs) }),
    writer: record.writer,
    ...(boundTo === undefined ? {} : { boundTo }),
    ...stateProperties(record),
    ...sealedProperties(record, sealer),
  };
}

function stateProperties(record: CallRecord): Record<string, unknown> {
  const { confidential: _confidential, ...state } = record.state;
  return {
    ...splitText('state', JSON.stringify(state)),
    ...splitText('intents', JSON.stringify(intentSummaries(record.intents))),
    ...splitText('seen', JSON.stringify(record.seen)),
    ...splitText('recent', JSON.stringify(record.trace.lines)),
    tracePage: record.trace.page,
  };
}

function sealedProperties(record: CallRecord, sealer: Sealer): Record<string, string> {
  const { kind, id, incomingCallContext } = record;
  // JSON even of a text: it is well-formed UTF-16 whatever the text is, and so survives the way through UTF-8.
  const seal = (property: SealedProperty, value: unknown) =>
    splitText(property, sealer.seal(JSON.stringify(value), purposeOf(kind, id, property)));
  return {
    ...seal('confidential', record.state.confidential),
    ...seal(
      'commands',
      record.intents.map((intent) => intent.commands),
    ),
    ...(incomingCallContext === undefined ? {} : seal('incomingCallContext', incomingCallContext)),
  };
}
