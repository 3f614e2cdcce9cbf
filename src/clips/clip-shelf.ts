import { LRUCache } from 'lru-cache';
import type { Clip } from './clip.ts';
import { clipLimits } from './clip-limits.ts';
import { listClips } from './list-clips.ts';
import { readClip } from './read-clip.ts';

/** The clips that a line was deployed with, ready to be handed out. */
export interface ClipShelf {
  /** What lies there by name, sorted; whether each can be played shows when it is read. */
  readonly names: readonly string[];
  /** A clip; undefined for any name that is not listed, and for a clip that cannot be read or played. */
  get(name: string): Promise<Clip | undefined>;
}

/**
 * Lists the clips of a directory, once: a name that came later is not found. Each is read when it is first asked for, so that
 * a cold start opens none, and then kept until others need the room: `keptBytesMax`, default `clipLimits.keptBytesMax`.
 */
export function createClipShelf(directory: string, keptBytesMax: number = clipLimits.keptBytesMax): ClipShelf {
  const { names } = listClips(directory);
  const listed: ReadonlySet<string> = new Set(names);
  const kept = new LRUCache<string, Clip>({
    maxSize: keptBytesMax,
    sizeCalculation: ({ sizeBytes }) => sizeBytes,
    // Those who ask at the same time share one reading. What failed is not kept: it may have been for want of a file handle.
    ignoreFetchAbort: true,
    fetchMethod: async (name) => {
      const read = await readClip(directory, name);
      return read.ok ? read.value : undefined;
    },
  });
  return { names, get: async (name) => (listed.has(name) ? kept.fetch(name) : undefined) };
}

/** What a shelf that keeps up with its directory needs. */
export interface FreshShelfOptions {
  /** How long a listing holds, in milliseconds. */
  readonly everyMs: number;
  readonly clock: { nowMs(): number };
}

/** A shelf that is set up anew from time to time, for a directory that is edited while the line runs. */
export function createFreshClipShelf(directory: string, { everyMs, clock }: FreshShelfOptions): Pick<ClipShelf, 'get'> {
  let shelf = createClipShelf(directory);
  let listedAtMs = clock.nowMs();
  return {
    get: async (name) => {
      if (clock.nowMs() - listedAtMs >= everyMs) {
        shelf = createClipShelf(directory);
        listedAtMs = clock.nowMs();
      }
      return shelf.get(name);
    },
  };
}
