import type { Dialogue, DialogueTurn } from '../../cli/dialogue/dialogue.ts';
import { type DialogueResult, runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { type ProgramSource, parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';

/** Steps of a flow called `small`, and what else of it a test is about. */
export interface SmallFlow {
  readonly steps: Readonly<Record<string, unknown>>;
  readonly flow?: Readonly<Record<string, unknown>>;
  readonly line?: Partial<ProgramSource>;
}

/** The program of a small flow: it begins with its first step, and has a step `bye` that ends it as `served`. */
export function aLine({ steps, flow, line }: SmallFlow): Program {
  const small = {
    name: 'small',
    language: 'en-US',
    start: Object.keys(steps)[0],
    operator: { none: 'A test.' },
    onError: 'sorry',
    ...flow,
    steps: {
      ...steps,
      bye: { type: 'hangUp', disposition: 'served' },
      sorry: { type: 'hangUp', disposition: 'failed' },
    },
  };
  const parsed = parseProgram({ main: 'small', ...line, flows: { small, ...line?.flows } }, 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Runs a dialogue of a small flow that should end as `served`. */
export function runSmall(
  program: Program,
  turns: readonly DialogueTurn[],
  rest: Partial<Dialogue> = {},
): DialogueResult {
  return runDialogue(program, {
    flow: 'small',
    name: 'A test.',
    turns: [...turns],
    end: { disposition: 'served' },
    ...rest,
  });
}
