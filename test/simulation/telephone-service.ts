import {
  applyInput,
  type CallInput,
  type Effect,
  type ModelSettings,
  newCall,
  nextDueMs,
  type RaisedEvent,
  refusalIn,
} from '../../local/telephony-emulator/call-model/call-model.ts';
import type { CallProbe, CommandRequest, CommandResult } from '../../src/calls/ports/telephony.ts';
import { refusalOf } from '../../src/telephony/reason-codes.ts';
import type { History } from './history.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import { inputOf, isLineOver, soundOf, type TelephoneLine } from './telephone-line.ts';
import { noteEnded, notePerformed, tellEffect } from './telephone-notes.ts';

/** How a telephone behaves that is rung. */
export interface Phone {
  readonly answer: 'accept' | 'busy' | 'noAnswer' | 'decline';
  readonly afterMs: number;
}

/** Behaviours of the service that its documentation leaves open: the app must come through under each. */
export interface ServiceSettings {
  /** Whether a repeated request is known by its repeatability id, and answered as the first was. */
  readonly honoursRepeatability: boolean;
  /** What a second answer of one incoming call gets: nobody has seen it live. */
  readonly secondAnswer: 'refused' | 'connects';
  readonly model: Partial<ModelSettings>;
  readonly phone: Phone;
}

/** Where the service's news go. */
export interface ServiceNews {
  incomingCall(context: string): void;
  /** An event of a connection, for the webhook of its attempt. */
  event(callId: string, event: RaisedEvent): void;
  /** Something changed on a line: the caller may react. */
  changed(line: TelephoneLine): void;
}

/** The telephone service: one caller, one incoming call, and the connections that the app makes of it. */
export interface TelephoneService {
  /** The caller dials. */
  place(call: { readonly from: string; readonly to: string }): void;
  /** The caller does something at the telephone. */
  caller(input: Extract<CallInput, { type: 'keyPressed' | 'spoke' | 'legHungUp' }>): void;
  /** Takes one request of the app and does it now. */
  act(request: CommandRequest): CommandResult;
  probe(callId: string): CallProbe;
  lines(): readonly TelephoneLine[];
  /** Nothing is left of the call for the app: it was refused, lost, hung up or handed over. */
  isOver(): boolean;
}

/** The handle that the service gives for the only incoming call of a world. */
export const incomingCallContext = 'context-of-the-call';

/** How long a caller talks to a person who took the call. Milliseconds. */
const conversationMs = 20_000;

/** What the service stands on. */
export interface ServiceSurroundings {
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly settings: ServiceSettings;
  readonly news: ServiceNews;
}

/** The service over the call model, on virtual time. */
export function createTelephoneService(surroundings: ServiceSurroundings): TelephoneService {
  const exchange = new Exchange(surroundings);
  return {
    place: (call) => exchange.place(call),
    caller: (input) => {
      for (const line of exchange.lines) exchange.apply(line, input);
    },
    act: (request) => exchange.act(request),
    probe: (callId) => probeOf(exchange.lines.find(({ id }) => id === callId)),
    lines: () => exchange.lines,
    isOver: () => exchange.lines.every(isLineOver),
  };
}

/** The lines of one caller. */
class Exchange {
  readonly lines: TelephoneLine[] = [];
  readonly #surroundings: ServiceSurroundings;
  readonly #answered = new Map<string, CommandResult>();
  readonly #timers = new Map<TelephoneLine, Cancel>();
  #dialled = { from: '', to: '' };
  #silentSinceMs: number | undefined;

  constructor(surroundings: ServiceSurroundings) {
    this.#surroundings = surroundings;
  }

  place(call: { readonly from: string; readonly to: string }): void {
    this.#dialled = call;
    this.#open();
  }

  /** Gives a line an input, and everybody what came of it. */
  apply(line: TelephoneLine, input: CallInput): readonly Effect[] {
    const { scheduler, news } = this.#surroundings;
    const turn = applyInput(line.model, input, scheduler.nowMs());
    line.model = turn.model;
    this.#timers.get(line)?.();
    const dueMs = nextDueMs(line.model);
    if (dueMs !== undefined) {
      const wake = () => this.apply(line, { type: 'timePassed' });
      this.#timers.set(line, scheduler.after(dueMs - scheduler.nowMs(), wake));
    }
    for (const effect of turn.effects) this.#take(line, effect);
    this.#listen();
    news.changed(line);
    return turn.effects;
  }

