import type { FormEvent } from 'react';
import { SAY_CHARS_MAX, type Say } from '../use-say.ts';
import { SpeakIcon } from './icons.tsx';

/** The field stands inside the form that calls and hangs up, and belongs to one of its own: Enter in it says, and calls nobody. */
const FORM_ID = 'say-form';
const FIELD_ID = 'say';

/**
 * What the caller says, typed. While there is nobody to say it to, the field is dead and Tab passes it by; it does not lose
 * the focus, so that it never falls off the page.
 */
export function SayField({ say, listening }: { say: Say; listening: boolean }) {
  const whenLive = { 'aria-disabled': !say.live, tabIndex: say.live ? 0 : -1 };
  return (
    <div className={listening ? 'say say--listening' : 'say'}>
      <label className="say__label" htmlFor={FIELD_ID}>
        Say<span className="visually-hidden"> something</span>
      </label>
      <input
        id={FIELD_ID}
        form={FORM_ID}
        className="say__input"
        type="text"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={SAY_CHARS_MAX}
        placeholder="something"
        value={say.text}
        readOnly={!say.live}
        {...whenLive}
        onChange={(event) => say.setText(event.target.value)}
      />
      <button type="submit" form={FORM_ID} className="say__send" aria-label="Say it" {...whenLive}>
        <SpeakIcon />
      </button>
    </div>
  );
}

/** The form of {@link SayField}; forms cannot stand in one another. */
export function SayForm({ say }: { say: Say }) {
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    say.send();
  };
  return <form id={FORM_ID} hidden onSubmit={onSubmit} />;
}
