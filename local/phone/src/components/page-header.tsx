import type { FeedStatus } from '../feed-connection.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { SoundOffIcon, SoundOnIcon } from './icons.tsx';

type Props = { status: FeedStatus; muted: boolean; onMutedChange(muted: boolean): void };

/** Name of the page, the state of its connection, and the switch of its loudspeaker. */
export function PageHeader({ status, muted, onMutedChange }: Props) {
  return (
    <header className="page-header">
      <h1 className="page-header__name">
        <span className="page-header__mark" aria-hidden="true" />
        Callwright <span className="page-header__part">phone</span>
      </h1>
      <ConnectionStatus status={status} />
      <button
        type="button"
        className="sound-switch"
        role="switch"
        aria-checked={!muted}
        aria-label="Sounds"
        title={muted ? 'Sounds are off' : 'Sounds are on'}
        onClick={() => onMutedChange(!muted)}
      >
        {muted ? <SoundOffIcon /> : <SoundOnIcon />}
      </button>
    </header>
  );
}
