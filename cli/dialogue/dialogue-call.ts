import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  isKey,
  isListening,
  isListeningForSpeech,
  newCall as newTelephoneCall,
  nextDueMs,
} from '../../local/telephony-emulator/call-model/call-model.ts';
import { type Command, type DataCommand, isDataCommand } from '../../src/interpreter/command.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type CallState, nextDueAtMs } from '../../src/interpreter/state.ts';
import { isInputStep, type Step } from '../../src/interpreter/step-definition.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import { Agenda, answerOf } from './agenda.ts';
import { answerTo, type BridgedCall, eventOf, inputOf, type OfferedCall } from './bridge.ts';
import type { DialledRoute } from './dialled-route.ts';
import { dialogueLimits, habits } from './dialogue-limits.ts';
import type { Given } from './given.ts';
import { type Observation, observationOf, tellingOf } from './observation.ts';
import { Surroundings, wordAsked } from './surroundings.ts';
import type { TranscriptLine } from './transcript.ts';

/** `idle`: nothing is due. `exceeded`: a bound of dialogues was met. */
export type Passing = 'happened' | 'idle' | 'exceeded';

/** What a step of a flow came to. */
export interface ReachedOutcome {
  readonly flow: string;
  readonly step: string;
  /** As the trace has it: `next`, `next (option 1)`, `failed (timeout)`. */
  readonly outcome: string;
}

/** How a call begins. */
export interface Beginning {
  readonly given: Given;
  /** The number or identity that calls. */
  readonly from: string;
  /** The number or identity that is called. */
  readonly dialled: DialledRoute;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * One call on a virtual clock: the interpreter on one side, the telephone on the other, and the phones, tables and services
 * around them. It lives as long as its dialogue is run and is seen by nothing else; both sides are pure, so this is where their
 * states are kept.
 */
export class DialogueCall {
  /** Everything that happened so far, as it is told. */
  readonly lines: TranscriptLine[] = [];
  /** What the steps came to so far. */
  readonly reached: ReachedOutcome[] = [];
  /** The commands that were not refused. */
  readonly performed: Command[] = [];
  /** What the dialogue has yet to list; the turns take it from the front. */
  readonly pending: Observation[] = [];
  /** The numbers of the phones that rang. */
  readonly rang = new Set<string>();
  /** The tables and services around the call. */
  readonly surroundings: Surroundings;
  /** The interpreter's side. */
  state: CallState;
  /** The telephone's side. */
  model: CallModel = newTelephoneCall();
  /** In words, what the flow asked for that the dialogue did not foresee. */
  unforeseen: string | undefined;
  readonly #program: Program;
  readonly #given: Given;
  readonly #dialled: DialledRoute;
  readonly #bridged: BridgedCall;
  readonly #offered: OfferedCall;
  /** When the caller dials. Milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly #inbox: CallEvent[] = [];
  readonly #agenda = new Agenda();
  #nowMs: number;
  #happenings = 0;

  constructor(program: Program, { given, from, dialled, atMs }: Beginning) {
    this.#program = program;
    this.#given = given;
    this.#dialled = dialled;
    this.#bridged = { from, callConnectionId: 'dialogue-call' };
    this.#offered = { headers: given.headers ?? {}, emergencies: given.emergencies ?? {} };
    this.startedAtMs = atMs;
    this.#nowMs = atMs;
    this.surroundings = new Surroundings(given);
    this.state = newCall(program, 'dialogue', given.with);
  }

  /** Milliseconds since the caller dialled. */
  get afterMs(): number {
    return this.#nowMs - this.startedAtMs;
  }

  /** The caller dials. */
  place(): void {
    const { from } = this.#bridged;
    const { to, isStandIn } = this.#dialled;
    this.#tell('caller', isStandIn ? `calls ${to} (no route leads to "${this.#program.flow.name}")` : `calls ${to}`);
    this.#happen({ type: 'callPlaced', callId: 'dialogue', from, to });
  }

  /** The caller presses one key. */
  press(key: string): void {
    this.#tell('caller', `presses ${key}`);
    if (isKey(key)) this.#happen({ type: 'keyPressed', leg: 'caller', key });
  }

  /** The caller says something. */
  say(text: string): void {
    this.#tell('caller', `says "${text}"`);
    this.#happen({ type: 'spoke', leg: 'caller', text });
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
    if (untilMs - this.startedAtMs > dialogueLimits.virtualMsMax) return 'exceeded';
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
    if (dueMs - this.startedAtMs > dialogueLimits.virtualMsMax) return 'exceeded';
    this.#nowMs = Math.max(this.#nowMs, dueMs);
    const coming = this.#agenda.takeDue(this.#nowMs);
    if (coming !== undefined && 'event' in coming) this.#inbox.push(coming.event);
    this.#happen(coming !== undefined && 'input' in coming ? coming.input : { type: 'timePassed' });
    this.#passDeadlines();
    return 'happened';
  }

