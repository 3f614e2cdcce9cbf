import { createHash } from 'node:crypto';
import type { Properties } from './long-text.ts';
import { storeLimits } from './store-limits.ts';

/**
 * The columns in which a row remembers who wrote it: the mark of the write that made it, and those of the last others, the
 * newest last. The first is never forgotten, so a repeated `insert` knows its own row for as long as it stands. Fields begin
 * with a small letter, so none is named like them.
 */
export const markColumns = { first: 'WriteFirst', later: 'WritesLater' } as const;

/** Stands for a write's id: 96 bits of its hash, so that ids of any length are small, and none is read by operators. */
export function markOf(writeId: string): string {
  return createHash('sha256').update(writeId).digest('base64url').slice(0, 16);
}

/** Whether the write of a mark has been done to the row. */
export function bears(row: Properties, mark: string): boolean {
  return row[markColumns.first] === mark || marksLater(row).includes(mark);
}

/** What a write adds to the row that it makes. */
export function firstMark(mark: string): Record<string, string> {
  return { [markColumns.first]: mark };
}

/** What a write adds to a row that stands; the oldest marks are forgotten. */
export function laterMarks(row: Properties, mark: string): Record<string, string> {
  return { [markColumns.later]: [...marksLater(row), mark].slice(-storeLimits.rememberedWritesMax).join(' ') };
}

function marksLater(row: Properties): readonly string[] {
  const later = row[markColumns.later];
  return typeof later === 'string' && later !== '' ? later.split(' ') : [];
}
