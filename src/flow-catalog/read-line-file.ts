import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { failed, ok, type Result } from '../result.ts';
import type { LineFile } from './line-files.ts';
import { type LocatedProblem, locate, ofWholeFile } from './located-problem.ts';
import { readJsonDocument } from './read-json-document.ts';

/** Files larger than this are not flows; 5,000 steps take about 1.2 MB. Bytes. */
const fileBytesMax = 4 * 1024 * 1024;

/** Reads one file of a line as JSON. */
export function readLineFile(file: string): Result<LineFile, readonly LocatedProblem[]> {
  const text = readText(file);
  if (text === undefined) return failed([unreadable(file)]);
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, { file, text })));
  return ok({ file, text, document: document.value });
}

function readText(file: string): string | undefined {
  try {
    // Before anything is read, for the file may be larger than the memory.
    return statSync(file).size > fileBytesMax ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function unreadable(file: string): LocatedProblem {
  const message = `${basename(file)} cannot be read, or is larger than ${fileBytesMax} bytes.`;
  return ofWholeFile(file, { code: 'unreadable', message, advice: 'Put the file there and make it readable.' });
}
