import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  isKey,
  newCall as newTelephoneCall,
  nextDueMs,
} from '../../local/telephony-emulator/call-model/call-model.ts';
import type { Command } from '../../src/interpreter/command.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type CallState, nextDueAtMs } from '../../src/interpreter/state.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import { answerTo, type BridgedCall, eventOf, inputOf } from './bridge.ts';
import type { Given } from './dialogue.ts';
import { dialogueLimits, habits } from './dialogue-limits.ts';
import { type Observation, observationOf, tellingOf } from './observation.ts';
import type { TranscriptLine } from './transcript.ts';

/** `idle`: nothing is due. `exceeded`: a bound of dialogues was met. */
export type Passing = 'happened' | 'idle' | 'exceeded';

const defaults = { from: '+14255550101', to: '+14255550100', at: '2026-01-05T10:00:00Z' } as const;

/**
 * One call on a virtual clock: the interpreter on one side, the telephone on the other, and the phones that the line
 * rings. It lives as long as its dialogue is run and is seen by nothing else; both sides are pure, so this is where their
 * states are kept.
 */
export class DialogueCall {
  /** Everything that happened so far, as it is told. */
  readonly lines: TranscriptLine[] = [];
  /** What the steps came to so far, as `step: outcome`. */
  readonly outcomes: string[] = [];
  /** The commands that were not refused. */
  readonly performed: Command[] = [];
  /** What the dialogue has yet to list; the turns take it from the front. */
  readonly pending: Observation[] = [];
  /** The interpreter's side. */
  state: CallState;
  /** The telephone's side. */
  model: CallModel = newTelephoneCall();
  readonly #program: Program;
  readonly #given: Given;
  readonly #bridged: BridgedCall;
  readonly #startedAtMs: number;
  readonly #inbox: CallEvent[] = [];
  #answers: { readonly atMs: number; readonly input: CallInput }[] = [];
  #nowMs: number;
  #happenings = 0;

  constructor(program: Program, given: Given) {
    this.#program = program;
    this.#given = given;
    this.#bridged = { from: given.from ?? defaults.from, callConnectionId: 'dialogue-call' };
    this.#startedAtMs = Date.parse(given.at ?? defaults.at);
    this.#nowMs = this.#startedAtMs;
    this.state = newCall(program, 'dialogue');
  }

  /** The caller dials. */
  place(): void {
    const { from } = this.#bridged;
    const to = this.#given.to ?? defaults.to;
    this.#tell('caller', `calls ${to}`);
    this.#happen({ type: 'callPlaced', callId: 'dialogue', from, to });
  }

  /** The caller presses one key. */
  press(key: string): void {
    this.#tell('caller', `presses ${key}`);
    if (isKey(key)) this.#happen({ type: 'keyPressed', leg: 'caller', key });
  }

  /** The caller hangs up. */
  hangUp(): void {
    this.#tell('caller', 'hangs up');
    this.#happen({ type: 'legHungUp', leg: 'caller' });
  }

  /** The service fails whatever it plays or listens for; 8511 is its code for a prompt that it cannot play. */
  failMedia(): void {
    this.#tell('line', '(fails)');
    this.#happen({ type: 'mediaFailed', code: 500, subCode: 8511 });
  }

