import type { Clock } from '../calls/ports/clock.ts';
import type { HttpClient, HttpRequest, HttpResult } from '../calls/ports/http-client.ts';
import { failed, ok, type Result } from '../result.ts';
import { type Agents, createAgents } from './agents.ts';
import { type AllowedHost, allowingHost } from './allowed-hosts.ts';
import { type Authorizer, createAuthorizers } from './authorizer.ts';
import { type Resolve, systemResolve } from './checked-lookup.ts';
import type { Credentials } from './credentials.ts';
import { requestLimits } from './data-source-limits.ts';
import { exchange, type WireAnswer, type WireLoss, type WireRequest } from './exchange.ts';
import type { IdentityTokens } from './fetch-token.ts';
import { prepareRequest } from './prepare-request.ts';
import { readAnswer } from './read-answer.ts';
import type { RefusalCode } from './target.ts';

/** What the requests of flows are sent with. */
export interface HttpClientOptions {
  /** Where they may go; nowhere else. */
  readonly allowedHosts: readonly AllowedHost[];
  /** What `auth` may name. Default: nothing. */
  readonly credentials?: Credentials | undefined;
  /** Tokens of the app's own identity, for credentials of that type. */
  readonly identityTokens?: IdentityTokens | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Finds addresses; the system does by default. */
  readonly resolve?: Resolve | undefined;
  /** Certificates that are trusted instead of the well-known ones, as PEM. */
  readonly certificateAuthority?: string | undefined;
  /** Makes a signal that comes after this many milliseconds; a timer of the process by default, which does not keep it alive. */
  readonly timeoutSignal?: ((timeoutMs: number) => AbortSignal) | undefined;
}

interface Sender {
  readonly agents: Agents;
  readonly allowedHosts: readonly AllowedHost[];
  readonly authorizers: ReadonlyMap<string, Authorizer>;
}

/**
 * Sends the requests of `http` steps: to allowed hosts and checked addresses only, following no redirect, with one deadline for
 * everything from the token to the last byte of the answer. Results and their codes hold nothing of a request or an answer.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { allowedHosts, clock, identityTokens, certificateAuthority } = options;
  const timeoutSignal = options.timeoutSignal ?? ((timeoutMs) => AbortSignal.timeout(timeoutMs));
  const agents = createAgents({ resolve: options.resolve ?? systemResolve, certificateAuthority });
  const authorizers = createAuthorizers(options.credentials ?? new Map(), {
    agents,
    clock,
    identityTokens,
    timeoutSignal,
  });
  return {
    async send(request, timeoutMs) {
      try {
        const signal = timeoutSignal(Math.min(Math.max(timeoutMs, 0), requestLimits.timeoutMsMax));
        return await send(request, { agents, allowedHosts, authorizers }, signal);
      } catch {
        // Nothing is known to throw; should it, then nobody knows how far the request came.
        return { type: 'uncertain', code: 'unexpectedThrow' };
      }
    },
  };
}

async function send(request: HttpRequest, sender: Sender, signal: AbortSignal): Promise<HttpResult> {
  const wire = prepareRequest(request, sender.allowedHosts);
  if (!wire.ok) return { type: 'refused', code: wire.error };
  const authorizer = authorizerFor(request, wire.value, sender);
  if (!authorizer.ok) return { type: 'refused', code: authorizer.error };
  const outcome =
    authorizer.value === undefined
      ? await exchange(wire.value, sender.agents, signal)
      : await exchangeAuthorized(wire.value, authorizer.value, { agents: sender.agents, signal });
  return outcome.type === 'answered' ? readAnswer(outcome) : outcome;
}

function authorizerFor(
  { auth }: HttpRequest,
  { target }: WireRequest,
  { authorizers }: Sender,
): Result<Authorizer | undefined, RefusalCode> {
  if (auth === undefined) return ok(undefined);
  const authorizer = authorizers.get(auth);
  if (authorizer === undefined) return failed('unknownAuth');
  return allowingHost(target.url, authorizer.hosts) === undefined ? failed('authNotForHost') : ok(authorizer);
}

/**
 * Sends a request with credentials. A token may end before its time: after a 401 the next request gets a new one, and one that may
 * be repeated is sent once more with it. Others are not: services say 401 for a wrong PIN as well, having counted it.
 */
async function exchangeAuthorized(
  wire: WireRequest,
  authorizer: Authorizer,
  { agents, signal }: { readonly agents: Agents; readonly signal: AbortSignal },
): Promise<WireAnswer | WireLoss> {
  const shown = await authorizer.authorize(signal);
  if (!shown.ok) return shown.error;
  const outcome = await exchange(withHeaders(wire, shown.value.headers), agents, signal);
  const { token } = shown.value;
  if (token === undefined || !('status' in outcome) || outcome.status !== 401) return outcome;
  authorizer.forget(token);
  if (!wire.repeatable) return outcome;
  const renewed = await authorizer.authorize(signal);
  if (!renewed.ok || renewed.value.token === token) return outcome;
  return exchange(withHeaders(wire, renewed.value.headers), agents, signal);
}

/** Credentials come last, so that no header of a flow can stand in their place. */
function withHeaders(wire: WireRequest, headers: Readonly<Record<string, string>>): WireRequest {
  return { ...wire, headers: { ...wire.headers, ...headers } };
}
