import { useRef } from 'react';
import { announcement } from './call-words.ts';
import { CallerPhone } from './components/caller-phone.tsx';
import { Captions } from './components/captions.tsx';
import { EventLog } from './components/event-log.tsx';
import { PageHeader } from './components/page-header.tsx';
import { TargetPhoneDevice } from './components/target-phone.tsx';
import { displayNumber } from './phone-number.ts';
import { useCallFeed } from './use-call-feed.ts';
import { useDial } from './use-dial.ts';
import { usePhone } from './use-phone.ts';
import { usePhoneKeys } from './use-phone-keys.ts';

/** The page: the caller's phone, phones it is transferred to, what is heard, and what went over the wire. */
export function App() {
  const { feed, status } = useCallFeed();
  const phone = usePhone(feed);
  const dial = useDial(feed.lines, phone.shown);
  usePhoneKeys({ press: phone.keypad.press, hangUp: phone.hangUp });
  const callButton = useRef<HTMLButtonElement>(null);
  const labelOf = (number: string): string =>
    feed.lines.find((line) => line.number === number)?.label ?? displayNumber(number);
  const toldLabel = dial.told === undefined ? '' : labelOf(dial.told.to);

  return (
    <>
      <a className="skip-link" href="#keypad">
        Skip to keypad
      </a>
      <PageHeader status={status} muted={phone.sounds.muted} onMutedChange={phone.sounds.setMuted} />
      <main className="page">
        <div className="phones">
          <CallerPhone phone={phone} dial={dial} lines={feed.lines} labelOf={labelOf} callButton={callButton} />
          <div className="phones__targets">
            {phone.targets.map((target) => (
              <TargetPhoneDevice
                key={`${target.call.id}/${target.leg.id}`}
                target={target}
                lineLabel={labelOf(target.call.to)}
                onGone={() => callButton.current?.focus()}
                onAct={(action) => phone.actOnTarget(target, action)}
              />
            ))}
          </div>
        </div>
        <Captions call={dial.told} label={toldLabel} />
        <EventLog entries={feed.log} calls={feed.calls} labelOf={labelOf} />
      </main>
      <p className="visually-hidden" role="status">
        {announcement(dial.told, toldLabel, phone.targets)}
      </p>
    </>
  );
}
