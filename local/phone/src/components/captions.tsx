import { listeningFor } from '../call-words.ts';
import { captionsOf, isSpeaking } from '../captions.ts';
import type { CallView } from '../emulator-messages.ts';
import { isLive } from '../shown-call.ts';
import { useMoreBeyond } from '../use-more-beyond.ts';
import { useStickToEnd } from '../use-stick-to-end.ts';
import { CaptionLine } from './caption-line.tsx';

type Props = { call: CallView | undefined; label: string };

/** What is said in the call, as captions: the newest prompt large, what came before it above, the caller's words to the right. */
export function Captions({ call, label }: Props) {
  const captions = call === undefined ? [] : captionsOf(call);
  const newestPrompt = captions.findLast(({ who }) => who === 'line');
  const { scroller, content } = useStickToEnd(call?.id, call?.endExplanation === undefined);
  useMoreBeyond(scroller);
  const over = call !== undefined && !isLive(call);
  return (
    <section className="panel captions" aria-labelledby="captions-title">
      <div className="panel__head">
        <h2 id="captions-title" className="panel__title">
          {over ? 'What was said' : 'What is said'}
        </h2>
        <p className="panel__aside">
          {over ? <EndedCall call={call} label={label} /> : statusWords(call, isSpeaking(captions))}
        </p>
      </div>
      <div
        className="captions__scroll fades"
        ref={scroller}
        role="log"
        aria-label="Prompts and answers"
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
      >
        <div className="captions__list" ref={content}>
          {captions.map((caption) => (
            <CaptionLine key={caption.key} caption={caption} latest={caption === newestPrompt} />
          ))}
          {captions.length === 0 && <p className="captions__empty">{emptyWords(call, label)}</p>}
          {call?.endExplanation !== undefined && <p className="captions__why">{call.endExplanation}</p>}
          {call === undefined && <KeyboardHint />}
        </div>
      </div>
    </section>
  );
}

function KeyboardHint() {
  return (
    <p className="captions__hint">
      <span>
        <kbd>Enter</kbd> in “Calling from” calls
      </span>
      <span>
        <kbd>0</kbd> to <kbd>9</kbd>, <kbd>*</kbd> and <kbd>#</kbd> press keys
      </span>
      <span>
        <kbd>Enter</kbd> in “Say” says it
      </span>
      <span>
        <kbd>Esc</kbd> hangs up
      </span>
    </p>
  );
}

function statusWords(call: CallView | undefined, speaking: boolean): string {
  if (call === undefined || !isLive(call)) return '';
  const listening = listeningFor(call) !== '';
  if (speaking) return listening ? 'Speaking and listening' : 'Speaking';
  return listening ? 'Listening' : '';
}

/** Which call it was: another line may be chosen by now. */
function EndedCall({ call, label }: { call: CallView; label: string }) {
  const time = new Date(call.startedAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <>
      <span className="panel__call">
        <span className="panel__lead">Call to </span>
        {label}
      </span>{' '}
      <time dateTime={call.startedAt}>{time}</time>
    </>
  );
}

function emptyWords(call: CallView | undefined, label: string): string {
  if (call === undefined) return 'Call a line, and what it says appears here, word by word.';
  if (!isLive(call)) return `${label} ${call.connectedAt === undefined ? 'did not answer' : 'said nothing'}.`;
  return call.state === 'ringing' ? `Ringing ${label}` : `${label} has answered`;
}
