import { connectedMs, durationWords, listeningFor, stateWords } from '../call-words.ts';
import type { CallView } from '../emulator-messages.ts';
import { displayNumber } from '../phone-number.ts';
import { connectedTarget } from '../shown-call.ts';
import { shownKeys } from '../shown-keys.ts';

type Props = {
  call: CallView;
  label: string;
  /** Somebody else placed the call; the phone has taken it over. */
  elsewhere: boolean;
  pressed: string;
  nowMs: number;
  problem: string | undefined;
};

/** The display of a phone in a call. */
export function CallDisplay({ call, label, elsewhere, pressed, nowMs, problem }: Props) {
  const target = connectedTarget(call);
  const lastedMs = connectedMs(call, nowMs);
  return (
    <div className={`display display--${call.state}`}>
      <p className="display__top">
        <span className="display__state">{stateWords(call)}</span>
        <span className="display__from">from {displayNumber(call.from)}</span>
      </p>
      <p className="display__label">{target === undefined ? label : displayNumber(target.number)}</p>
      <p className="display__number">
        {target === undefined ? displayNumber(call.to) : `by way of ${label}`}
        {elsewhere && ' · placed elsewhere'}
      </p>
      <p className="display__timer" role="timer" aria-label="Call time">
        {lastedMs !== undefined && durationWords(lastedMs)}
      </p>
      <div className="display__foot">
        <p className="display__problem" role="alert">
          {problem}
        </p>
        {problem === undefined && (
          <p className="display__keys">
            <span className="visually-hidden">Keys pressed: </span>
            {shownKeys(pressed)}
          </p>
        )}
        {problem === undefined && <p className="listening">{listeningWords(call)}</p>}
      </div>
    </div>
  );
}

/** What the line takes now: a caller who speaks to one that listens for keys alone is not heard. */
function listeningWords(call: CallView): string {
  const awaited = listeningFor(call);
  if (awaited === '') return '';
  return `The line is listening for ${awaited}`;
}
