import { expect, it } from 'vitest';
import type { Command } from '../../src/interpreter/command.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { CallState } from '../../src/interpreter/state.ts';
import { transition } from '../../src/interpreter/transition.ts';

/** One line of a table: what an event makes of a call. */
export interface StepCase {
  readonly name: string;
  readonly program: Program;
  readonly state: CallState;
  readonly event: CallEvent;
  readonly becomes: CallState;
  readonly commands: readonly Command[];
  /** As `step: outcome`. */
  readonly trace: readonly string[];
}

/** Makes a test of each line: the whole state, all commands, the whole trace. */
export function itBecomes(cases: readonly StepCase[]): void {
  it.each(cases)('$name', ({ program, state, event, becomes, commands, trace }) => {
    const result = transition(program, state, event);
    expect(result.trace.map((entry) => `${entry.step}: ${entry.outcome}`)).toEqual(trace);
    expect(result.commands).toEqual(commands);
    expect(result.state).toEqual(becomes);
  });
}
