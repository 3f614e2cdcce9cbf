import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PHONE_DIRECTORY = import.meta.dirname;
const ROOT_PACKAGE = join(PHONE_DIRECTORY, '..', '..', 'package.json');

/** What {@link ensurePhoneBuilt} found and did. */
export type PhoneBuild = { built: boolean };

/**
 * Builds the browser phone as static files; whatever was in the directory before is deleted. Takes about a second.
 * Throws when the sources do not build.
 */
export async function buildPhone(outDirectory: string): Promise<void> {
  // Loaded only when needed: most starts find the phone already built.
  const [{ build, mergeConfig }, { default: phoneConfig }] = await Promise.all([
    import('vite'),
    import('./vite.config.ts'),
  ]);
  const nodeEnvBefore = process.env.NODE_ENV;
  // Vite takes React's development build unless NODE_ENV says production, and sets the variable for this whole process.
  process.env.NODE_ENV = 'production';
  try {
    await build(
      mergeConfig(phoneConfig, {
        configFile: false,
        logLevel: 'silent',
        build: { outDir: outDirectory, emptyOutDir: true, reportCompressedSize: false },
      }),
    );
  } finally {
    restoreNodeEnv(nodeEnvBefore);
  }
}

/**
 * Builds the phone if the directory has none, or if any source (or the list of dependencies) is newer than what it has.
 */
export async function ensurePhoneBuilt(outDirectory: string): Promise<PhoneBuild> {
  const builtAtMs = await modifiedAtMs(join(outDirectory, 'index.html'));
  if (builtAtMs !== undefined && (await newestSourceAtMs()) <= builtAtMs) return { built: false };
  await buildPhone(outDirectory);
  return { built: true };
}

function restoreNodeEnv(value: string | undefined): void {
  if (value === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = value;
}

async function newestSourceAtMs(): Promise<number> {
  const entries = await readdir(PHONE_DIRECTORY, { recursive: true });
  // Folders count too: their time changes when a file in them is removed.
  const paths = [ROOT_PACKAGE, ...entries.map((entry) => join(PHONE_DIRECTORY, entry))];
  const times = await Promise.all(paths.map(modifiedAtMs));
  return times.reduce<number>((newest, time) => Math.max(newest, time ?? 0), 0);
}

async function modifiedAtMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    // Absent, or removed while we looked: either way there is no time to compare.
    return undefined;
  }
}
