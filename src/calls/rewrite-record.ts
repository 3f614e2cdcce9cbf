import { type CallRecord, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import type { StoredRecord } from './ports/record-store.ts';

/** Writes a record that no event changed, conditionally; undefined where somebody else was first. */
export async function rewriteRecord(
  services: CallServices,
  stored: StoredRecord,
  changed: CallRecord,
): Promise<StoredRecord | undefined> {
  const ref = refOf(changed);
  const record = { ...changed, writer: services.ids.next() };
  const written = await storeOf(services, ref.kind).replace(record, stored.version);
  if (!written.ok) {
    services.cache.drop(ref);
    return undefined;
  }
  const next: StoredRecord = { type: 'stored', record, version: written.value };
  services.cache.put(ref, next);
  services.timers.wakeAt(ref, record.dueAtMs);
  return next;
}
