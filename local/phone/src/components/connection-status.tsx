import type { ReactNode } from 'react';
import type { FeedStatus } from '../feed-connection.ts';
import { useNow } from '../use-now.ts';

const MS_PER_SECOND = 1_000;

/** Whether the page hears from the emulator; when it does not, when it will try again. */
export function ConnectionStatus({ status }: { status: FeedStatus }) {
  const nowMs = useNow(status.type === 'waiting', MS_PER_SECOND / 2);
  return (
    <p className={`connection connection--${status.type}`}>
      {/* The countdown is for the eye; read aloud it would talk every second. */}
      <span className="visually-hidden" role="status">
        {status.type === 'open' ? 'Connected to the emulator' : 'Not connected to the emulator, trying again'}
      </span>
      <span className="connection__words" aria-hidden="true">
        {wordsOf(status, nowMs)}
      </span>
    </p>
  );
}

function wordsOf(status: FeedStatus, nowMs: number): ReactNode {
  switch (status.type) {
    case 'open':
      return (
        <>
          <span className="connection__subject">Emulator </span>connected
        </>
      );
    case 'connecting':
      return 'Connecting to the emulator';
    case 'waiting':
      return `No emulator. Trying again in ${Math.max(1, Math.ceil((status.retryAtMs - nowMs) / MS_PER_SECOND))} s`;
  }
}
