import { useRef } from 'react';
import type { CallView, LogEntry } from '../emulator-messages.ts';
import { type CallLog, logByCall } from '../log-by-call.ts';
import { useMoreBeyond } from '../use-more-beyond.ts';
import { FromAppIcon, ToAppIcon } from './icons.tsx';

/** What the figures at the end of a row are. */
const DETAIL_MEANING = 'HTTP status (or "sent" until there is one) · operation that it belongs to';

type Props = { entries: LogEntry[]; calls: CallView[]; labelOf(number: string): string };

/** What went over the wire, by call and newest first, so that the newest is in view and a reader further down is not moved. */
export function EventLog({ entries, calls, labelOf }: Props) {
  const scroller = useRef<HTMLElement>(null);
  useMoreBeyond(scroller);
  return (
    <section className="panel event-log" aria-labelledby="event-log-title">
      <div className="panel__head">
        <h2 id="event-log-title" className="panel__title">
          Events and actions
        </h2>
        <p className="panel__aside">
          <span className="panel__legend panel__legend--to-app">
            <ToAppIcon /> to the app
          </span>
          <span className="panel__legend panel__legend--from-app">
            <FromAppIcon /> from the app
          </span>
          <span className="panel__legend" title={DETAIL_MEANING}>
            status · operation
          </span>
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section ref={scroller} className="event-log__scroll fades" aria-label="Newest first" tabIndex={0}>
        <div>
          {entries.length === 0 && <p className="event-log__empty">Nothing has gone over the wire yet.</p>}
          {logByCall(entries, calls).map((callLog) => (
            <CallEvents key={callLog.callId} callLog={callLog} labelOf={labelOf} />
          ))}
        </div>
      </section>
    </section>
  );
}

function CallEvents({ callLog, labelOf }: { callLog: CallLog; labelOf: Props['labelOf'] }) {
  const { callId, call, beganAt, entries } = callLog;
  const title = callId === '' ? 'No call' : call === undefined ? 'Earlier call' : labelOf(call.to);
  return (
    <>
      <h3 className="event-log__call">
        {title} <time dateTime={beganAt}>{clockWords(beganAt)}</time>
      </h3>
      <ol className="event-log__list" reversed>
        {entries.map((entry) => (
          <EventRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function EventRow({ entry }: { entry: LogEntry }) {
  const toApp = entry.direction === 'toApp';
  return (
    <li className={`event event--${entry.direction}`}>
      <time className="event__time" dateTime={entry.at}>
        {clockWords(entry.at)}
      </time>
      <span className="event__direction">
        {toApp ? <ToAppIcon /> : <FromAppIcon />}
        <span className="visually-hidden">{toApp ? 'to the app' : 'from the app'}</span>
      </span>
      <span className="event__what">{entry.what}</span>
      <span className="event__detail" title={DETAIL_MEANING}>
        {entry.detail}
      </span>
    </li>
  );
}

/** With milliseconds: most of a call's events come within the same second. */
function clockWords(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
}
