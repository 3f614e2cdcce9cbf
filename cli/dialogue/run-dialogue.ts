import type { Program } from '../../src/interpreter/program.ts';
import { framesOf } from '../../src/interpreter/state.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import { type LineRoutes, noRoutes } from '../line/line-routes.ts';
import { callerOf } from './caller.ts';
import { dialledRoute } from './dialled-route.ts';
import type { Dialogue, Given } from './dialogue.ts';
import { DialogueCall, type ReachedOutcome } from './dialogue-call.ts';
import { differenceAfter } from './difference-after.ts';
import { givenProblem, tableProblem } from './given-problem.ts';
import { type GivenUse, givenUses, suspectUses, wordUnused } from './given-use.ts';
import { startingTime } from './starting-time.ts';
import { takeEnd, takeTurn } from './take-turn.ts';
import { wordTranscript } from './transcript.ts';

/** What a dialogue came to. */
export interface DialogueResult {
  readonly ok: boolean;
  /**
   * The call as it went, one line per happening; a failed dialogue's ends with the first difference, and with what of "given" may
   * be why.
   */
  readonly transcript: string;
  /** The first difference between the dialogue and the call, with the number of its turn. */
  readonly difference?: string;
  /** What the steps came to, in order. */
  readonly reached: readonly ReachedOutcome[];
  /** What the call used of "given"; empty where it could not begin. */
  readonly uses: readonly GivenUse[];
  /** Whether it could not begin because its flow cannot run, which is told elsewhere. */
  readonly isFlowBroken?: true;
  /** The steps at which the call was when the dialogue left it. */
  readonly lastSteps: readonly { readonly flow: string; readonly step: string }[];
}

/** A text of a dialogue that the flow words otherwise. */
export interface OtherWords {
  /** Index of the turn. */
  readonly turn: number;
  readonly said: string;
}

/**
 * Runs a dialogue against a flow, on a virtual clock and without a network: less than a millisecond of real time for minutes of
 * a call. Every way in which it can go wrong is a result; `difference` says the first. Without `routes`, as if no number had one.
 */
export function runDialogue(program: Program, dialogue: Dialogue, routes: LineRoutes = noRoutes): DialogueResult {
  const call = beginCall(program, dialogue, routes);
  if (!call.ok) return failedBefore(call.error);
  const expected = tableProblem(program, Object.keys(dialogue.rows ?? {}));
  if (expected !== undefined) return failedBefore(`Rows afterwards: ${sentence(expected)}`);
  return resultOf(call.value, dialogue, firstDifference(call.value, dialogue));
}

function resultOf(call: DialogueCall, { given = {} }: Dialogue, difference: string | undefined): DialogueResult {
  const { reached, state, lines } = call;
  const uses = givenUses(call, given);
  const lastSteps = framesOf(state).map(({ flow, step }) => ({ flow, step }));
  return {
    ok: difference === undefined,
    reached,
    uses,
    lastSteps,
    ...(difference === undefined ? {} : { difference }),
    // Of most dialogues nobody reads it, so it is not made before somebody does.
    get transcript() {
      return [
        wordTranscript(lines),
        ...(difference === undefined ? [] : [difference, ...wordSuspects(call, given, uses)]),
      ].join('\n');
    },
  };
}

function wordSuspects(call: DialogueCall, given: Given, uses: readonly GivenUse[]): string[] {
  const suspects = suspectUses(call, given, uses).map(wordUnused);
  return suspects.length === 0 ? [] : [`Up to there ${suspects.join(', ')}.`];
}

/** The result of a dialogue that could not begin. */
export function failedBefore(difference: string): DialogueResult {
  return { ok: false, transcript: difference, difference, reached: [], uses: [], lastSteps: [] };
}

/** What is different about a dialogue apart from texts. */
export interface BeyondWords {
  /** The texts that the flow words otherwise, as far as the dialogue came. */
  readonly words: readonly OtherWords[];
  /** What came of the dialogue, had it told those texts as the flow does. */
  readonly result: DialogueResult;
}

/** Runs a dialogue as if it told every text as the flow does. */
export function runBeyondWords(program: Program, dialogue: Dialogue, routes: LineRoutes = noRoutes): BeyondWords {
  const call = beginCall(program, dialogue, routes);
  if (!call.ok) return { words: [], result: failedBefore(call.error) };
  const words: OtherWords[] = [];
  const difference = firstDifference(call.value, dialogue, (one) => words.push(one));
  const texts =
    words.length === 0 ? '' : ` ${words.length === 1 ? 'A text differs' : `${words.length} texts differ`} too.`;
  return { words, result: resultOf(call.value, dialogue, difference && `${difference}${texts}`) };
}

/** A call as a dialogue begins it, not placed yet; else, in a sentence, why it cannot begin. */
export function beginCall(
  program: Program,
  { flow, given = {} }: Pick<Dialogue, 'flow' | 'given'>,
  routes: LineRoutes = noRoutes,
): Result<DialogueCall, string> {
  const { name } = program.flow;
  if (flow !== name) return failed(`The dialogue is for the flow "${flow}", not for "${name}".`);
  const from = callerOf(program, given);
  if (!from.ok) return failed(`Given: ${from.error}.`);
  const dialled = dialledRoute({ flow, to: given.to, from: from.value }, routes);
  if (!dialled.ok) return failed(`Given: ${dialled.error}.`);
  const filled = { ...given, with: { ...dialled.value.inputs, ...given.with } };
  const problem = givenProblem(program, filled);
  if (problem !== undefined) return failed(`Given: ${sentence(problem)}`);
  const atMs = startingTime(given, program.main.timeZone);
  if (!atMs.ok) return failed(`Given: ${atMs.error}.`);
  return ok(new DialogueCall(program, { given: filled, atMs: atMs.value, from: from.value, dialled: dialled.value }));
}

/** A mark under the place where texts part is no sentence, and a question has its own end. */
function sentence(problem: string): string {
  return /[?^]$/.test(problem) ? problem : `${problem}.`;
}

function firstDifference(
  call: DialogueCall,
  dialogue: Dialogue,
  onOtherWords?: (words: OtherWords) => void,
): string | undefined {
  call.place();
  for (const [index, turn] of dialogue.turns.entries()) {
    const onWords = onOtherWords && ((said: string) => onOtherWords({ turn: index, said }));
    const found = takeTurn(call, turn, onWords);
    const difference = call.unforeseen ?? found;
    if (difference !== undefined) return `Turn ${index + 1}, ${JSON.stringify(turn)}: ${sentence(difference)}`;
  }
  const found = takeEnd(call);
  const difference = call.unforeseen ?? found ?? differenceAfter(call, dialogue);
  return difference === undefined ? undefined : `End, ${JSON.stringify(dialogue.end)}: ${difference}.`;
}
