import type { Dialogue, DialogueEnd, DialogueTurn } from '../dialogue/dialogue.ts';
import type { DialogueCall, Passing } from '../dialogue/dialogue-call.ts';
import { dialogueLimits } from '../dialogue/dialogue-limits.ts';
import type { Given } from '../dialogue/given.ts';
import type { Observation } from '../dialogue/observation.ts';
import { isOver, takeTurn } from '../dialogue/take-turn.ts';
import { collapse, type TranscriptLine } from '../dialogue/transcript.ts';
import { wordTurn } from './word-turn.ts';

/** Turns kept for the end of a session: a pause, hanging up, and what is said at the same moment. */
const turnsKept = 10;

/** What a session is of. */
export interface SessionOptions {
  readonly flow: string;
  readonly given: Given;
  /** Whether time passes between turns because the caller lets it, so that the dialogue must say it. */
  readonly isTimed: boolean;
}

/**
 * A call that somebody makes by hand, and the dialogue that says the same. Whatever the caller does is done as a turn of a
 * dialogue, so that the dialogue reproduces it.
 */
export class PlaySession {
  readonly #call: DialogueCall;
  readonly #options: SessionOptions;
  readonly #turns: DialogueTurn[] = [];
  /** When the last thing that the dialogue tells happened, in milliseconds since the caller dialled. */
  #lastMs = 0;
  #told = 0;
  #isStuck = false;
  /** Whether it was the caller's turn since the last thing that the dialogue tells. */
  #turnPasses = false;

  /** `call`: one that has not been placed. */
  constructor(call: DialogueCall, options: SessionOptions) {
    this.#call = call;
    this.#options = options;
    call.place();
    this.#observe();
  }

  /** Whether the call has ended, or can never end. */
  get isOver(): boolean {
    return isOver(this.#call) || this.#isStuck;
  }

  /** Whether the dialogue of the session has about as many turns as a dialogue may have, so that the caller has to hang up. */
  get isFull(): boolean {
    return this.#turns.length >= dialogueLimits.turnsMax - turnsKept;
  }

  /** Whether words would be listened to now. */
  get takesWords(): boolean {
    return this.#call.takesWords;
  }

  /** What the line waits for, in words. */
  get turn(): string {
    return wordTurn(this.#call);
  }

  /** How long the call has lasted, in milliseconds. */
  get afterMs(): number {
    return this.#call.afterMs;
  }

  /** When something happens next, in milliseconds since the caller dialled; undefined where nothing does by itself. */
  get nextAfterMs(): number | undefined {
    return this.#call.nextAfterMs();
  }

  /** Lets the call go on until it is the caller's turn, or over. */
  goOn(): void {
    while (!isOver(this.#call) && !this.#call.isListening && !this.#isStuck && !this.isFull) {
      this.#isStuck = this.#call.step() !== 'happened';
      this.#observe();
    }
  }

  /** Lets the call go on until an instant, in milliseconds since the caller dialled. */
  goOnUntil(afterMs: number): void {
    let passing: Passing = 'happened';
    while (passing === 'happened' && !this.isOver && !this.isFull) {
      this.#turnPasses ||= this.#call.needsCaller;
      passing = this.#call.stepWithin(afterMs);
      this.#observe();
    }
    const restMs = Math.floor(afterMs - this.#call.afterMs);
    if (restMs > 0 && passing === 'idle') passing = this.#call.pass(restMs);
    this.#isStuck = passing === 'exceeded';
  }

  /** The caller does something now; returns in words why not, where that cannot be. */
  act(turn: DialogueTurn): string | undefined {
    const speaks = 'press' in turn || 'say' in turn;
    const isSpoken = this.#call.model.running?.phase === 'prompting';
    if (speaks && !isSpoken && !this.#call.isListening) return 'the line listens to nothing now';
    const done = speaks && isSpoken ? { ...turn, during: true } : turn;
    // A dialogue waits by itself for the caller's turn, but not before what can be done at any time.
    const waitsItself = speaks || 'silence' in turn;
    const waitMs = this.#options.isTimed || !waitsItself ? this.#call.afterMs - this.#lastMs : 0;
    const difference = takeTurn(this.#call, done);
    if (difference !== undefined) return difference;
    if (waitMs > 0) this.#turns.push({ waitMs });
    this.#turns.push(done);
    this.#lastMs = this.#call.afterMs;
    this.#turnPasses = false;
    this.#observe();
    return undefined;
  }

  /** What happened since this was asked last. */
  news(): readonly TranscriptLine[] {
    const news = this.#call.lines.slice(this.#told);
    this.#told = this.#call.lines.length;
    return news;
  }

  /** The dialogue that says the same. */
  dialogue(): Dialogue {
    const { flow, given } = this.#options;
    const failures = this.#call.surroundings.unanswered.map(
      ({ method, url }) => ({ method, url, fault: 'unreachable' }) as const,
    );
    const foreseen = failures.length === 0 ? given : { ...given, http: [...(given.http ?? []), ...failures] };
    return {
      flow,
      name: `A call of ${flow}.`,
      ...(Object.keys(foreseen).length === 0 ? {} : { given: foreseen }),
      turns: [...this.#turns],
      end: this.#end(),
    };
  }

  #observe(): void {
    for (const observation of this.#call.pending.splice(0)) {
      // A dialogue does not wait for what is said because the caller does nothing.
      const waitMs = this.#turnPasses ? observation.afterMs - this.#lastMs : 0;
      if (waitMs > 0) this.#turns.push({ waitMs });
      this.#turns.push(turnOf(observation));
      this.#lastMs = Math.max(this.#lastMs, observation.afterMs);
      this.#turnPasses = false;
    }
  }

  #end(): DialogueEnd {
    const { state, performed } = this.#call;
    const rejection = performed.find((command) => command.type === 'reject');
    const redirection = performed.find((command) => command.type === 'redirect');
    const takenOverBy = redirection === undefined ? this.#call.takenOverBy() : undefined;
    return {
      disposition: state.disposition ?? 'none',
      ...(rejection === undefined ? {} : { rejected: rejection.reason }),
      ...(redirection === undefined ? {} : { redirectedTo: redirection.to }),
      ...(takenOverBy === undefined ? {} : { transferredTo: takenOverBy }),
      ...(state.tags === undefined ? {} : { tags: [...state.tags] }),
    };
  }
}

function turnOf(observation: Observation): DialogueTurn {
  if (observation.type === 'ring') return { phone: observation.number, rings: true };
  return { hear: collapse(observation.text) };
}