  /** Lets the next thing happen that is due, if it is due by an instant, in milliseconds since the caller dialled. */
  stepWithin(afterMs: number): Passing {
    return this.step(this.startedAtMs + afterMs);
  }

  /** When the next thing is due, in milliseconds since the caller dialled. */
  nextAfterMs(): number | undefined {
    const dueMs = this.#nextDueMs();
    return dueMs === undefined ? undefined : Math.max(0, dueMs - this.startedAtMs);
  }

  /** Whether the line listens, with no prompt in the way and nobody speaking: the caller's turn. */
  get isListening(): boolean {
    const { running } = this.model;
    return running?.operation.kind === 'recognize' && running.phase !== 'prompting' && running.phase !== 'hearing';
  }

  /** Whether a key pressed now would count. */
  get takesKeys(): boolean {
    return isListening(this.model);
  }

  /** Whether a word said now would count. */
  get takesWords(): boolean {
    return isListeningForSpeech(this.model);
  }

  /** Whether it is the caller's turn, and nothing goes on before something was put in: a wait is over by itself. */
  get needsCaller(): boolean {
    const { flowStep } = this;
    return this.isListening && flowStep !== undefined && isInputStep(flowStep);
  }

  /** The step of the flow at which the call is. */
  get flowStep(): Step | undefined {
    return this.#program.flows.get(this.state.flow)?.steps.get(this.state.step)?.step;
  }

  /** The number of the phone that took the caller over. */
  takenOverBy(): string | undefined {
    return this.model.legs.find(({ role, state }) => role === 'target' && state === 'connected')?.number;
  }

  #nextDueMs(): number | undefined {
    const ours = this.state.phase === 'ended' ? undefined : nextDueAtMs(this.state);
    const [first, ...others] = [nextDueMs(this.model), ours, this.#agenda.dueAtMs].filter((one) => one !== undefined);
    return first === undefined ? undefined : Math.min(first, ...others);
  }

  #passDeadlines(): void {
    for (const { token, dueAtMs } of this.state.operations) {
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
      const event = eventOf(effect, this.#offered);
      if (event !== undefined) this.#inbox.push(event);
    }
    return effects;
  }

  #drain(): void {
    for (let event = this.#inbox.shift(); event !== undefined; event = this.#inbox.shift()) {
      this.#happenings++;
      const { state, commands, trace } = transition(this.#program, this.state, event);
      this.state = state;
      for (const { step, outcome, flow = this.#program.flow.name } of trace) {
        this.reached.push({ flow, step, outcome });
        this.#tell('flow', `${step}: ${outcome}`);
      }
      this.#perform(commands);
      if (this.#happenings > dialogueLimits.happeningsMax) return;
    }
  }

  /** Performs a batch; after a refused command the rest of it is abandoned, as the app does. */
  #perform(commands: readonly Command[]): void {
    for (const command of commands) {
      if (isDataCommand(command)) {
        this.#ask(command);
        this.performed.push(command);
        continue;
      }
      const effects = this.#apply(inputOf(command, this.#bridged));
      const answer = answerTo(command, effects, this.#nowMs);
      if (answer !== undefined) this.#inbox.push(answer);
      if (answer?.type === 'commandRefused') return;
      this.performed.push(command);
      if (command.type === 'answer') this.state = { ...this.state, callId: this.#bridged.callConnectionId };
    }
  }

  /** Asks a table or another service; the answer is an event. */
  #ask(command: DataCommand): void {
    this.#tell('flow', wordAsked(command));
    const answer = this.surroundings.perform(command);
    if (answer.type === 'unexpected') this.unforeseen ??= answer.difference;
    const { afterMs, outcome } =
      answer.type === 'answers'
        ? answer
        : { afterMs: habits.answerMs, outcome: { type: 'requestFailed', reason: 'failed' } as const };
    const event: CallEvent = { ...outcome, token: command.token, atMs: this.#nowMs + afterMs };
    if (afterMs === 0) this.#inbox.push(event);
    else this.#agenda.add({ atMs: event.atMs, event });
  }

  #observe(effect: Effect): void {
    const observation = observationOf(effect, effect.atMs - this.startedAtMs);
    if (observation !== undefined) this.pending.push(observation);
    const told = tellingOf(effect);
    if (told !== undefined) this.#tell(told.who, told.what);
    if (effect.type !== 'phoneRang') return;
    this.rang.add(effect.number);
    const answer = answerOf(this.#given.phones, effect);
    if (answer !== undefined) this.#agenda.add(answer);
  }

  #tell(who: TranscriptLine['who'], what: string): void {
    this.lines.push({ afterMs: this.afterMs, who, what });
  }
}
