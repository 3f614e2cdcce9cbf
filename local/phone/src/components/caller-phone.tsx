import type { FormEvent, RefObject } from 'react';
import { captionsOf, isSpeaking } from '../captions.ts';
import type { CallView, Line } from '../emulator-messages.ts';
import type { Dial } from '../use-dial.ts';
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
  dial: Dial;
  lines: Line[];
  labelOf(number: string): string;
  /** The button that calls and hangs up. */
  callButton: RefObject<HTMLButtonElement | null>;
};

/** The phone of the person who calls. */
export function CallerPhone({ phone, dial, lines, labelOf, callButton }: Props) {
  const { live } = phone;
  const nowMs = useNow(live !== undefined, CLOCK_STEP_MS);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const from = dial.check();
    if (live !== undefined || phone.placing || from === undefined || dial.line === undefined) return;
    phone.placeCall(from, dial.line.number);
  };

  return (
    <section className={classNames(lines, live)} aria-labelledby="caller-phone-title">
      <h2 id="caller-phone-title" className="visually-hidden">
        Your phone
      </h2>
      <Grille sounding={live !== undefined && isSpeaking(captionsOf(live))} />
      <form className="device__form" onSubmit={onSubmit} noValidate>
        {live === undefined ? (
          <DialDisplay dial={dial} lines={lines} problem={phone.problem} />
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

function classNames(lines: Line[], live: CallView | undefined): string {
  const tall = lines.length >= LINES_IN_VIEW ? ' device--tall' : '';
  return `device${tall}${live === undefined ? ' device--free' : ''}`;
}
