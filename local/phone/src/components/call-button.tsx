import type { MouseEvent, RefObject } from 'react';
import type { Line } from '../emulator-messages.ts';
import { CallIcon, HangUpIcon } from './icons.tsx';

type Props = {
  ref: RefObject<HTMLButtonElement | null>;
  live: boolean;
  placing: boolean;
  line: Line | undefined;
  onHangUp(): void;
};

/** Calls when the phone is free, hangs up when it is not. One button, so that the focus stays where it is. */
export function CallButton({ ref, live, placing, line, onHangUp }: Props) {
  const onClick = (event: MouseEvent): void => {
    // The second click of a double click on "Call" must neither hang up nor call again.
    const repeated = event.detail > 1;
    if (live || repeated) event.preventDefault();
    if (live && !repeated) onHangUp();
  };
  return (
    <button
      ref={ref}
      type="submit"
      className={live ? 'action action--hang-up action--wide' : 'action action--call action--wide'}
      aria-disabled={!live && (placing || line === undefined)}
      onClick={onClick}
    >
      {live ? <HangUpIcon /> : <CallIcon />}
      {live ? 'Hang up' : placing ? 'Calling' : 'Call'}
    </button>
  );
}