  /** Takes a request; one that is known by its repeatability id gets its first result again. */
  act(request: CommandRequest): CommandResult {
    const { requestId } = request.repeatability;
    const honours = this.#surroundings.settings.honoursRepeatability && isRepeatable(request);
    const known = honours ? this.#answered.get(requestId) : undefined;
    const result = known ?? this.#perform(request);
    if (result.type === 'done') this.#answered.set(requestId, result);
    return result;
  }

  #perform(request: CommandRequest): CommandResult {
    const line = this.#lineFor(request);
    if (line === undefined) return { type: 'refused', reason: 'gone', code: '404/8522' };
    const before = line.model.running;
    const effects = this.apply(line, inputOf(request, line.id));
    const refusal = refusalIn(effects);
    if (refusal !== undefined) return refused(refusal.status, refusal.code);
    notePerformed(this.#surroundings.history, { line, request, before, effects });
    return request.command.type === 'answer' ? { type: 'done', callId: line.id } : { type: 'done' };
  }

  #lineFor({ command, call }: CommandRequest): TelephoneLine | undefined {
    if (call.callId !== undefined) return this.lines.find(({ id }) => id === call.callId);
    const [first] = this.lines;
    const isSecond = command.type === 'answer' && first?.model.connection !== undefined;
    const connects = isSecond && this.#surroundings.settings.secondAnswer === 'connects';
    return connects && first.model.phase !== 'ended' ? this.#open() : first;
  }

  #open(): TelephoneLine {
    const line = { id: `connection-${this.lines.length + 1}`, model: newCall(this.#surroundings.settings.model) };
    this.lines.push(line);
    this.apply(line, { type: 'callPlaced', callId: line.id, ...this.#dialled });
    return line;
  }

  #take(line: TelephoneLine, effect: Effect): void {
    const { history, news } = this.#surroundings;
    tellEffect(history, line, effect);
    if (effect.type === 'incomingCallRaised' && this.lines.length === 1) news.incomingCall(incomingCallContext);
    if (effect.type === 'phoneRang') this.#ring(line, effect.leg);
    if (effect.type !== 'eventRaised') return;
    noteEnded(history, line, effect);
    news.event(line.id, effect);
  }

  #ring(line: TelephoneLine, leg: string): void {
    const { scheduler, settings } = this.#surroundings;
    const { answer, afterMs } = settings.phone;
    if (answer === 'noAnswer') return;
    const type = ({ accept: 'phoneAccepted', busy: 'phoneBusy', decline: 'phoneDeclined' } as const)[answer];
    scheduler.after(afterMs, () => this.apply(line, { type, leg }));
    if (answer !== 'accept') return;
    scheduler.after(afterMs + conversationMs, () => this.apply(line, { type: 'legHungUp', leg }));
  }

  /** Measures what the caller hears on all lines together. */
  #listen(): void {
    const { scheduler, history } = this.#surroundings;
    const sounds = this.lines.map(soundOf);
    const nowMs = scheduler.nowMs();
    if (sounds.includes('silent') && !sounds.includes('busy')) {
      this.#silentSinceMs ??= nowMs;
      return;
    }
    const fromMs = this.#silentSinceMs;
    if (fromMs !== undefined && nowMs > fromMs) history.gaps.push({ fromMs, toMs: nowMs });
    this.#silentSinceMs = undefined;
  }
}

/** The SDK sends a repeatability id with these; media commands have none. */
function isRepeatable({ command }: CommandRequest): boolean {
  return !/^(play|recognise\w+|cancelMedia)$/.test(command.type);
}

function refused(status: number, code: string): CommandResult {
  const refusal = refusalOf(status, code);
  const both = `${status}/${code}`;
  return refusal === 'uncertain' ? { type: 'uncertain', code: both } : { type: 'refused', reason: refusal, code: both };
}

function probeOf(line: TelephoneLine | undefined): CallProbe {
  const state = line?.model.connection?.state;
  return state === undefined || state === 'disconnected' ? 'gone' : state;
}
