import { directoryVersion } from '../../src/flow-catalog/directory-version.ts';
import { type FlowsPlace, loadFlows, wordProblems } from './check-flows.ts';

/** Looks after edits of the flows of a line that runs. */
export interface FlowWatch {
  /** Looks once; says what an edit came to when two looks in a row have found the same. */
  look(): void;
}

/**
 * How often the app looks for edits at most (FLOWS_RELOAD_MS), and how often this watch looks: what it announces has been there
 * for as long, so that the next call does get it. Milliseconds.
 */
export const flowsReloadMs = 500;

/** A watch over a directory of flows, from what it holds now on. The app reads the flows by itself; this tells the author. */
export function createFlowWatch(place: FlowsPlace, log: (line: string) => void): FlowWatch {
  let told = directoryVersion(place.directory);
  let seen = told;
  return {
    look() {
      const now = directoryVersion(place.directory);
      const isSettled = now === seen;
      seen = now;
      if (!isSettled || now === told) return;
      told = now;
      const loaded = loadFlows(place);
      if (loaded.ok) log('Flows changed: the next call gets them.');
      else log(`${wordProblems(loaded.error)}\nThe last good version goes on.`);
    },
  };
}

/** Looks every `flowsReloadMs` until it is stopped. Does not keep the process alive. */
export function watchFlows(place: FlowsPlace, log: (line: string) => void): { stop(): void } {
  const watch = createFlowWatch(place, log);
  const timer = setInterval(() => watch.look(), flowsReloadMs).unref();
  return { stop: () => clearInterval(timer) };
}
