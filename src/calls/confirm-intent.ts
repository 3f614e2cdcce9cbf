import { callLimits } from './call-limits.ts';
import { refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';

/**
 * Notes that a batch was performed, so that nobody performs it again. Best effort and off the audio path: what does not land
 * costs a repeat of the batch, which every command of it allows.
 */
export async function confirmIntent(services: CallServices, known: StoredRecord, seq: number): Promise<void> {
  const ref = refOf(known.record);
  const store = storeOf(services, ref.kind);
  let stored: StoredRecord | undefined = services.cache.get(ref) ?? known;
  for (let tries = 0; stored !== undefined && tries < callLimits.confirmTriesMax; tries++) {
    if (!stored.record.intents.some((intent) => intent.seq === seq)) return;
    const intents = stored.record.intents.filter((intent) => intent.seq !== seq);
    const record = withDue({ ...stored.record, intents, writer: services.ids.next() }, services.clock.nowMs());
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
