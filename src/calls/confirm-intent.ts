import { callLimits } from './call-limits.ts';
import { type CallRecord, type Intent, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { changeOperations } from './change-operations.ts';
import { begunAtMs, withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';

/** A batch that was performed: only this performance of it is confirmed, not another's that has taken it over since. */
export interface Performed {
  readonly intent: Pick<Intent, 'seq' | 'attempts'>;
  /** Tokens of the commands that may have taken effect more than once. */
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
    const held = stored.record.intents.find((intent) => intent.seq === performed.intent.seq);
    if (held === undefined || held.attempts !== performed.intent.attempts) return;
    const nowMs = services.clock.nowMs();
    const record = withDue(
      { ...confirmed(stored.record, { held, performed, nowMs }), writer: services.ids.next() },
      nowMs,
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

interface Confirming {
  readonly held: Intent;
  readonly performed: Performed;
  readonly nowMs: number;
}

/** What the batch awaits begins when it was performed, not when it was decided on: its deadlines move by the time between. */
function confirmed(record: CallRecord, { held, performed, nowMs }: Confirming): CallRecord {
  const intents = record.intents.filter((intent) => intent !== held);
  const laterMs = Math.max(0, nowMs - begunAtMs(held));
  const tokens = new Set(held.commands.map((command) => command.token));
  const state = changeOperations(record.state, (operation) => {
    if (!tokens.has(operation.token)) return operation;
    const repeated = performed.repeated?.has(operation.token) === true ? { repeated: true } : {};
    return { ...operation, ...repeated, dueAtMs: operation.dueAtMs + laterMs };
  });
  return { ...record, intents, state };
}
