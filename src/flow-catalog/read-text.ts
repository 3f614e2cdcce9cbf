import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { failed, ok, type Result } from '../result.ts';
import { type LocatedProblem, ofWholeFile } from './located-problem.ts';

/** Reads a file that somebody wrote; what is wrong with it is told by its cause. `bytesMax`: larger files are not of that kind. */
export function readText(file: string, bytesMax: number): Result<string, LocatedProblem> {
  const name = basename(file);
  const unreadable = (what: string, advice: string) =>
    failed(ofWholeFile(file, { code: 'unreadable', message: `${name} ${what}.`, advice }));
  try {
    // Before anything is read, for the file may be larger than the memory.
    const { size } = statSync(file);
    if (size > bytesMax) return unreadable(`is larger than ${bytesMax} bytes`, 'Split it over several files.');
    const bytes = readFileSync(file);
    const text = decoded(bytes);
    if (text !== undefined) return ok(text);
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return unreadable(
      `is ${isUtf16 ? 'UTF-16' : 'not UTF-8'}, so that callers would hear other letters`,
      'Save it as UTF-8.',
    );
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing
      ? unreadable('is missing', 'Put the file there.')
      : unreadable('cannot be read', 'Make the file readable.');
  }
}

/** The text; undefined where the bytes are not UTF-8. A byte order mark stays, to be told where JSON is read. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
