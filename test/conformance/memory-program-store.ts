import { createHash } from 'node:crypto';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';

/** Keeps programs in memory. */
export function createMemoryProgramStore(): ProgramStore {
  const sources = new Map<string, string>();
  return {
    put: async (hash, source) => {
      if (createHash('sha256').update(source).digest('hex') !== hash)
        throw new Error('This is not the hash of the program.');
      sources.set(hash, source);
    },
    get: async (hash) => sources.get(hash),
  };
}
