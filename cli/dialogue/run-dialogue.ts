import type { Program } from '../../src/interpreter/program.ts';
import type { Dialogue, DialogueEnd } from './dialogue.ts';
import { DialogueCall } from './dialogue-call.ts';
import { takeEnd, takeTurn } from './take-turn.ts';
import { wordTranscript } from './transcript.ts';

/** What a dialogue came to. */
export interface DialogueResult {
  readonly ok: boolean;
  /** The call as it went, one line per happening; a failed dialogue's ends with the first difference. */
  readonly transcript: string;
  /** The first difference between the dialogue and the call, with the number of its turn. */
  readonly difference?: string;
  /** Names of the steps that were entered, each once, in the order of their first entry. */
  readonly visitedSteps: readonly string[];
  /** What each step came to, as `mainMenu: option 2`, in order. */
  readonly outcomes: readonly string[];
}

/**
 * Runs a dialogue against a flow, on a virtual clock and without a network: some milliseconds of real time for minutes of
 * a call. Every way in which it can go wrong is a result; `difference` says the first.
 */
export function runDialogue(program: Program, dialogue: Dialogue): DialogueResult {
  const call = new DialogueCall(program, dialogue.given ?? {});
  const difference = firstDifference(call, program, dialogue);
  const told = wordTranscript(call.lines);
  const visitedSteps = Object.keys(call.state.frames.at(-1)?.visits ?? {});
  const { outcomes } = call;
  if (difference === undefined) return { ok: true, transcript: told, visitedSteps, outcomes };
  return { ok: false, transcript: `${told}\n${difference}`, difference, visitedSteps, outcomes };
}

function firstDifference(call: DialogueCall, program: Program, dialogue: Dialogue): string | undefined {
  if (dialogue.flow !== program.flow.name)
    return `The dialogue is for the flow "${dialogue.flow}", not for "${program.flow.name}".`;
  call.place();
  for (const [index, turn] of dialogue.turns.entries()) {
    const difference = takeTurn(call, turn);
    if (difference !== undefined) return `Turn ${index + 1}, ${JSON.stringify(turn)}: ${difference}.`;
  }
  const difference = takeEnd(call) ?? endDifference(call, dialogue.end);
  return difference === undefined ? undefined : `End, ${JSON.stringify(dialogue.end)}: ${difference}.`;
}

function endDifference(call: DialogueCall, end: DialogueEnd): string | undefined {
  const rejection = call.performed.find((command) => command.type === 'reject');
  const redirection = call.performed.find((command) => command.type === 'redirect');
  const actual: Record<keyof DialogueEnd, string | undefined> = {
    disposition: call.state.disposition,
    rejected: rejection?.reason,
    redirectedTo: redirection?.to,
    transferredTo: redirection === undefined ? call.takenOverBy() : undefined,
  };
  for (const [field, value] of Object.entries(actual)) {
    // Every field of the comparison is one of the end's, by its type.
    const expected = end[field as keyof DialogueEnd];
    if (expected !== undefined && expected !== value)
      return `expected ${field} "${expected}", got "${value ?? 'none'}"`;
  }
  return undefined;
}
