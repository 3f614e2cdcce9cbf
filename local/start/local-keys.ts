import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { StartRefusal } from '../functions-host/start-refusal.ts';

const keyBytes = 32;
const base64Key = z.base64().max(100);
const keyRing = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=){0,9}$/);

const localKeysSchema = z.object({
  signingKeys: keyRing,
  encryptionKeys: keyRing,
  emulatorAccessKey: base64Key,
  eventGridKey: z.string().min(20).max(100),
});

/** The keys of the line on this machine. Rings are `kid:base64(32 bytes)`, separated by commas; the first is used for new things. */
export type LocalKeys = Readonly<z.infer<typeof localKeysSchema>>;

/**
 * The keys kept in a file; made once, so that calls in the tables stay readable after a restart. Readable by its owner only.
 * Throws StartRefusal if the file is there but not as written.
 */
export async function loadLocalKeys(path: string): Promise<LocalKeys> {
  const existing = await readExisting(path);
  if (existing === undefined) return createKeys(path);
  const parsed = localKeysSchema.safeParse(existing.json);
  if (parsed.success) return parsed.data;
  throw new StartRefusal(
    `${path} is damaged. Delete it to get new keys; what is encrypted in the local tables is then lost.`,
  );
}

async function readExisting(path: string): Promise<{ readonly json: unknown } | undefined> {
  try {
    return { json: parseJson(await readFile(path, 'utf8')) };
  } catch (error) {
    // readFile rejects with an ErrnoException.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function createKeys(path: string): Promise<LocalKeys> {
  const key = () => randomBytes(keyBytes).toString('base64');
  const keys: LocalKeys = {
    signingKeys: `local1:${key()}`,
    encryptionKeys: `local1:${key()}`,
    emulatorAccessKey: key(),
    eventGridKey: randomBytes(keyBytes).toString('base64url'),
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}
