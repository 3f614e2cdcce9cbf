import { type ReactNode, useRef } from 'react';
import { connectedMs, durationWords, inWords } from '../call-words.ts';
import type { CallView, Line } from '../emulator-messages.ts';
import { NUMBER_CHARS_MAX } from '../phone-number.ts';
import type { Dial } from '../use-dial.ts';
import { useFocusHandOver } from '../use-focus-hand-over.ts';
import { KEYPAD_ID } from './keypad-grid.tsx';
import { LINES_IN_VIEW, LinePicker } from './line-picker.tsx';

type Props = { dial: Dial; lines: Line[]; problem: string | undefined };

/** The display of a free phone: which line to call, and from which number. */
export function DialDisplay({ dial, lines, problem }: Props) {
  const display = useRef<HTMLDivElement>(null);
  useFocusHandOver(display, () => document.getElementById(KEYPAD_ID)?.focus());
  const shownProblem = dial.fromProblem ?? problem;
  return (
    <div className="display" ref={display}>
      <p id="dial-problem" className="display__problem" role="alert">
        {shownProblem}
      </p>
      {shownProblem === undefined && <p className="display__top">{stateOf(dial, lines)}</p>}
      <LinePicker lines={lines} chosen={dial.line} onChoose={dial.chooseLine} />
      <div className="caller-number">
        <label className="caller-number__label" htmlFor="caller-number">
          Calling from
        </label>
        <input
          id="caller-number"
          className="caller-number__input"
          type="tel"
          autoComplete="off"
          enterKeyHint="go"
          maxLength={NUMBER_CHARS_MAX}
          value={dial.from}
          aria-invalid={dial.fromProblem !== undefined}
          aria-describedby="dial-problem"
          onChange={(event) => dial.setFrom(event.target.value)}
          onBlur={dial.check}
        />
      </div>
    </div>
  );
}

/** How the last call to the chosen line ended; of any other, the captions tell. */
function stateOf({ told, line }: Dial, lines: Line[]): ReactNode {
  if (told !== undefined && told.to === line?.number) return lastCallWords(told);
  return <>Ready {lines.length > LINES_IN_VIEW && <span>{lines.length} lines</span>}</>;
}

function lastCallWords(call: CallView): string {
  const lasted = connectedMs(call, Date.now());
  const parts = ['Call ended', lasted === undefined ? undefined : durationWords(lasted)];
  if (call.endReason !== undefined) parts.push(inWords(call.endReason));
  return parts.filter((part) => part !== undefined).join(' · ');
}
