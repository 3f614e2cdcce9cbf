import { expect, test } from 'vitest';
import type { FeedMessage } from '../../../local/phone/src/emulator-messages.ts';
import {
  connectFeed,
  type FeedSocket,
  type FeedStatus,
  RECONNECT_DELAYS_MS,
} from '../../../local/phone/src/feed-connection.ts';

const SNAPSHOT = JSON.stringify({ type: 'snapshot', lines: [], calls: [], log: [] });

/** A feed whose sockets and clock are in the test's hand. */
function aFeed() {
  const sockets: Array<{ say(data: string): void; drop(): void; closed: boolean }> = [];
  const timers: Array<{ action(): void; delayMs: number }> = [];
  const statuses: FeedStatus[] = [];
  const messages: FeedMessage[] = [];
  const openSocket = (): FeedSocket => {
    const listeners: { message?: (event: { data: unknown }) => void; close?: () => void } = {};
    const socket = {
      say: (data: string) => listeners.message?.({ data }),
      drop: () => listeners.close?.(),
      closed: false,
    };
    sockets.push(socket);
    return {
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        Object.assign(listeners, { [type]: listener });
      },
      close() {
        socket.closed = true;
        socket.drop();
      },
    };
  };
  const close = connectFeed({
    openSocket,
    schedule: (action, delayMs) => {
      const timer = { action, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    nowMs: () => 0,
    onMessage: (message) => messages.push(message),
    onStatus: (status) => statuses.push(status),
  });
  /** The last connection breaks, and the wait that follows passes; returns how long it was. */
  const breakAndWait = (): number | undefined => {
    sockets.at(-1)?.drop();
    const timer = timers.shift();
    timer?.action();
    return timer?.delayMs;
  };
  return { sockets, timers, statuses, messages, close, breakAndWait };
}

test('a snapshot opens the feed, and what is no message is passed over', () => {
  const feed = aFeed();
  feed.sockets[0]?.say('{"type":"weather"}');
  feed.sockets[0]?.say(SNAPSHOT);

  expect(feed.statuses).toEqual([{ type: 'connecting' }, { type: 'open' }]);
  expect(feed.messages).toEqual([JSON.parse(SNAPSHOT)]);
});

test('waits grow while the emulator is away, and start anew once it was there', () => {
  const feed = aFeed();
  const waits = Array.from({ length: RECONNECT_DELAYS_MS.length + 1 }, feed.breakAndWait);
  feed.sockets.at(-1)?.say(SNAPSHOT);

  expect(waits).toEqual([...RECONNECT_DELAYS_MS, RECONNECT_DELAYS_MS.at(-1)]);
  expect(feed.breakAndWait()).toBe(RECONNECT_DELAYS_MS[0]);
});

test('a broken feed says when it will be tried again', () => {
  const feed = aFeed();
  feed.sockets[0]?.drop();

  expect(feed.statuses.at(-1)).toEqual({ type: 'waiting', retryAtMs: RECONNECT_DELAYS_MS[0] });
});

test('a closed feed stays closed', () => {
  const feed = aFeed();
  feed.close();
  feed.sockets[0]?.say(SNAPSHOT);

  expect([feed.sockets[0]?.closed, feed.timers, feed.messages]).toEqual([true, [], []]);
});
