import { type RefObject, useEffect } from 'react';

/** Less than this beyond an edge is nothing: positions of what scrolls are fractions of a pixel. CSS pixels. */
const NOTHING_PX = 2;

/**
 * Marks what scrolls with `data-more-above` and `data-more-below` while there is more beyond that edge; the style sheet lets it
 * fade there. What scrolls must have one child that holds everything, whose size tells when that changes.
 */
export function useMoreBeyond(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const outer = scroller.current;
    return outer === null ? undefined : keepMarked(outer);
  }, [scroller]);
}

/** Returns how to stop it. */
function keepMarked(outer: HTMLElement): () => void {
  const mark = (): void => {
    const below = outer.scrollHeight - outer.clientHeight - outer.scrollTop;
    outer.toggleAttribute('data-more-above', outer.scrollTop > NOTHING_PX);
    outer.toggleAttribute('data-more-below', below > NOTHING_PX);
  };
  const sizes = new ResizeObserver(mark);
  sizes.observe(outer);
  if (outer.firstElementChild !== null) sizes.observe(outer.firstElementChild);
  outer.addEventListener('scroll', mark, { passive: true });
  return () => {
    sizes.disconnect();
    outer.removeEventListener('scroll', mark);
  };
}
