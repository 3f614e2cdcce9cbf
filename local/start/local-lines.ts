import type { Route } from '../../src/flow-catalog/routes.ts';

/** A line that the phone offers. */
export interface LocalLine {
  /** E.164. */
  readonly number: string;
  readonly label: string;
}

/** The routes that a phone can dial; those without a label show their number. */
export function linesOf(routes: readonly Route[]): readonly LocalLine[] {
  return routes.filter(({ to }) => to.startsWith('+')).map(({ to, label }) => ({ number: to, label: label ?? to }));
}
