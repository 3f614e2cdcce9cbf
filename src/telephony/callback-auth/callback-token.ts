import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

/** What a callback's token must say. Source: Microsoft, "secure webhook endpoint" of Call Automation. */
export interface CallbackTokenSettings {
  /** `https://acscallautomation.communication.azure.com` for the service itself. */
  readonly issuer: string;
  /** Where the service publishes its keys. */
  readonly jwksUrl: string;
  /** The immutable id of the communication resource. */
  readonly audience: string;
}

/** `unavailable`: the keys could not be fetched, so nobody can know; the delivery should come again. */
export type TokenVerdict = 'valid' | 'invalid' | 'unavailable';

/** Clocks that differ by more than this are broken; a token lives five minutes. Seconds, as jose takes them. */
const clockToleranceSeconds = 30;

/**
 * Checks the token of a callback: RS256 only, issuer, audience, expiry. The keys are fetched once per process and kept; an
 * unknown key id fetches anew at most every 30 s, so forged tokens cannot make us flood the service.
 */
export function callbackTokenVerifier(
  settings: CallbackTokenSettings,
): (authorization: string | null) => Promise<TokenVerdict> {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    timeoutDuration: 5_000,
  });
  const { issuer, audience } = settings;
  return async (authorization) => {
    const token = /^Bearer ([A-Za-z0-9_.-]{1,8000})$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return 'invalid';
    try {
      await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
        clockTolerance: clockToleranceSeconds,
      });
      return 'valid';
    } catch (error) {
      return isUnavailable(error) ? 'unavailable' : 'invalid';
    }
  };
}

/** Every verdict on a token is an error of jose with a code of its own; what is left is the network's. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}
