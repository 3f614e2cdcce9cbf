import { type RefObject, useEffect, useRef } from 'react';

/** How near the end a reader must be for what follows to be scrolled to; CSS pixels. */
const NEAR_END_PX = 80;

/** What scrolls, and all that is in it. */
export type StickToEnd = { scroller: RefObject<HTMLDivElement | null>; content: RefObject<HTMLDivElement | null> };

/**
 * Keeps the end of what scrolls in view unless the reader has scrolled back: also when a panel becomes narrower and its
 * text longer, which no change of the text announces. Another `subject` begins at its end again; one that does not stick, at its
 * beginning.
 */
export function useStickToEnd(subject: string | undefined, sticks: boolean): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject is not used, its change is what counts.
  useEffect(() => {
    atEnd.current = sticks;
    if (!sticks && scroller.current !== null) scroller.current.scrollTop = 0;
  }, [subject, sticks]);
  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    return outer === null || inner === null ? undefined : keepAtEnd(outer, inner, atEnd);
  }, []);
  return { scroller, content };
}

/** Returns how to stop it. `atEnd` tells whether to go on: false once the reader has scrolled back. */
function keepAtEnd(outer: HTMLElement, inner: HTMLElement, atEnd: RefObject<boolean>): () => void {
  let topBefore = outer.scrollTop;
  const onScroll = (): void => {
    const isNearEnd = outer.scrollHeight - outer.scrollTop - outer.clientHeight < NEAR_END_PX;
    // Only upwards: the event of our own scrolling may arrive when more has been added below meanwhile.
    if (isNearEnd || outer.scrollTop < topBefore) atEnd.current = isNearEnd;
    topBefore = outer.scrollTop;
  };
  const sizes = new ResizeObserver(() => {
    if (!atEnd.current) return;
    outer.scrollTop = outer.scrollHeight;
    topBefore = outer.scrollTop;
  });
  outer.addEventListener('scroll', onScroll, { passive: true });
  sizes.observe(outer);
  sizes.observe(inner);
  return () => {
    outer.removeEventListener('scroll', onScroll);
    sizes.disconnect();
  };
}
