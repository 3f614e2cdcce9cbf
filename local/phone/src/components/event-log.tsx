import type { NumberedLogEntry } from '../call-feed.ts';
import { FromAppIcon, ToAppIcon } from './icons.tsx';

/** What went over the wire, newest first, so that the newest is in view and a reader further down is not moved. */
export function EventLog({ entries }: { entries: NumberedLogEntry[] }) {
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
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="event-log__scroll" aria-label="Newest first" tabIndex={0}>
        {entries.length === 0 && <p className="event-log__empty">Nothing has gone over the wire yet.</p>}
        <ol className="event-log__list" reversed>
          {entries.map((entry) => (
            <EventRow key={entry.sequence} entry={entry} />
          ))}
        </ol>
      </section>
    </section>
  );
}

function EventRow({ entry }: { entry: NumberedLogEntry }) {
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
      <span className="event__detail">{entry.detail}</span>
    </li>
  );
}

function clockWords(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
}
