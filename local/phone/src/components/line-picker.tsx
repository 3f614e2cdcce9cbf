import { useRef } from 'react';
import type { Line } from '../emulator-messages.ts';
import { displayNumber } from '../phone-number.ts';
import { useMoreBeyond } from '../use-more-beyond.ts';

/** Lines for which the display has room; of more, the list scrolls. */
export const LINES_IN_VIEW = 3;

type Props = { lines: Line[]; chosen: Line | undefined; onChoose(number: string): void };

/** The lines that can be called; one of them is chosen. */
export function LinePicker({ lines, chosen, onChoose }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  useMoreBeyond(scroller);
  return (
    <fieldset className="lines">
      <legend className="visually-hidden">Line to call</legend>
      {lines.length === 0 && <p className="lines__empty">The emulator has no lines to call yet.</p>}
      <div ref={scroller} className={lines.length > LINES_IN_VIEW ? 'lines__scroll fades' : undefined}>
        <div className="lines__list">
          {lines.map((line) => (
            <label key={line.number} className="line">
              <input
                className="line__radio"
                type="radio"
                name="line"
                value={line.number}
                checked={line.number === chosen?.number}
                onChange={() => onChoose(line.number)}
              />
              <span className="line__label">{line.label}</span>
              <span className="line__number">{displayNumber(line.number)}</span>
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
