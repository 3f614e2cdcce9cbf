import { useState } from 'react';
import type { CallView, Line } from './emulator-messages.ts';
import { DEFAULT_CALLER_NUMBER, displayNumber, parseCallerNumber } from './phone-number.ts';
import { isSetAside, type PickedLine } from './shown-call.ts';

/** What a person sets before calling: the line, and the number that they call from. */
export type Dial = {
  line: Line | undefined;
  chooseLine(number: string): void;
  /** The call on show; `undefined` also when it is over and another line has been picked since. */
  told: CallView | undefined;
  from: string;
  setFrom(typed: string): void;
  fromProblem: string | undefined;
  /** The caller's number in E.164; `undefined`, with `fromProblem` set, if it is none. */
  check(): string | undefined;
};

/** The dial of the caller's phone. `shown` is the call that the phone is, or was last, in. */
export function useDial(lines: Line[], shown: CallView | undefined): Dial {
  const [picked, setPicked] = useState<PickedLine>();
  const [from, setFrom] = useState(() => displayNumber(DEFAULT_CALLER_NUMBER));
  const [fromProblem, setFromProblem] = useState<string>();
  return {
    line: lines.find((line) => line.number === picked?.number) ?? lines[0],
    chooseLine: (number) => setPicked({ number, shownCallId: shown?.id }),
    told: shown !== undefined && isSetAside(shown, picked) ? undefined : shown,
    from,
    setFrom(typed) {
      setFrom(typed);
      setFromProblem(undefined);
    },
    fromProblem,
    check() {
      const parsed = parseCallerNumber(from);
      setFromProblem(parsed.ok ? undefined : parsed.problem);
      if (parsed.ok) setFrom(displayNumber(parsed.number));
      return parsed.ok ? parsed.number : undefined;
    },
  };
}
