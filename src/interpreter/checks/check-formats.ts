import { compileFormat, keysIn } from '../input/digit-format.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';

/** Steps that take another number of keys than their format: callers are asked for keys that cannot be right. */
export function checkFormats({ flow }: FlowGraph): Warning[] {
  return Object.entries(flow.steps).flatMap(([name, step]) => {
    if (step.type !== 'collect' || step.digits === undefined || step.format === undefined) return [];
    const count = keysIn(compileFormat(step.format));
    const { min, max } = step.digits;
    if (count === undefined || (min === count && max === count)) return [];
    return [
      {
        code: 'digits-unlike-format',
        path: ['steps', name, 'digits'],
        message: `The step takes ${min} to ${max} keys, but its format needs exactly ${count}: fewer are a noMatch, and ${waits(max, count)}.`,
        advice: `Leave out "digits", or write "min": ${count} and "max": ${count} there.`,
      },
    ];
  });
}

function waits(max: number, count: number): string {
  return max > count ? `callers who have entered all ${count} wait for nothing` : 'so is everything else';
}
