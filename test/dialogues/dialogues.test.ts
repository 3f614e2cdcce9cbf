import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialogueFiles } from '../../cli/dialogue/find-dialogues.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { loadSuite, runSuite } from '../../cli/dialogue/run-suite.ts';
import { loadLine } from '../../cli/line/load-line.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';

const suite = loadSuite(dialogueFiles(import.meta.dirname) ?? []);
const named = suite.dialogues.map((one) => ({ ...one, name: one.dialogue.name, flow: one.dialogue.flow }));
const flows = [...new Set(named.map(({ flow }) => flow))];
const line = await loadLine(join(import.meta.dirname, '../../src/flows'), { mains: flows });

it('the flows and dialogues of the lines have no problem', () => {
  expect([...suite.problems, ...(line?.problems ?? [])].map(wordProblem)).toEqual([]);
});

// All of them take a fraction of a second: the clock is virtual, and a minute of ringing is one step of it.
describe.each(flows)('the dialogues of %s', (flow) => {
  it.each(named.filter((one) => one.flow === flow))('$file: $name', ({ dialogue }) => {
    const program = line?.programs.get(flow);
    if (program === undefined) throw new Error(`There is no flow ${flow}.`);
    const result = runDialogue(program, dialogue);
    expect(result.difference, result.transcript).toBeUndefined();
  });
});

it('together they enter every step of every flow', () => {
  const { coverage } = runSuite(suite.dialogues, line?.programs ?? new Map(), { everyFlow: true });
  expect(coverage.flatMap(({ flow, missedSteps }) => missedSteps.map((step) => `${flow}: ${step}`))).toEqual([]);
});
