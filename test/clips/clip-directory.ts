import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory with these files, which is gone when the test is over. */
export function aClipDirectory(files: Readonly<Record<string, Uint8Array | string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'clips-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  return directory;
}
