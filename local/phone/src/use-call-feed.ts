import { useEffect, useReducer, useState } from 'react';
import { EMPTY_FEED, type FeedState, reduceFeed } from './call-feed.ts';
import { connectFeed, type FeedStatus } from './feed-connection.ts';

/** The emulator's feed, kept open while the component is there. */
export function useCallFeed(): { feed: FeedState; status: FeedStatus } {
  const [feed, onMessage] = useReducer(reduceFeed, EMPTY_FEED);
  const [status, onStatus] = useState<FeedStatus>({ type: 'connecting' });
  useEffect(() => connectFeed({ openSocket: openFeedSocket, schedule, nowMs: Date.now, onMessage, onStatus }), []);
  return { feed, status };
}

function openFeedSocket(): WebSocket {
  const url = new URL('/emulator/feed', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url);
}

function schedule(action: () => void, delayMs: number): () => void {
  const timer = setTimeout(action, delayMs);
  return () => clearTimeout(timer);
}
