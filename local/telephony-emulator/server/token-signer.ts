import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** How long a webhook's token is valid. Source: Microsoft, secure webhook endpoint. */
const TOKEN_LIFETIME_SECONDS = 300;

/** A key pair with its id. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Makes the tokens of webhooks, and publishes what is needed to check them. */
export interface TokenSigner {
  readonly issuer: string;
  readonly audience: string;
  /** The public keys. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** A new token, valid for five minutes. What else the real tokens say is undocumented. */
  sign(): Promise<string>;
}

/** A new RS256 key pair, which lives as long as the process. */
export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

/** Signs with one key, for one audience. */
export function tokenSigner(key: SigningKey, issuer: string, audience: string): TokenSigner {
  return {
    issuer,
    audience,
    jwks: { keys: [key.publicJwk] },
    sign: () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime(`${TOKEN_LIFETIME_SECONDS}s`)
        .sign(key.privateKey),
  };
}
