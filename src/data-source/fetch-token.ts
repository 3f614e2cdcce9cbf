import * as z from 'zod';
import type { Clock } from '../calls/ports/clock.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Agents } from './agents.ts';
import type { Credential } from './credentials.ts';
import { exchange, type WireRequest } from './exchange.ts';
import { ownHeadersOf } from './prepare-request.ts';
import { readAnswer } from './read-answer.ts';
import { type Token, type TokenLoss, tokenOf } from './token-cache.ts';

/** Asks the platform for a token of the app's own identity. The shape is that of `TokenCredential` of @azure/core-auth. */
export type IdentityTokens = (
  scope: string,
  signal: AbortSignal,
) => Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;

/** What a token is fetched with. */
export interface TokenFetch {
  readonly agents: Agents;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Ends the fetch. */
  readonly signal: AbortSignal;
}

/** Life of a token whose maker does not say it, in seconds. RFC 6749 5.1 only recommends that it is said. */
const lifeSecondsDefault = 300;

const usableToken = z.string().regex(/^[\x21-\x7e]{1,16384}$/);

/** Source: RFC 6749 5.1. Some servers write the number as a text. */
const tokenAnswer = z.object({
  access_token: usableToken,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
});

/** Fetches a token for client credentials. Source: RFC 6749 4.4. */
export async function fetchOauthToken(
  credential: Extract<Credential, { type: 'oauth' }>,
  { agents, clock, signal }: TokenFetch,
): Promise<Result<Token, TokenLoss>> {
  const outcome = await exchange(tokenRequest(credential), agents, signal);
  const result = outcome.type === 'answered' ? readAnswer(outcome) : outcome;
  if (result.type === 'answered' && result.status === 200) {
    const answer = tokenAnswer.safeParse(result.body);
    if (!answer.success) return failed({ type: 'unreachable', code: 'token/unusable' });
    const { access_token, expires_in = lifeSecondsDefault } = answer.data;
    return ok(tokenOf(access_token, clock.nowMs(), expires_in * 1_000));
  }
  if (!('status' in result)) {
    const type = result.type === 'refused' ? 'refused' : 'unreachable';
    return failed({ type, code: `token/${result.code}` });
  }
  // RFC 6749 5.2: 400 and 401 say that these credentials are wrong, and they will be the next time; 5xx and 429 pass.
  const type = [400, 401, 403].includes(result.status) ? 'refused' : 'unreachable';
  return failed({ type, code: `token/${result.status}` });
}

function tokenRequest(credential: Extract<Credential, { type: 'oauth' }>): WireRequest {
  const { clientId, clientSecret, clientAuth, scope, tokenUrl } = credential;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) form.set('scope', scope);
  if (clientAuth === 'body') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const body = Buffer.from(form.toString());
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    ...(clientAuth === 'basic' ? { authorization: basicOf(clientId, clientSecret) } : {}),
    ...ownHeadersOf(body),
  };
  return { target: tokenUrl, method: 'POST', headers, body, repeatable: false };
}

/** Source: RFC 6749 2.3.1: both parts are encoded as in a form before they are joined. */
function basicOf(clientId: string, clientSecret: string): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString('base64')}`;
}

/** Fetches a token of the app's own identity. Whatever its library throws, the message is not looked at. */
export async function fetchIdentityToken(
  scope: string,
  getToken: IdentityTokens,
  { clock, signal }: Omit<TokenFetch, 'agents'>,
): Promise<Result<Token, TokenLoss>> {
  try {
    const answer = await getToken(scope, signal);
    const text = usableToken.safeParse(answer?.token);
    if (answer === null || !text.success) return failed({ type: 'unreachable', code: 'token/unusable' });
    const nowMs = clock.nowMs();
    return ok(tokenOf(text.data, nowMs, Math.max(answer.expiresOnTimestamp - nowMs, 0)));
  } catch {
    return failed({ type: 'unreachable', code: 'token/identity' });
  }
}
