import { type FormEvent, type RefObject, useState } from 'react';
import { captionsOf, isSpeaking } from '../captions.ts';
import type { Line } from '../emulator-messages.ts';
import { DEFAULT_CALLER_NUMBER, displayNumber, parseCallerNumber } from '../phone-number.ts';
import { useNow } from '../use-now.ts';
import type { Phone } from '../use-phone.ts';
import { CallButton } from './call-button.tsx';
import { CallDisplay } from './call-display.tsx';
import { DialDisplay } from './dial-display.tsx';
import { Grille } from './grille.tsx';
import { KeypadGrid } from './keypad-grid.tsx';
import { LINES_IN_VIEW } from './line-picker.tsx';
import { SayField, SayForm } from './say-field.tsx';

const CLOCK_STEP_MS = 500;

type Props = {
  phone: Phone;
  lines: Line[];
  labelOf(number: string): string;
  /** The button that calls and hangs up. */
  callButton: RefObject<HTMLButtonElement | null>;
};

/** The phone of the person who calls. */
export function CallerPhone({ phone, lines, labelOf, callButton }: Props) {
  const { live, shown } = phone;
  const nowMs = useNow(live !== undefined, CLOCK_STEP_MS);
  const dial = useDial(lines);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const from = dial.check();
    if (live !== undefined || phone.placing || from === undefined || dial.line === undefined) return;
    phone.placeCall(from, dial.line.number);
  };

  return (
    <section
      className={lines.length >= LINES_IN_VIEW ? 'device device--tall' : 'device'}
      aria-labelledby="caller-phone-title"
    >
      <h2 id="caller-phone-title" className="visually-hidden">
        Your phone
      </h2>
      <Grille sounding={live !== undefined && isSpeaking(captionsOf(live))} />
      <form className="device__form" onSubmit={onSubmit} noValidate>
        {live === undefined ? (
          <DialDisplay dial={dial} lines={lines} last={shown} problem={phone.problem} />
        ) : (
          <CallDisplay
            call={live}
            label={labelOf(live.to)}
            elsewhere={phone.elsewhere}
            pressed={phone.keypad.pressed}
            nowMs={nowMs}
            problem={phone.problem}
          />
        )}
        <KeypadGrid keypad={phone.keypad} listening={live?.listening ?? false} />
        <div className="device__bar">
          <SayField say={phone.say} listening={live?.listeningForSpeech ?? false} />
          <CallButton
            ref={callButton}
            live={live !== undefined}
            placing={phone.placing}
            line={dial.line}
            onHangUp={phone.hangUp}
          />
        </div>
      </form>
      <SayForm say={phone.say} />
    </section>
  );
}

/** What a person sets before calling: the line, and the number that they call from. */
export type Dial = {
  line: Line | undefined;
  chooseLine(number: string): void;
  from: string;
  setFrom(typed: string): void;
  fromProblem: string | undefined;
  /** The caller's number in E.164; `undefined`, with `fromProblem` set, if it is none. */
  check(): string | undefined;
};

function useDial(lines: Line[]): Dial {
  const [chosen, chooseLine] = useState<string>();
  const [from, setFrom] = useState(() => displayNumber(DEFAULT_CALLER_NUMBER));
  const [fromProblem, setFromProblem] = useState<string>();
  return {
    line: lines.find((line) => line.number === chosen) ?? lines[0],
    chooseLine,
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
