import { failed, ok, type Result } from '../result.ts';
import type { LineFile } from './line-files.ts';
import { type LocatedProblem, locate } from './located-problem.ts';
import { readJsonDocument } from './read-json-document.ts';
import { readText } from './read-text.ts';

/** Files larger than this are not flows; 5,000 steps take about 1.2 MB. Bytes. */
const fileBytesMax = 4 * 1024 * 1024;

/** Reads one file of a line as JSON. */
export function readLineFile(file: string): Result<LineFile, readonly LocatedProblem[]> {
  const read = readText(file, fileBytesMax);
  if (!read.ok) return failed([read.error]);
  const text = read.value;
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, { file, text })));
  return ok({ file, text, document: document.value });
}
