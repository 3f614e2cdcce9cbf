import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { failed, ok, type Result } from '../result.ts';
import { type LocatedProblem, locate, ofWholeFile } from './located-problem.ts';

/** Strict, for a letter that was lost would be read out; a byte order mark is kept, since whoever reads the JSON has words for it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a file of text, UTF-8 and at most as large as that. Else the problem with it, in words of its own for each. */
export function readText(file: string, sizeBytesMax: number): Result<string, LocatedProblem> {
  const name = basename(file);
  try {
    // Before anything is read, for the file may be larger than the memory.
    const { size } = statSync(file);
    if (size > sizeBytesMax) {
      const message = `${name} has ${size} bytes, and at most ${sizeBytesMax} are read.`;
      return failed(ofWholeFile(file, { code: 'unreadable', message, advice: 'Spread it over several files.' }));
    }
    return decode(readFileSync(file), file);
  } catch (error) {
    // Whatever the file system says, there is no text; of its reasons, people mix up one with the rest.
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const [message, advice] = isMissing
      ? [`There is no ${name} here.`, 'Put the file there.']
      : [`${name} cannot be read.`, 'Make it a file that can be read.'];
    return failed(ofWholeFile(file, { code: 'unreadable', message, advice }));
  }
}

function decode(bytes: Buffer, file: string): Result<string, LocatedProblem> {
  const advice = 'Save it as UTF-8.';
  const name = basename(file);
  if (isUtf16(bytes)) {
    return failed(ofWholeFile(file, { code: 'unreadable', message: `${name} is written in UTF-16.`, advice }));
  }
  try {
    return ok(utf8.decode(bytes));
  } catch {
    // The bytes that are none come out as replacement characters, and the first of those is the place.
    const text = bytes.toString('utf8');
    const message = `${name} is not written in UTF-8: from this place on it holds other bytes, as of Latin-1.`;
    const problem = { code: 'unreadable', path: [], offset: text.indexOf('\uFFFD'), message, advice } as const;
    return failed(locate(problem, { file, text }));
  }
}

/** By its byte order mark, or by the zero beside the first character, which in JSON is one of ASCII. */
function isUtf16([first, second]: Uint8Array): boolean {
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || first === 0 || second === 0;
}
