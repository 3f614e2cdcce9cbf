import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const HANDSET =
  'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1.1 1.1 0 0 1 1.1-.27c1.2.4 2.5.6 3.8.6.6 0 1.1.5 1.1 1.1v3.4c0 .6-.5 1.1-1.1 1.1C10.4 21.1 2.9 13.6 2.9 4.1c0-.6.5-1.1 1.1-1.1h3.4c.6 0 1.1.5 1.1 1.1 0 1.3.2 2.6.6 3.8.12.4.03.8-.27 1.1z';

/** A lifted handset. */
export function CallIcon() {
  return (
    <Icon>
      <path d={HANDSET} />
    </Icon>
  );
}

/** A handset laid down. */
export function HangUpIcon() {
  return (
    <Icon>
      <path d={HANDSET} transform="rotate(135 12 12)" />
    </Icon>
  );
}

/** A mouth-piece: words go out to the right. */
export function SpeakIcon() {
  return (
    <Icon>
      <path className="icon__stroke" d="M5 9.5v5M9.5 6v12M14 9v6M18.5 11v2" />
    </Icon>
  );
}

/** A loudspeaker with waves. */
export function SoundOnIcon() {
  return (
    <Icon>
      <path d="M4 9.5v5h3.2l4.3 3.8V5.7L7.2 9.5z" />
      <path className="icon__stroke" d="M14.8 9a4.2 4.2 0 0 1 0 6M17.2 6.6a7.6 7.6 0 0 1 0 10.8" />
    </Icon>
  );
}

/** A loudspeaker, crossed. */
export function SoundOffIcon() {
  return (
    <Icon>
      <path d="M4 9.5v5h3.2l4.3 3.8V5.7L7.2 9.5z" />
      <path className="icon__stroke" d="m15 9.5 5 5m0-5-5 5" />
    </Icon>
  );
}

/** An arrow to the right: towards the app. */
export function ToAppIcon() {
  return (
    <Icon>
      <path className="icon__stroke" d="M4 12h15m-5.5-5.5L19 12l-5.5 5.5" />
    </Icon>
  );
}

/** An arrow to the left: from the app. */
export function FromAppIcon() {
  return (
    <Icon>
      <path className="icon__stroke" d="M20 12H5m5.5-5.5L5 12l5.5 5.5" />
    </Icon>
  );
}
