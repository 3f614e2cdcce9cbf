import type { Operation } from '../interpreter/state.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';

/** A batch that was performed. */
export interface Performed {
  readonly seq: number;
  /** Tokens of the commands that were sent more than once. */
  readonly repeated?: ReadonlySet<string>;
}

/**
 * Notes that a batch was performed, so that nobody performs it again. Best effort and off the audio path: what does not land
 * costs a repeat of the batch, which every command of it allows.
 */
export async function confirmIntent(services: CallServices, known: StoredRecord, performed: Performed): Promise<void> {
  const ref = refOf(known.record);
  const store = storeOf(services, ref.kind);
  let stored: StoredRecord | undefined = services.cache.get(ref) ?? known;
  for (let tries = 0; stored !== undefined && tries < callLimits.confirmTriesMax; tries++) {
    if (!stored.record.intents.some((intent) => intent.seq === performed.seq)) return;
    const record = withDue(
      { ...confirmed(stored.record, performed), writer: services.ids.next() },
      services.clock.nowMs(),
    );
    const written = await store.replace(record, stored.version);
    if (written.ok) {
      services.cache.put(ref, { type: 'stored', record, version: written.value });
      services.timers.wakeAt(ref, record.dueAtMs);
      return;
    }
    services.cache.drop(ref);
    const reloaded = await store.load(ref.id);
    stored = reloaded?.type === 'stored' ? reloaded : undefined;
  }
}

function confirmed(record: CallRecord, { seq, repeated }: Performed): CallRecord {
  const intents = record.intents.filter((intent) => intent.seq !== seq);
  if (repeated === undefined || repeated.size === 0) return { ...record, intents };
  const operations = Object.entries(record.state.operations).map(([token, operation]): [string, Operation] => [
    token,
    repeated.has(token) ? { ...operation, repeated: true } : operation,
  ]);
  return { ...record, intents, state: { ...record.state, operations: Object.fromEntries(operations) } };
}
