import { type LocatedProblem, locate } from '../../src/flow-catalog/located-problem.ts';
import { readText } from '../../src/flow-catalog/read-text.ts';
import { dialogueLimits } from './dialogue-limits.ts';
import { type GivenUse, wordUnused } from './given-use.ts';
import type { SuiteResult } from './run-suite.ts';

/**
 * What of "given" no call asked for, though the dialogue passed: likely a mistyped address or number. The dialogues of one file
 * often repeat what holds before them, so what one of them uses is no news in the others; of those that failed nothing is known.
 */
export function unusedGiven(results: readonly SuiteResult[]): readonly LocatedProblem[] {
  const byFile = Map.groupBy(results, ({ file }) => file);
  return [...byFile].flatMap(([file, dialogues]) => unusedIn(file, dialogues));
}

function unusedIn(file: string, dialogues: readonly SuiteResult[]): readonly LocatedProblem[] {
  const told = new Set(
    dialogues.flatMap(({ result }) => result.uses.filter(({ isUsed }) => isUsed || !result.ok)).map(contentOf),
  );
  const unused = dialogues.flatMap((one) => {
    const fresh = one.result.uses.filter(({ content }) => !told.has(content));
    for (const { content } of fresh) told.add(content);
    return fresh.map((use) => ({ one, use }));
  });
  if (unused.length === 0) return [];
  const text = readText(file, dialogueLimits.fileBytesMax);
  return unused.map(({ one: { path, dialogue }, use }) => {
    const problem = {
      code: 'unused-given' as const,
      path: [...path, 'given', ...use.path],
      message: `In "${dialogue.name}" ${wordUnused(use)}.`,
      advice: 'Correct it, or remove it.',
    };
    return locate(problem, { file, text: text.ok ? text.value : '' });
  });
}

function contentOf({ content }: GivenUse): string {
  return content;
}
