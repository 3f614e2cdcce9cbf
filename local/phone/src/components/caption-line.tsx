import { type CSSProperties, Fragment, useMemo, useState } from 'react';
import { type Caption, spokenWords } from '../captions.ts';

type Props = { caption: Caption; latest: boolean };

/** One prompt, or words of the caller's. */
export function CaptionLine({ caption, latest }: Props) {
  return caption.who === 'line' ? <PromptLine caption={caption} latest={latest} /> : <AnswerLine caption={caption} />;
}

function AnswerLine({ caption }: { caption: Caption }) {
  return (
    <p className="caption caption--answer">
      <span className="visually-hidden">The caller: </span>
      {caption.text} {caption.state === 'unheard' && <span className="caption__note">nobody listened</span>}
    </p>
  );
}

/** While a prompt is spoken its words light up at the pace of speech; all of it is readable at once. */
function PromptLine({ caption, latest }: Props) {
  const words = useMemo(() => spokenWords(caption.text), [caption.text]);
  // A page opened in mid-prompt begins where the voice is by now.
  const [elapsedMs] = useState(() => Date.now() - caption.atMs);
  const className = ['caption', `caption--${caption.state}`, latest ? 'caption--latest' : ''].join(' ').trim();
  return (
    <p className={className}>
      {words.map((word) => (
        <Fragment key={word.dueMs}>
          <span className="caption__word" style={delayStyle(word.dueMs - elapsedMs)}>
            {word.text}
          </span>{' '}
        </Fragment>
      ))}
      {caption.state === 'cutOff' && <span className="caption__note">interrupted</span>}
    </p>
  );
}

function delayStyle(delayMs: number): CSSProperties {
  return { animationDelay: `${delayMs}ms` };
}