  /** Lets time pass. */
  pass(ms: number): Passing {
    const untilMs = this.#nowMs + ms;
    if (untilMs - this.#startedAtMs > dialogueLimits.virtualMsMax) return 'exceeded';
    let passing = this.step(untilMs);
    while (passing === 'happened') passing = this.step(untilMs);
    if (passing === 'exceeded') return passing;
    this.#nowMs = untilMs;
    this.#happen({ type: 'timePassed' });
    return 'happened';
  }

  /** Lets the next thing happen that is due, at its own time, if it is due by then. */
  step(untilMs = Number.POSITIVE_INFINITY): Passing {
    const dueMs = this.#nextDueMs();
    if (dueMs === undefined || dueMs > untilMs) return 'idle';
    if (this.#happenings > dialogueLimits.happeningsMax) return 'exceeded';
    if (dueMs - this.#startedAtMs > dialogueLimits.virtualMsMax) return 'exceeded';
    this.#nowMs = Math.max(this.#nowMs, dueMs);
    const answer = this.#answers.find(({ atMs }) => atMs <= this.#nowMs);
    this.#answers = this.#answers.filter((one) => one !== answer);
    this.#happen(answer?.input ?? { type: 'timePassed' });
    this.#passDeadlines();
    return 'happened';
  }

  /** The number of the phone that took the caller over. */
  takenOverBy(): string | undefined {
    return this.model.legs.find(({ role, state }) => role === 'target' && state === 'connected')?.number;
  }

  #nextDueMs(): number | undefined {
    const ours = this.state.phase === 'ended' ? undefined : nextDueAtMs(this.state);
    const due = [nextDueMs(this.model), ours, ...this.#answers.map(({ atMs }) => atMs)];
    return due.reduce(
      (first, one) => (one !== undefined && (first === undefined || one < first) ? one : first),
      undefined,
    );
  }

  #passDeadlines(): void {
    for (const [token, { dueAtMs }] of Object.entries(this.state.operations)) {
      if (dueAtMs <= this.#nowMs) this.#inbox.push({ type: 'deadlinePassed', token, atMs: this.#nowMs });
    }
    this.#drain();
  }

  #happen(input: CallInput): void {
    this.#apply(input);
    this.#drain();
  }

  #apply(input: CallInput): readonly Effect[] {
    this.#happenings++;
    const { model, effects } = applyInput(this.model, input, this.#nowMs);
    this.model = model;
    for (const effect of effects) {
      this.#observe(effect);
      const event = eventOf(effect);
      if (event !== undefined) this.#inbox.push(event);
    }
    return effects;
  }

  #drain(): void {
    for (let event = this.#inbox.shift(); event !== undefined; event = this.#inbox.shift()) {
      this.#happenings++;
      const { state, commands, trace } = transition(this.#program, this.state, event);
      this.state = state;
      for (const { step, outcome } of trace) {
        this.outcomes.push(`${step}: ${outcome}`);
        this.#tell('flow', `${step}: ${outcome}`);
      }
      this.#perform(commands);
      if (this.#happenings > dialogueLimits.happeningsMax) return;
    }
  }

  /** Performs a batch; after a refused command the rest of it is abandoned, as the app does. */
  #perform(commands: readonly Command[]): void {
    for (const command of commands) {
      const effects = this.#apply(inputOf(command, this.#bridged));
      const answer = answerTo(command, effects, this.#nowMs);
      if (answer !== undefined) this.#inbox.push(answer);
      if (answer?.type === 'commandRefused') return;
      this.performed.push(command);
      if (command.type === 'answer') this.state = { ...this.state, callId: this.#bridged.callConnectionId };
    }
  }

  #observe(effect: Effect): void {
    const observation = observationOf(effect);
    if (observation !== undefined) this.pending.push(observation);
    const told = tellingOf(effect);
    if (told !== undefined) this.#tell(told.who, told.what);
    if (effect.type === 'phoneRang') this.#answerLater(effect);
  }

  #answerLater({ leg, number }: Extract<Effect, { type: 'phoneRang' }>): void {
    const phone = this.#given.phones?.[number] ?? { answer: 'accept' };
    const input = reactions[phone.answer];
    // A phone that nobody answers is given up by the telephone itself.
    if (input !== undefined)
      this.#answers.push({ atMs: this.#nowMs + (phone.afterMs ?? habits.phoneMs), input: { type: input, leg } });
  }

  #tell(who: TranscriptLine['who'], what: string): void {
    this.lines.push({ afterMs: this.#nowMs - this.#startedAtMs, who, what });
  }
}

const reactions = {
  accept: 'phoneAccepted',
  decline: 'phoneDeclined',
  busy: 'phoneBusy',
  noAnswer: undefined,
} as const;
