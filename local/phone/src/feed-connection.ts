import { decodeFeedMessage, type FeedMessage } from './emulator-messages.ts';

/** Waits between attempts to reach the feed again; milliseconds, the last repeats. */
export const RECONNECT_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;

/** How the page is connected to the emulator. */
export type FeedStatus = { type: 'connecting' } | { type: 'open' } | { type: 'waiting'; retryAtMs: number };

/** The part of a browser's WebSocket that the feed needs. */
export type FeedSocket = {
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
};

/** What surrounds a feed; in tests all of it is in the test's hand. */
export type FeedSurroundings = {
  openSocket(): FeedSocket;
  /** Runs `action` after `delayMs`; returns how to call that off. */
  schedule(action: () => void, delayMs: number): () => void;
  nowMs(): number;
  onMessage(message: FeedMessage): void;
  onStatus(status: FeedStatus): void;
};

/**
 * Keeps the feed open: when it breaks, tries again after growing waits, for as long as the page is there; a page left
 * open overnight must work in the morning. Returns how to close it for good.
 */
export function connectFeed(surroundings: FeedSurroundings): () => void {
  let closed = false;
  let failures = 0;
  let socket: FeedSocket | undefined;
  let callOff = (): void => undefined;

  const retry = (): void => {
    if (closed) return;
    const delayMs = delayAfter(failures);
    failures += 1;
    surroundings.onStatus({ type: 'waiting', retryAtMs: surroundings.nowMs() + delayMs });
    callOff = surroundings.schedule(open, delayMs);
  };
  const open = (): void => {
    surroundings.onStatus({ type: 'connecting' });
    socket = surroundings.openSocket();
    socket.addEventListener('message', (event) => {
      const message = closed ? undefined : decodeFeedMessage(event.data);
      if (message === undefined) return;
      // Only a message proves that the feed works: a proxy may accept a socket and drop it at once.
      failures = 0;
      if (message.type === 'snapshot') surroundings.onStatus({ type: 'open' });
      surroundings.onMessage(message);
    });
    socket.addEventListener('close', retry);
  };

  open();
  return () => {
    closed = true;
    callOff();
    socket?.close();
  };
}

function delayAfter(failures: number): number {
  return RECONNECT_DELAYS_MS[Math.min(failures, RECONNECT_DELAYS_MS.length - 1)] ?? 0;
}
