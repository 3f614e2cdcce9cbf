import { partiesOf, type Route } from '../../src/flow-catalog/routes.ts';

/** A line that the phone offers. */
export interface LocalLine {
  /** E.164. */
  readonly number: string;
  readonly label: string;
}

/**
 * The numbers that a phone can dial, each once; those without a label show their number. Of several routes that name a number,
 * the label is that of the first which has one: routes for some callers only stand before the one for everybody.
 */
export function linesOf(routes: readonly Route[]): readonly LocalLine[] {
  const labels = new Map<string, string | undefined>();
  for (const route of routes) {
    for (const party of partiesOf(route)) {
      if (party.startsWith('+')) labels.set(party, labels.get(party) ?? route.label);
    }
  }
  return [...labels].map(([number, label]) => ({ number, label: label ?? number }));
}
