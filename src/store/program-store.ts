import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import type { ProgramStore } from '../calls/ports/program-store.ts';
import { askTable, type Refusal } from './ask-table.ts';
import type { Properties } from './long-text.ts';
import { storeLimits } from './store-limits.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const rowKey = 'program';
const requestOptions = { timeout: storeLimits.programRequestTimeoutMs };

/**
 * Keeps programs in Table Storage, one row each: PartitionKey is the hash, `source`, `source1`, ... the gzip of the source.
 * A hash is the SHA-256 of the source's UTF-8 in 64 hexadecimal digits; `put` throws for any other, which would never be
 * found, and a RangeError for a source that does not fit a row.
 */
export function createTableProgramStore(table: TableClient): ProgramStore {
  return {
    put: (hash, source) => put(table, hash, source),
    get: (hash) => get(table, hash),
  };
}

/** Replaces what is there, which is the same or damaged. */
async function put(table: TableClient, hash: string, source: string): Promise<void> {
  const row = { partitionKey: hash, rowKey, ...(await pack(hash, source)) };
  const asked = await askTable(table, () => table.upsertEntity(row, 'Replace', { requestOptions }));
  if (!asked.ok) throw outOfPlace(table, asked.error);
}

async function get(table: TableClient, hash: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const asked = await askTable(table, () => table.getEntity(hash, rowKey, { requestOptions }));
  if (asked.ok) return unpack(hash, asked.value);
  if (asked.error === 'missing') return undefined;
  throw outOfPlace(table, asked.error);
}

async function pack(hash: string, source: string): Promise<Record<string, Uint8Array | number>> {
  const bytes = Buffer.from(source);
  if (hashOf(bytes) !== hash) throw new Error('A program was given to the store under a hash that is not its own.');
  if (bytes.length > storeLimits.programBytesMax)
    throw new RangeError(`A program has at most ${storeLimits.programBytesMax} bytes, this one ${bytes.length}.`);
  const packed = await compress(bytes, { level: 9 });
  const partBytes = storeLimits.programPartBytesMax;
  const partCount = Math.ceil(packed.length / partBytes);
  if (partCount > storeLimits.programPartsMax)
    throw new RangeError(
      `A program has at most ${storeLimits.programPartsMax * partBytes} bytes compressed, this one ${packed.length}; split its flows.`,
    );
  const parts = Array.from({ length: partCount }, (_, part) => {
    return [partName(part), packed.subarray(part * partBytes, (part + 1) * partBytes)] as const;
  });
  return { sizeBytes: bytes.length, ...Object.fromEntries(parts) };
}

/** Undefined for what is not the source: cut, changed, or unpacking to more than a source may have. */
async function unpack(hash: string, row: Properties): Promise<string | undefined> {
  const packed = partsOf(row);
  try {
    const bytes = await decompress(packed, { maxOutputLength: storeLimits.programBytesMax });
    return hashOf(bytes) === hash ? bytes.toString() : undefined;
  } catch {
    return undefined;
  }
}

function partsOf(row: Properties): Buffer {
  const parts: Uint8Array[] = [];
  for (let part = 0; part < storeLimits.programPartsMax; part++) {
    const value = row[partName(part)];
    if (!(value instanceof Uint8Array)) break;
    parts.push(value);
  }
  return Buffer.concat(parts);
}

function partName(part: number): string {
  return part === 0 ? 'source' : `source${part}`;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function outOfPlace(table: TableClient, refusal: Refusal): Error {
  return new Error(`The table ${table.tableName} answered a request with ${refusal}, which it cannot mean.`);
}
