import { randomBytes, randomUUID } from 'node:crypto';
import {
  applyInput,
  type CallInput,
  type CallModel,
  type Effect,
  type EndReason,
  isListening,
  isListeningForSpeech,
  type ModelSettings,
  newCall,
  nextDueMs,
} from '../call-model/call-model.ts';
import { endExplanation, type Offer } from './end-explanation.ts';
import { HEARD_MAX, SAID_MAX } from './limits.ts';
import type { Line } from './options.ts';
import type { CallView, HeardPrompt, SaidWords } from './views.ts';

/** Random bytes that bring an incoming call context to the length of the real ones, 5 to 8 KB. */
const CONTEXT_PADDING_BYTES = 4_200;

/** The longest that a timer of Node's can wait. Milliseconds. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** What the answer said about the call as a whole. */
export interface AnswerTerms {
  readonly callConnectionId: string;
  readonly callbackUri: string;
  /** The api-version of the request: events carry it as their version. */
  readonly apiVersion: string;
  readonly cognitiveServices: boolean;
}

/** Who calls whom, how the call behaves, and who is told of what comes of it. */
export interface LiveCallOptions {
  readonly from: string;
  readonly to: string;
  readonly settings: Partial<ModelSettings>;
  /** The numbers that are listed: an explanation names them. */
  readonly lines: readonly Line[];
  /** Called after every input and timer, also when nothing came of it but a new state. */
  readonly onTurn: (call: LiveCall, effects: readonly Effect[]) => void;
}

/** One call that runs in real time: the model, its timer, and the ids that the service gives. */
export class LiveCall {
  readonly id = randomUUID();
  readonly correlationId = randomUUID();
  readonly serverCallId = serverCallId();
  readonly incomingCallContext = incomingCallContext();
  readonly from: string;
  readonly to: string;
  answered: AnswerTerms | undefined;
  readonly #startedAt = new Date().toISOString();
  readonly #onTurn: LiveCallOptions['onTurn'];
  readonly #lines: readonly Line[];
  #connectedAt: string | undefined;
  #endedAt: string | undefined;
  #endReason: EndReason | undefined;
  #offer: Offer = { type: 'waiting' };
  /** The app is told of a call that is over: whatever comes of that, it is not why the call ended. */
  #isToldLate = false;
  #heard: readonly HeardPrompt[] = [];
  #said: readonly SaidWords[] = [];
  #model: CallModel;
  #timer: NodeJS.Timeout | undefined;

  constructor({ from, to, settings, lines, onTurn }: LiveCallOptions) {
    this.from = from;
    this.to = to;
    this.#lines = lines;
    this.#onTurn = onTurn;
    this.#model = newCall(settings);
  }

  /** The model's present state. */
  get model(): CallModel {
    return this.#model;
  }

  /** How far the news of the call has come. */
  noteOffer(offer: Offer): void {
    if (this.#endReason !== undefined && offer.type === 'sent') this.#isToldLate = true;
    if (!this.#isToldLate) this.#offer = offer;
  }

  /** Lets something happen now; its effects are passed on before this returns. */
  apply(input: CallInput): readonly Effect[] {
    const turn = applyInput(this.#model, input, Date.now());
    this.#model = turn.model;
    for (const effect of turn.effects) this.#note(effect);
    this.#arm();
    this.#onTurn(this, turn.effects);
    return turn.effects;
  }

  /** Stops the clock of this call. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The call as the caller API shows it. */
  view(): CallView {
    const { phase, endReason, connection, legs } = this.#model;
    const explanation = this.#explanation();
    return {
      id: this.id,
      from: this.from,
      to: this.to,
      state: phase === 'idle' ? 'ringing' : phase,
      ...(endReason === undefined ? {} : { endReason }),
      ...(explanation === undefined ? {} : { endExplanation: explanation }),
      ...(connection === undefined ? {} : { callConnectionId: connection.id }),
      startedAt: this.#startedAt,
      ...(this.#connectedAt === undefined ? {} : { connectedAt: this.#connectedAt }),
      ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
      legs,
      listening: isListening(this.#model),
      listeningForSpeech: isListeningForSpeech(this.#model),
      heard: this.#heard,
      said: this.#said,
    };
  }

  #note(effect: Effect): void {
    const at = new Date(effect.atMs).toISOString();
    if (effect.type === 'legConnected' && effect.leg === 'caller') this.#connectedAt = at;
    if (effect.type === 'callEnded') {
      this.#endedAt = at;
      this.#endReason = effect.endReason;
    }
    if (effect.type === 'legSpoke' && effect.leg === 'caller') {
      this.#said = [...this.#said, { at, text: effect.text, counted: effect.counts }].slice(-SAID_MAX);
    }
    if (effect.type === 'promptStarted') {
      this.#heard = [...this.#heard, { at, text: effect.text, finished: false }].slice(-HEARD_MAX);
    }
    const last = this.#heard.at(-1);
    if (effect.type === 'promptFinished' && last !== undefined) {
      const ended: HeardPrompt = effect.finished ? { ...last, finished: true } : { ...last, cut: true };
      this.#heard = [...this.#heard.slice(0, -1), ended];
    }
  }

  /** Why the call came to nothing. What becomes of an attempt to tell the app that had begun before the end belongs to it. */
  #explanation(): string | undefined {
    if (this.#endReason === undefined) return undefined;
    const { ringMs } = this.#model.settings;
    return endExplanation({ endReason: this.#endReason, to: this.to, offer: this.#offer, ringMs, lines: this.#lines });
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const dueMs = nextDueMs(this.#model);
    if (dueMs === undefined) return;
    // A timer of Node's can fire a moment early; the model then does nothing and the call is armed again.
    const delayMs = Math.min(TIMER_MS_MAX, Math.max(1, dueMs - Date.now()));
    this.#timer = setTimeout(() => this.apply({ type: 'timePassed' }), delayMs);
  }
}

/** The shape seen live: base64 of an address in the conversation service. */
function serverCallId(): string {
  return Buffer.from(`https://api.flightproxy.skype.com/api/v2/cp/emulated/conv/${randomUUID()}`).toString('base64');
}

/** The shape seen live: like an unsigned JWT, several thousand characters, to be passed back untouched. */
function incomingCallContext(): string {
  const part = (text: string): string => Buffer.from(text).toString('base64url');
  const padding = randomBytes(CONTEXT_PADDING_BYTES).toString('base64');
  return `${part('{"alg":"none","typ":"JWT"}')}.${part(JSON.stringify({ cc: randomUUID(), padding }))}.`;
}
