import type { Flow } from '../definition.ts';
import type { CompiledText } from '../program.ts';
import { reachable, reversed } from '../walk.ts';
import { flowTargets, stepNameOf, stepTargets } from './check-targets.ts';

/**
 * Step -> the secrets that no way on from it sends any more, so that they are wiped when it is entered. A secret lives as long as a
 * step can still send it, as a second request after a time-out does, and not one step longer.
 */
export function spentSecrets(
  flow: Flow,
  texts: readonly CompiledText[],
  secrets: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const spent = new Map<string, string[]>();
  if (secrets.size === 0) return spent;
  const names = Object.keys(flow.steps);
  const back = reversed(names, (name) => waysFrom(flow, name));
  for (const secret of secrets) {
    const needing = stepsThatNeed(flow, back, { secret, sentBy: senders(texts, secret) });
    for (const name of names.filter((one) => !needing.has(one))) spent.set(name, [...(spent.get(name) ?? []), secret]);
  }
  return spent;
}

function waysFrom(flow: Flow, name: string): string[] {
  const step = flow.steps[name];
  return step === undefined ? [] : stepTargets(step).map(({ target }) => stepNameOf(target));
}

/** The steps whose requests carry a secret. */
function senders(texts: readonly CompiledText[], secret: string): ReadonlySet<string> {
  return new Set(
    texts.filter(({ path, reads }) => path[0] === 'steps' && reads.has(secret)).map(({ path }) => String(path[1])),
  );
}

/** The steps from which some way leads to a request that carries the secret, without asking for it anew. */
function stepsThatNeed(
  flow: Flow,
  back: ReadonlyMap<string, readonly string[]>,
  { secret, sentBy }: { readonly secret: string; readonly sentBy: ReadonlySet<string> },
): ReadonlySet<string> {
  const asksFor = (name: string) => {
    const step = flow.steps[name];
    return step?.type === 'collect' && step.into === secret;
  };
  const needing = reachable(sentBy, (name) => (back.get(name) ?? []).filter((before) => !asksFor(before)));
  // The operator, an error and a hang-up lead there from every step; one that asks anew has ended the older value.
  const isNeededAnywhere = flowTargets(flow).some(
    ({ path, target }) => path[0] !== 'start' && needing.has(stepNameOf(target)),
  );
  return isNeededAnywhere ? new Set(Object.keys(flow.steps).filter((name) => !asksFor(name))) : needing;
}
