import type { Clock } from '../calls/ports/clock.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Agents } from './agents.ts';
import type { AllowedHost } from './allowed-hosts.ts';
import { beforeAbort } from './before-abort.ts';
import type { Credential, Credentials } from './credentials.ts';
import { requestLimits } from './data-source-limits.ts';
import { fetchIdentityToken, fetchOauthToken, type IdentityTokens } from './fetch-token.ts';
import { createTokenCache, type Token, type TokenLoss } from './token-cache.ts';

/** What shows a credential on one request. Secret. */
export interface Authorization {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The token in it, where it is one that can be fetched anew. */
  readonly token?: string;
}

/** Puts one credential onto requests. */
export interface Authorizer {
  /** The hosts that may see it. */
  readonly hosts: readonly AllowedHost[];
  /** What to send, or why there is nothing before the signal. */
  authorize(signal: AbortSignal): Promise<Result<Authorization, TokenLoss>>;
  /** Forgets a token that was not accepted, so that the next one is new. */
  forget(token: string): void;
}

/** What tokens are fetched with. */
export interface AuthorizersOptions {
  readonly agents: Agents;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Tokens of the app's own identity; without it `managedIdentity` is refused. */
  readonly identityTokens?: IdentityTokens | undefined;
  /** Makes a signal that comes after this many milliseconds. */
  readonly timeoutSignal: (timeoutMs: number) => AbortSignal;
}

/** An authorizer for each credential, by its name. */
export function createAuthorizers(
  credentials: Credentials,
  options: AuthorizersOptions,
): ReadonlyMap<string, Authorizer> {
  return new Map([...credentials].map(([name, credential]) => [name, createAuthorizer(credential, options)]));
}

function createAuthorizer(credential: Credential, options: AuthorizersOptions): Authorizer {
  const { hosts } = credential;
  switch (credential.type) {
    case 'bearer':
      return { hosts, ...unchanging({ authorization: `Bearer ${credential.token}` }) };
    case 'header':
      return { hosts, ...unchanging({ [credential.name.toLowerCase()]: credential.value }) };
    case 'oauth':
      return { hosts, ...renewed((signal) => fetchOauthToken(credential, { ...options, signal }), options) };
    case 'managedIdentity':
      return { hosts, ...renewed((signal) => identityToken(credential.scope, options, signal), options) };
  }
}

function unchanging(headers: Readonly<Record<string, string>>): Omit<Authorizer, 'hosts'> {
  return { authorize: async () => ok({ headers }), forget: () => {} };
}

function renewed(
  fetchToken: (signal: AbortSignal) => Promise<Result<Token, TokenLoss>>,
  { clock, timeoutSignal }: AuthorizersOptions,
): Omit<Authorizer, 'hosts'> {
  const late = failed<TokenLoss>({ type: 'unreachable', code: 'token/timeout' });
  const cache = createTokenCache(async () => {
    const signal = timeoutSignal(requestLimits.tokenTimeoutMs);
    // The identity's library may not heed the signal, and a fetch that never ends would keep everybody waiting.
    return (await beforeAbort(fetchToken(signal), signal)) ?? late;
  }, clock);
  return {
    async authorize(signal) {
      const token = (await beforeAbort(cache.get(), signal)) ?? late;
      if (!token.ok) return token;
      return ok({ headers: { authorization: `Bearer ${token.value}` }, token: token.value });
    },
    forget: cache.forget,
  };
}

async function identityToken(
  scope: string,
  { identityTokens, clock }: AuthorizersOptions,
  signal: AbortSignal,
): Promise<Result<Token, TokenLoss>> {
  if (identityTokens === undefined) return failed({ type: 'refused', code: 'noIdentity' });
  return fetchIdentityToken(scope, identityTokens, { clock, signal });
}
