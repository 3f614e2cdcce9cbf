import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialogue } from '../../cli/dialogue/dialogue.ts';
import { loadDialogue } from '../../cli/dialogue/parse-dialogue.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import type { Program } from '../../src/interpreter/program.ts';

const flows = join(import.meta.dirname, '../../src/flows');

/** The lines' programs; a flow that does not load fails the suite with its problems. */
function programs(): readonly Program[] {
  const directory = loadFlowDirectory(flows);
  if (!directory.ok) throw new Error(directory.error.map(wordProblem).join('\n'));
  return directory.value.programs;
}

function dialoguesOf(flow: string): { file: string; dialogue: Dialogue }[] {
  const folder = join(import.meta.dirname, flow);
  return filesIn(folder).map((file) => {
    const dialogue = loadDialogue(join(folder, file));
    if (!dialogue.ok) throw new Error(dialogue.error.map(wordProblem).join('\n'));
    return { file, dialogue: dialogue.value };
  });
}

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder);
    return names.filter((name) => name.endsWith('.dialogue.json')).sort();
  } catch {
    return [];
  }
}

// All of them take a fraction of a second: the clock is virtual, and a minute of ringing is one step of it.
describe.each(programs())('the dialogues of $flow.name', (program) => {
  const dialogues = dialoguesOf(program.flow.name);

  it('exist, at least one', () => {
    expect(dialogues.length, `test/dialogues/${program.flow.name}/ has no dialogue`).toBeGreaterThan(0);
  });

  it.each(dialogues)('$file: $dialogue.name', ({ dialogue }) => {
    const result = runDialogue(program, dialogue);
    expect(result.difference, result.transcript).toBeUndefined();
  });

  it('enter every step', () => {
    const visited = new Set(dialogues.flatMap(({ dialogue }) => runDialogue(program, dialogue).visitedSteps));
    expect(Object.keys(program.flow.steps).filter((step) => !visited.has(step))).toEqual([]);
  });
});
