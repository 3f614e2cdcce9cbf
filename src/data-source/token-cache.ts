import type { Clock } from '../calls/ports/clock.ts';
import { ok, type Result } from '../result.ts';

/** A token, and until when it is used: some time before it expires. */
export interface Token {
  readonly text: string;
  readonly usableUntilMs: number;
}

/** Why there is no token; the meaning is that of the port's results. */
export interface TokenLoss {
  readonly type: 'refused' | 'unreachable';
  readonly code: string;
}

/** Keeps a token for all requests. */
export interface TokenCache {
  /** A token that is usable now, fetched where there is none: once, however many ask. */
  get(): Promise<Result<string, TokenLoss>>;
  /** Forgets a token that was not accepted; a newer one is kept. */
  forget(text: string): void;
}

/** How long before its end a token is no longer used, at most, in milliseconds: as long as clocks may differ and requests run. */
const marginMs = 60_000;

/** The longest that a token is used, whatever its maker says, in milliseconds. */
const usedMsMax = 24 * 60 * 60 * 1_000;

/** A token that lives this long from now on. A short-lived one is used for half of its life. Milliseconds. */
export function tokenOf(text: string, nowMs: number, lifeMs: number): Token {
  return { text, usableUntilMs: nowMs + Math.min(lifeMs - Math.min(marginMs, lifeMs / 2), usedMsMax) };
}

/** Keeps what `fetchToken` brings. It must end by itself: whoever asks meanwhile waits for the same fetch. */
export function createTokenCache(
  fetchToken: () => Promise<Result<Token, TokenLoss>>,
  clock: Pick<Clock, 'nowMs'>,
): TokenCache {
  let kept: Token | undefined;
  let fetching: Promise<Result<string, TokenLoss>> | undefined;

  const refresh = async () => {
    try {
      const fetched = await fetchToken();
      if (!fetched.ok) return fetched;
      kept = fetched.value;
      return ok(kept.text);
    } finally {
      fetching = undefined;
    }
  };
  return {
    async get() {
      if (kept !== undefined && clock.nowMs() < kept.usableUntilMs) return ok(kept.text);
      fetching ??= refresh();
      return fetching;
    },
    forget(text) {
      if (kept?.text === text) kept = undefined;
    },
  };
}
