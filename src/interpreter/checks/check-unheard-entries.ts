import type { Warning } from './finding.ts';
import type { PlacedPrompt } from './spoken-texts.ts';

/** Entries of lists for a time that does not come: who hears a prompt again hears it in the same words. */
export function checkUnheardEntries(prompts: readonly PlacedPrompt[]): Warning[] {
  return prompts.flatMap((placed) => {
    const times = saidTimes(placed);
    const { path, prompt } = placed;
    if (times === undefined || !Array.isArray(prompt) || prompt.length <= times) return [];
    return [neverHeard([...path, times], times)];
  });
}

/** How many entries of a prompt can come up in one visit; undefined where that depends on the caller. */
function saidTimes({ role, path, step }: PlacedPrompt): number | undefined {
  if (role === 'filler' || role === 'music' || path[1] === 'confirmKeys') return 1;
  if (role !== 'prompt') return undefined;
  switch (step?.step.type) {
    case 'play':
      return step.step.loop ?? 1;
    case 'transfer':
    case 'hangUp':
      return 1;
    default:
      return undefined;
  }
}

function neverHeard(path: Warning['path'], times: number): Warning {
  return {
    code: 'entry-never-heard',
    path,
    message: `No caller hears this entry of the list: the n-th entry is for the n-th time, and here there ${times === 1 ? 'is one' : `are ${times}`}.`,
    advice: 'Remove it, or write { "parts": [...] } where all are to be said, one after the other.',
  };
}
