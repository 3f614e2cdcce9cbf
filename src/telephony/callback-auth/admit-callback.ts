import type { Signer } from '../../calls/ports/keys.ts';
import type { TokenVerdict } from './callback-token.ts';

/** What a callback shows of itself before its body is looked at. */
export interface CallbackClaim {
  /** The path's last segment: the attempt's id, signed by us. */
  readonly signedAttempt: string;
  readonly authorization: string | null;
}

/** Who checks callbacks. */
export interface CallbackGate {
  readonly signer: Signer;
  readonly verifyToken: (authorization: string | null) => Promise<TokenVerdict>;
}

/** `refused`: 401, nothing is read or written. `unavailable`: nobody can know; it should be delivered again. */
export type Admission =
  | { readonly type: 'admitted'; readonly attemptId: string }
  | { readonly type: 'refused' | 'unavailable' };

/**
 * Admits a callback that bears both proofs: our signature of the attempt in its path, so that it is about this call, and the
 * service's token, so that it is from the service. The signature goes first, since it costs microseconds to refuse by it.
 */
export async function admitCallback(gate: CallbackGate, claim: CallbackClaim): Promise<Admission> {
  const attemptId = gate.signer.verify(claim.signedAttempt);
  if (attemptId === undefined) return { type: 'refused' };
  switch (await gate.verifyToken(claim.authorization)) {
    case 'valid':
      return { type: 'admitted', attemptId };
    case 'invalid':
      return { type: 'refused' };
    case 'unavailable':
      return { type: 'unavailable' };
  }
}
