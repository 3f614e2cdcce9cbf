import type { Page } from 'playwright-core';

/**
 * Names of the caller's phone's keys and of its Call or Hang up button that cannot be seen and touched whole, without scrolling:
 * something lies over them, or the screen ends.
 */
export function coveredButtons(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const isOnTop = (button, x, y) => button.contains(document.elementFromPoint(x, y));
    return [...document.querySelectorAll('.key, .device__bar .action')]
      .filter((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const middle = (left + right) / 2;
        return ![top + 2, (top + bottom) / 2, bottom - 2].every((y) => isOnTop(button, middle, y));
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());
  })()`);
}
