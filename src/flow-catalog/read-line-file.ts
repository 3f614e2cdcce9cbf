import { failed, ok, type Result } from '../result.ts';
import type { LineFile } from './line-files.ts';
import { type LocatedProblem, locate } from './located-problem.ts';
import { readJsonDocument } from './read-json-document.ts';
import { readText } from './read-text.ts';

/** Files larger than this are not flows; 5,000 steps take about 1.2 MB. Bytes. */
const fileBytesMax = 4 * 1024 * 1024;

/** Reads one file of a line as JSON. */
export function readLineFile(file: string): Result<LineFile, readonly LocatedProblem[]> {
  const text = readText(file, fileBytesMax);
  if (!text.ok) return failed([text.error]);
  const read = { file, text: text.value };
  const document = readJsonDocument(text.value);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, read)));
  return ok({ ...read, document: document.value });
}
