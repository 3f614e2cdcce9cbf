import { readFileSync, writeFileSync } from 'node:fs';
import type { LoadedLine } from '../line/load-line.ts';
import { runBeyondWords } from './run-dialogue.ts';
import type { SuiteResult } from './run-suite.ts';
import { updatedText } from './update-dialogue.ts';

/** Dialogues after their texts were rewritten. */
export interface UpdatedSuite {
  readonly results: readonly SuiteResult[];
  /** The files that were written. */
  readonly written: readonly string[];
}

/**
 * Rewrites the texts of failing dialogues where only words differ. What came of a dialogue is then what comes of it as it is
 * written now; of one that differs in more, what stands in the way of rewriting it.
 */
export function updateAll(results: readonly SuiteResult[], line: LoadedLine): UpdatedSuite {
  const written = new Set<string>();
  const updated = results.map((one) => update(one, line, (file) => written.add(file)));
  return { results: updated, written: [...written] };
}

function update(one: SuiteResult, { programs, routes }: LoadedLine, onWritten: (file: string) => void): SuiteResult {
  const { dialogue, file } = one;
  const program = programs.get(dialogue.flow);
  if (one.result.ok || program === undefined) return one;
  const { words, result } = runBeyondWords(program, dialogue, routes);
  if (result.ok && words.length > 0) {
    writeFileSync(file, updatedText(readFileSync(file, 'utf8'), one, words));
    onWritten(file);
  }
  return { ...one, result };
}
