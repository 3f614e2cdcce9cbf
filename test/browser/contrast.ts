import type { Page } from 'playwright-core';

type Colours = { text: string; ground: string };

/**
 * Contrast between the text of the first element that matches and its ground, 1 to 21. Source: WCAG 2.2, "contrast
 * ratio". The ground is the first colour behind the text that is not see-through; gradients are not seen.
 */
export async function contrastOf(page: Page, selector: string): Promise<number> {
  const { text, ground } = await page.evaluate<Colours>(`(() => {
    const painted = (node) => {
      const colour = getComputedStyle(node).backgroundColor;
      return colour === 'rgba(0, 0, 0, 0)' && node.parentElement !== null ? painted(node.parentElement) : colour;
    };
    const element = document.querySelector(${JSON.stringify(selector)});
    if (element === null) throw new Error('Nothing on the page matches ' + ${JSON.stringify(selector)});
    return { text: getComputedStyle(element).color, ground: painted(element) };
  })()`);
  return contrastBetween({ text, ground });
}

/** Contrast between two custom properties of the style sheet, for grounds that are gradients. */
export async function contrastOfTokens(page: Page, text: string, ground: string): Promise<number> {
  return contrastBetween(
    await page.evaluate<Colours>(`(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = 'color: var(${text}); background: var(${ground})';
      const { color, backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return { text: color, ground: backgroundColor };
    })()`),
  );
}

function contrastBetween({ text, ground }: Colours): number {
  const [lighter, darker] = [luminance(text), luminance(ground)].toSorted((one, other) => other - one);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+(\.\d+)?/g) ?? []).map((part) => linear(Number(part) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
