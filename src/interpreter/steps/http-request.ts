import type { SendRequest } from '../command.ts';
import type { OperationOutcome } from '../event.ts';
import { escapeUrl } from '../expressions/template.ts';
import { limits } from '../limits.ts';
import { speechFor } from '../prompts/render-prompt.ts';
import { isCallerGone, type OperationKind, type Visit } from '../state.ts';
import { zeroOf } from '../store-values.ts';
import type { Value } from '../value-definition.ts';
import { fillValue } from './filled-value.ts';
import { fitAnswer } from './fit-answer.ts';
import type { Request } from './http-compile.ts';
import { renderTemplate, type StepContext, scopeOf } from './step-context.ts';
import type { AwaitedCommand, StepResult } from './step-module.ts';

/** Sends the request, and looks at the clock for the filler. */
export function sendRequest(request: Request, context: StepContext): StepResult {
  const url = urlOf(request, context);
  // Without one of its parts an address is that of something else.
  if (url === undefined) return { type: 'leaves', outcome: 'failed', mark: 'addressIncomplete' };
  const command = commandOf(request, context, url);
  if (JSON.stringify(command).length > limits.requestCharactersMax)
    return { type: 'leaves', outcome: 'failed', mark: 'requestTooLarge' };
  const filler: AwaitedCommand = { awaits: 'timer', withinMs: limits.fillerAfterMs };
  const { prompts } = speechFor(context, request.filler ?? context.flow.defaults.filler, 0);
  const sent: AwaitedCommand = { command, awaits: 'request', withinMs: request.timeoutMs };
  const isFilled = prompts.length > 0 && request.timeoutMs > limits.fillerAfterMs && !isCallerGone(context.state);
  const visit: Visit = { ...context.visit, stage: 'requesting' };
  return { type: 'awaits', visit, commands: isFilled ? [filler, sent] : [sent] };
}

function commandOf(request: Request, context: StepContext, url: string): SendRequest {
  const { method, auth, timeoutMs, body, idempotencyKey } = request;
  const filled = body === undefined ? undefined : fillValue(context, body);
  return {
    type: 'sendRequest',
    method,
    url,
    headers: Object.fromEntries(request.headers.map(([name, template]) => [name, renderTemplate(context, template)])),
    ...(filled === undefined ? {} : { body: filled }),
    ...(auth === undefined ? {} : { auth }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey: renderTemplate(context, idempotencyKey) }),
    timeoutMs,
  };
}

/** The address with its query; undefined where a value that is part of the address is missing. */
function urlOf({ url, query }: Request, context: StepContext): string | undefined {
  const filled = url.render(scopeOf(context));
  if (filled.missing) {
    context.onMissing();
    return undefined;
  }
  // A fragment is never sent (RFC 9110, 4.2.4), and what is put behind it would not be either.
  const [address = ''] = filled.text.split('#');
  const pairs = query.map(([name, template]) => `${escapeUrl(name)}=${escapeUrl(renderTemplate(context, template))}`);
  if (pairs.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

/** What came of the request, or of the filler that is spoken meanwhile. */
export function resumeRequest(
  request: Request,
  context: StepContext,
  { outcome, kind }: { outcome: OperationOutcome; kind: OperationKind },
): StepResult {
  if (kind === 'timer') return speakFiller(request, context);
  if (kind === 'prompt') return fillerSpoken(context);
  const { name, assign, mark } = resultOf(request, outcome);
  // A filler is heard to its end: words that break off sound like a broken line.
  const isSpeaking = context.state.operations.some((operation) => operation.kind === 'prompt');
  if (isSpeaking) return { type: 'awaits', visit: { ...context.visit, outcome: name }, commands: [], assign, mark };
  return { type: 'leaves', outcome: name, assign, mark };
}

function speakFiller(request: Request, context: StepContext): StepResult {
  const { prompts, lastsMs } = speechFor(context, request.filler ?? context.flow.defaults.filler, 0);
  const play: AwaitedCommand = { command: { type: 'play', prompts }, awaits: 'prompt', withinMs: lastsMs };
  return { type: 'awaits', visit: context.visit, commands: prompts.length === 0 ? [] : [play], mark: 'filler' };
}

/** However the filler went, the answer decides; if it has come, the step is done. */
function fillerSpoken({ visit }: StepContext): StepResult {
  return visit.outcome === undefined
    ? { type: 'awaits', visit, commands: [] }
    : { type: 'leaves', outcome: visit.outcome };
}

interface RequestResult {
  readonly name: string;
  readonly assign?: Readonly<Record<string, Value>> | undefined;
  readonly mark?: string | undefined;
}

function resultOf(request: Request, outcome: OperationOutcome): RequestResult {
  const unknown = request.isRepeatable ? 'timeout' : 'uncertain';
  switch (outcome.type) {
    case 'requestAnswered':
      return answered(request, outcome);
    case 'requestFailed':
      return { name: outcome.reason === 'failed' ? 'failed' : unknown };
    case 'deadlinePassed':
      return { name: unknown, mark: 'lost' };
    default:
      return { name: 'failed', mark: outcome.type };
  }
}

/** Gateways that say so know nothing of what stands behind them. Source: RFC 9110, 15.6.3 and 15.6.5. */
const gatewayStatuses: ReadonlySet<number> = new Set([502, 504]);

/**
 * An answer that is not of the declared type is of no use: nothing of it may be spoken as if it were right. Of a request that reads
 * it is a failure; any other may have taken effect all the same. An error's own body may be anything: its status has said what it means.
 */
function answered(
  request: Request,
  { status, body, unreadable = false }: Extract<OperationOutcome, { type: 'requestAnswered' }>,
): RequestResult {
  const isSuccess = status >= 200 && status < 300;
  const listed = request.statuses.get(status);
  const mark = `status ${status}`;
  if (listed === undefined && gatewayStatuses.has(status)) return { name: unknownEffect(request), mark };
  const name = listed ?? (isSuccess ? 'next' : 'failed');
  if (request.into === undefined || name === 'failed') return { name, mark };
  const { name: variable, type } = request.into;
  const value = body === undefined ? undefined : fitAnswer(type, body);
  const isMissing = value === undefined || JSON.stringify(value).length > limits.answerCharactersMax;
  // A success without a body is one where the flow expects that, and has listed its status.
  const isUnfit = isMissing && isSuccess && (unreadable || body !== undefined || listed === undefined);
  if (isUnfit) return { name: unknownEffect(request), mark: 'unfitAnswer' };
  // What an earlier answer left must not be taken for this one's.
  return { name, mark, assign: { [variable]: isMissing ? zeroOf(type) : value } };
}

/** What a request came to that was taken by somebody, though nobody can tell how. */
function unknownEffect({ method, isRepeatable }: Request): string {
  if (method === 'GET' || method === 'HEAD') return 'failed';
  return isRepeatable ? 'timeout' : 'uncertain';
}
