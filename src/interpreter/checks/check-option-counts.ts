import type { Step, StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';

/** Options that callers can remember at most. Source: practice of voice interfaces. */
const optionsMax = 5;

/** Steps that offer more than callers remember. */
export function checkOptionCounts({ flow }: FlowGraph): Warning[] {
  return Object.entries(flow.steps).flatMap(([name, step]) => {
    const { count, field } = offeredBy(step);
    return count > optionsMax ? [tooMany(['steps', name, field], { count, isMenu: step.type === 'menu' })] : [];
  });
}

function offeredBy(step: Step): { readonly count: number; readonly field: string } {
  switch (step.type) {
    case 'menu':
      return offeredByMenu(step);
    case 'listen':
    case 'collect':
      return { count: numbered((step.options ?? []).map(({ key }) => key)), field: 'options' };
    case 'play':
    case 'wait':
      return { count: numbered(Object.keys(step.keys ?? {})), field: 'keys' };
    default:
      return { count: 0, field: '' };
  }
}

/** A list offers as many items as its author says, else no more than callers remember. */
function offeredByMenu({ options = [], optionsFrom }: StepOf<'menu'>) {
  const own = numbered(options.map(({ key }) => key));
  if (optionsFrom === undefined) return { count: own, field: 'options' };
  return { count: own + (optionsFrom.max ?? optionsMax), field: 'optionsFrom' };
}

/** The keys 0, * and # mean the same everywhere, and need not be remembered. */
function numbered(keys: readonly string[]): number {
  return keys.filter((key) => /[1-9]/.test(key)).length;
}

function tooMany(
  path: Warning['path'],
  { count, isMenu }: { readonly count: number; readonly isMenu: boolean },
): Warning {
  return {
    code: 'too-many-options',
    path,
    message: `${isMenu ? 'The menu has' : 'The step offers'} ${count} options, more than callers remember.`,
    advice: `Offer at most ${optionsMax}, the most asked for first, and put the rest into a menu behind one of them.`,
  };
}
