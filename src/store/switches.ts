import type { TableClient } from '@azure/data-tables';
import type { Switches } from '../calls/ports/switches.ts';
import type { EmergencySwitch } from '../interpreter/event.ts';
import type { Properties } from './long-text.ts';
import { readPartition } from './read-partition.ts';
import { storeLimits } from './store-limits.ts';

/** Texts that mean that a switch is off. */
const offTexts: ReadonlySet<string> = new Set(['', 'false', 'off', 'no', '0']);

/**
 * Reads the switches from the table `switches`, whose rows operators edit by hand: PartitionKey `emergency`, RowKey the
 * schedule's name, `on` true or false, `announcement` a text. At most 500 rows are read, in the order of their names.
 */
export function createTableSwitches(table: TableClient): Switches {
  return { emergencies: () => emergencies(table) };
}

async function emergencies(table: TableClient): Promise<Readonly<Record<string, EmergencySwitch>>> {
  const rows = await readPartition(table, {
    filter: "PartitionKey eq 'emergency'",
    max: storeLimits.switchesMax,
    select: ['RowKey', 'on', 'announcement'],
    abortSignal: AbortSignal.timeout(storeLimits.dataTimeoutMs),
  });
  const on = rows.flatMap((row) => {
    const emergency = decodeSwitch(row);
    return emergency === undefined ? [] : [[row.rowKey, emergency] as const];
  });
  return Object.fromEntries(on);
}

/**
 * A row as a switch; undefined where it is off. Tools that edit tables make columns of text unless told otherwise, so a
 * switch is off where `on` says so in any form (false, 0, an empty text, `false`, `off`, `no`), and where there is no `on`,
 * for then the row was begun and not thrown. Whatever else stands there was meant to close the line, and closes it. An
 * announcement that is no text is none; one of more than 1,000 characters is cut.
 */
export function decodeSwitch(row: Properties): EmergencySwitch | undefined {
  if (isOff(row.on)) return undefined;
  const announcement = typeof row.announcement === 'string' ? row.announcement.trim() : '';
  return announcement === '' ? {} : { announcement: cut(announcement) };
}

function isOff(on: unknown): boolean {
  if (on === undefined || on === null || on === false) return true;
  if (typeof on === 'string') return offTexts.has(on.trim().toLowerCase());
  return on === 0 || on === 0n;
}

/** A surrogate pair is not cut: a half is no text. */
function cut(text: string): string {
  return text.slice(0, storeLimits.announcementCharactersMax).replace(/[\ud800-\udbff]$/, '');
}
