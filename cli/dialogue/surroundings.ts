import { type DataCommand, isRepeatable, type SaveRow, type SendRequest } from '../../src/interpreter/command.ts';
import type { OperationOutcome } from '../../src/interpreter/event.ts';
import { assertNever } from '../../src/result.ts';
import { habits } from './dialogue-limits.ts';
import type { Given, HttpAnswer, MatchedText } from './given.ts';
import { MemoryRows } from './memory-rows.ts';

/** What comes of such a command, and when; `unexpected`: the dialogue has no answer to it, in words. */
export type DataAnswer =
  | { readonly type: 'answers'; readonly afterMs: number; readonly outcome: OperationOutcome }
  | { readonly type: 'unexpected'; readonly difference: string };

interface Supply<T> {
  readonly item: T;
  readonly times: number;
  left: number;
}

function supplyOf<T extends { readonly times?: number | undefined }>(item: T): Supply<T> {
  const { times = 1 } = item;
  return { item, times, left: times };
}

/** The tables and services around a call of a dialogue: what they hold, what they answer, and what they were asked. */
export class Surroundings {
  /** The tables. */
  readonly rows: MemoryRows;
  /** Every request that was sent, in order. */
  readonly requests: SendRequest[] = [];
  /** Those of them that the dialogue has no answer to. */
  readonly unanswered: SendRequest[] = [];
  readonly #answers: readonly Supply<HttpAnswer>[];
  readonly #faults: readonly Supply<NonNullable<Given['faults']>[number]>[];

  constructor(given: Given) {
    this.rows = new MemoryRows(given.rows ?? {});
    this.#answers = (given.http ?? []).map(supplyOf);
    this.#faults = (given.faults ?? []).map(supplyOf);
  }

  /** Which of the answers and faults, in their order, came to pass at least once. */
  used(): { readonly answers: readonly boolean[]; readonly faults: readonly boolean[] } {
    const isUsed = ({ left, times }: Supply<unknown>) => left < times;
    return { answers: this.#answers.map(isUsed), faults: this.#faults.map(isUsed) };
  }

  /** Carries a command out. */
  perform(command: DataCommand): DataAnswer {
    switch (command.type) {
      case 'sendRequest':
        return this.#send(command);
      case 'lookUpRows': {
        if (this.#fault('lookup', command.table) !== undefined)
          return atOnce({ type: 'commandRefused', reason: 'unreachable' });
        return atOnce({ type: 'rowsFound', rows: this.rows.find(command) });
      }
      case 'saveRow':
        return atOnce(this.#save(command));
      default:
        return assertNever(command);
    }
  }

  #save(command: SaveRow): OperationOutcome {
    const fault = this.#fault('save', command.table);
    if (fault === 'unreachable') return { type: 'commandRefused', reason: 'unreachable' };
    const written = this.rows.save(command);
    if (fault === 'uncertain') return { type: 'saveUncertain' };
    if (written === 'refused') return { type: 'commandRefused', reason: 'refused' };
    return { type: written === 'exists' ? 'rowExists' : 'rowSaved' };
  }

  #fault(on: 'lookup' | 'save', table: string): 'unreachable' | 'uncertain' | undefined {
    const fault = this.#faults.find(
      ({ item, left }) => left > 0 && item.on === on && (item.table === undefined || item.table === table),
    );
    if (fault === undefined) return undefined;
    fault.left--;
    return fault.item.as ?? 'unreachable';
  }

  #send(request: SendRequest): DataAnswer {
    this.requests.push(request);
    const answer = this.#answers.find(({ item, left }) => left > 0 && isFor(item, request));
    if (answer === undefined) {
      this.unanswered.push(request);
      const isUsedUp = this.#answers.some(({ item }) => isFor(item, request));
      return { type: 'unexpected', difference: wordUnexpected(request, isUsedUp) };
    }
    answer.left--;
    return answered(answer.item, request);
  }
}

/** Whether a description of requests fits one. */
export function isFor(
  { method, url }: { method?: SendRequest['method'] | undefined; url?: MatchedText | undefined },
  request: SendRequest,
): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (url === undefined) return true;
  return typeof url === 'string' ? request.url === url : request.url.includes(url.contains);
}

/** The app asks once more where that is safe; an answer of a dialogue stands for what came of it in the end. */
function answered(answer: HttpAnswer, request: SendRequest): DataAnswer {
  const { fault, status = 200, body, afterMs = habits.answerMs } = answer;
  const unknown = isRepeatable(request) ? 'timeout' : 'uncertain';
  if (fault === 'timeout' || afterMs >= request.timeoutMs)
    return { type: 'answers', afterMs: request.timeoutMs, outcome: { type: 'requestFailed', reason: unknown } };
  // An error is one even where its page is not JSON; a success that nobody can read is none.
  if (fault === 'unreachable' || (fault === 'unusable' && status >= 200 && status < 300))
    return { type: 'answers', afterMs, outcome: { type: 'requestFailed', reason: 'failed' } };
  const content = fault === 'unusable' || body === undefined ? {} : { body };
  return { type: 'answers', afterMs, outcome: { type: 'requestAnswered', status, ...content } };
}

function wordUnexpected({ method, url }: SendRequest, isUsedUp: boolean): string {
  const why = isUsedUp
    ? `every answer of "given.http" that fits ${method} ${url} is used up`
    : `no answer of "given.http" fits ${method} ${url}`;
  return `${why}; it failed as if the service could not be reached`;
}

function atOnce(outcome: OperationOutcome): DataAnswer {
  return { type: 'answers', afterMs: 0, outcome };
}

/** What the flow asked for, as a transcript tells it. */
export function wordAsked(command: DataCommand): string {
  switch (command.type) {
    case 'sendRequest':
      return `sends ${command.method} ${command.url}`;
    case 'lookUpRows':
      return `looks up ${command.table}`;
    case 'saveRow':
      return `saves a row of ${command.table}`;
  }
}
