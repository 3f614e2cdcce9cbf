import { type DocumentKind, schemaProblems } from '../interpreter/schema-problems.ts';
import type { LineFile } from './line-files.ts';
import { type LocatedProblem, locate } from './located-problem.ts';

/** Problems of one document listed at most: one that is something else altogether would list thousands. */
const problemsMax = 100;

/** What of a document does not fit the schema of its kind, each with its place. */
export function checkDocument(read: LineFile, kind: DocumentKind): readonly LocatedProblem[] {
  const parsed = kind.schema.safeParse(read.document);
  if (parsed.success) return [];
  const issues = parsed.error.issues.slice(0, problemsMax);
  const problems = issues.flatMap((issue) => schemaProblems(issue, read.document, kind));
  return problems.slice(0, problemsMax).map((problem) => locate(problem, read));
}
