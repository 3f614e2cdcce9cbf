import { type RefObject, useEffectEvent, useLayoutEffect } from 'react';

/**
 * Calls `handOver` when the element leaves the page with the focus in it: it would fall to the body, and the keyboard's
 * user would begin again at the top of the page.
 */
export function useFocusHandOver(element: RefObject<HTMLElement | null>, handOver: () => void): void {
  const onLeave = useEffectEvent(handOver);
  // A layout effect is ended while the element is still there; an ordinary one is ended after it has gone.
  useLayoutEffect(() => {
    const leaving = element.current;
    return () => {
      if (leaving?.contains(document.activeElement)) onLeave();
    };
  }, [element]);
}
