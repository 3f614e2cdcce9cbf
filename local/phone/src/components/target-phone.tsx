import { type MouseEvent, useEffect, useRef } from 'react';
import { legWords } from '../call-words.ts';
import type { LegAction } from '../emulator-api.ts';
import type { Leg } from '../emulator-messages.ts';
import { displayNumber } from '../phone-number.ts';
import type { TargetPhone } from '../shown-call.ts';
import { useFocusHandOver } from '../use-focus-hand-over.ts';
import { Grille } from './grille.tsx';
import { CallIcon, HangUpIcon } from './icons.tsx';

type Props = { target: TargetPhone; lineLabel: string; onAct(action: LegAction): void; onGone(): void };

/**
 * A phone that the caller is transferred to: it rings, and can accept, decline, and hang up later. `onGone`
 * when it goes with the focus in it.
 */
export function TargetPhoneDevice({ target: { call, leg }, lineLabel, onAct, onGone }: Props) {
  const device = useRef<HTMLElement>(null);
  useFocusHandOver(device, onGone);
  // On a small screen it may ring out of sight; it comes into view, and leaves the focus where it is.
  useEffect(() => {
    device.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const titleId = `target-${call.id}-${leg.id}`;
  return (
    <section
      ref={device}
      tabIndex={-1}
      className={`device device--target device--${leg.state}`}
      aria-labelledby={titleId}
    >
      <Grille sounding={leg.state === 'ringing'} />
      <div className={`display display--target display--${leg.state}`}>
        <p className="display__top">
          <span className="display__state">{legWords(leg.state)}</span>
        </p>
        <h2 id={titleId} className="display__label">
          <span className="visually-hidden">Phone </span>
          {displayNumber(leg.number)}
        </h2>
        <p className="display__number">
          {displayNumber(call.from)}, by way of {lineLabel}
        </p>
      </div>
      <TargetActions leg={leg} onAct={onAct} onLeave={() => device.current?.focus()} />
    </section>
  );
}

type ActionProps = { leg: Leg; onAct(action: LegAction): void; onLeave(): void };

/**
 * What the phone can do now. "Accept" becomes "Hang up" in place, and what takes the buttons away first hands the focus
 * to the phone (`onLeave`), so that it never falls off the page.
 */
function TargetActions({ leg, onAct, onLeave }: ActionProps) {
  if (leg.state === 'ended') {
    return (
      <div className="device__actions">
        <p className="device__rest">On the hook</p>
      </div>
    );
  }
  const ringing = leg.state === 'ringing';
  const leaveBy = (action: LegAction): void => {
    onLeave();
    onAct(action);
  };
  const onMainClick = (event: MouseEvent): void => {
    if (ringing) onAct('accept');
    // The second click of a double click on "Accept" must not hang up.
    else if (event.detail <= 1) leaveBy('hangup');
  };
  return (
    <div className="device__actions">
      <button type="button" className={`action action--${ringing ? 'call' : 'hang-up'}`} onClick={onMainClick}>
        {ringing ? <CallIcon /> : <HangUpIcon />}
        {ringing ? 'Accept' : 'Hang up this phone'}
      </button>
      {ringing && (
        <button type="button" className="action action--hang-up" onClick={() => leaveBy('decline')}>
          <HangUpIcon /> Decline
        </button>
      )}
    </div>
  );
}
