import type { Switches } from '../../src/calls/ports/switches.ts';
import { decodeSwitch } from '../../src/store/switches.ts';

/** A row as an operator may leave it. */
export interface SwitchRow {
  readonly schedule: string;
  readonly on?: unknown;
  readonly announcement?: unknown;
}

/** Switches in memory, and what only a test may do to them. */
export interface MemorySwitches extends Switches {
  /** Writes a row, whatever was there. */
  put(row: SwitchRow): void;
}

/** Reads rows as the store does. */
export function createMemorySwitches(): MemorySwitches {
  const rows = new Map<string, SwitchRow>();
  return {
    put: (row) => {
      rows.set(row.schedule, row);
    },
    emergencies: async () => {
      const on = [...rows].flatMap(([schedule, { on, announcement }]) => {
        const emergency = decodeSwitch({ on, announcement });
        return emergency === undefined ? [] : [[schedule, emergency] as const];
      });
      return Object.fromEntries(on);
    },
  };
}
