import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Agents } from './agents.ts';
import { AddressRefused } from './checked-lookup.ts';
import { answerLimits } from './data-source-limits.ts';
import type { Target } from './target.ts';

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly target: Target;
  readonly method: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** Whether it may be sent again when nobody can know whether it arrived. */
  readonly repeatable: boolean;
}

/** A whole answer, unread. */
export interface WireAnswer {
  readonly type: 'answered';
  readonly status: number;
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly bytes: Buffer;
}

/** What kept an answer away; the meaning is that of the port's results. */
export type WireLoss =
  | { readonly type: 'refused' | 'unreachable' | 'uncertain'; readonly code: string }
  | { readonly type: 'unusable'; readonly status: number; readonly code: string };

/**
 * Sends a request, once, and takes its answer in. The signal ends everything: look-up, connection, answer and body.
 *
 * A request that may not be repeated gets a connection of its own. On one that is kept, the other side may hang up in the very
 * moment of sending, and nobody could know whether the request had arrived.
 */
export async function exchange(wire: WireRequest, agents: Agents, signal: AbortSignal): Promise<WireAnswer | WireLoss> {
  if (signal.aborted) return { type: 'unreachable', code: 'timeout' };
  const request = open(wire, agents, signal);
  const wasSent = watchSending(request);
  try {
    const answered = responseOf(request, signal);
    request.end(wire.body);
    const response = await answered;
    return await takeIn(response);
  } catch (error) {
    return lossOf(error, wasSent(), signal.aborted);
  }
}

function open(
  { target, method, headers, repeatable }: WireRequest,
  agents: Agents,
  signal: AbortSignal,
): ClientRequest {
  const { url, reach } = target;
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  return openRequest({
    agent: agents({ scheme, reach, reused: repeatable }),
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    method,
    headers,
    signal,
  });
}

/** The beginning of the answer. Keeps listening, since an error may come later, which the answer then tells by itself. */
function responseOf(request: ClientRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    // Node.js 24 tells of no error when it hangs up on a change of protocol (101) that nobody asked for.
    request.once('close', () => reject(Object.assign(new Error(), { code: 'CLOSED' })));
    // The request heeds the signal as well, but tells nobody while it still waits for a connection.
    signal.addEventListener('abort', reject, { once: true });
  });
}

/** Tells whether any of a request may have left: a connection that is not new, or is established, carries it at once. */
function watchSending(request: ClientRequest): () => boolean {
  let sent = false;
  const markSent = () => {
    sent = true;
  };
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket || !socket.connecting) markSent();
    // Over TLS nothing is sent before the other side's certificate has been checked, which comes after `connect`.
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', markSent);
  });
  return () => sent;
}

async function takeIn(response: IncomingMessage): Promise<WireAnswer | WireLoss> {
  const status = response.statusCode ?? 0;
  // 304 is an answer like others: it redirects to nothing.
  if (status >= 300 && status < 400 && status !== 304) return dropped(response, 'redirect');
  if (Number(response.headers['content-length'] ?? 0) > answerLimits.bodyBytesMax) return dropped(response, 'tooLarge');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response) {
    sizeBytes += chunk.length;
    if (sizeBytes > answerLimits.bodyBytesMax) return dropped(response, 'tooLarge');
    chunks.push(chunk);
  }
  return {
    type: 'answered',
    status,
    contentType: response.headers['content-type'] ?? '',
    contentEncoding: response.headers['content-encoding'] ?? '',
    bytes: Buffer.concat(chunks),
  };
}

function dropped(response: IncomingMessage, code: string): WireLoss {
  response.destroy();
  return { type: 'unusable', status: response.statusCode ?? 0, code };
}

function lossOf(error: unknown, wasSent: boolean, timedOut: boolean): WireLoss {
  if (error instanceof AddressRefused) return { type: 'refused', code: 'addressNotAllowed' };
  return { type: wasSent ? 'uncertain' : 'unreachable', code: timedOut ? 'timeout' : codeOf(error) };
}

/** A code of Node.js or OpenSSL, which name kinds of failure; messages name hosts and addresses. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'unknown';
}
