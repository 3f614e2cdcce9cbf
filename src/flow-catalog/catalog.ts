import type { Clock } from '../calls/ports/clock.ts';
import type { FlowCatalog, RoutedCall } from '../calls/ports/flow-catalog.ts';
import type { Log } from '../calls/ports/log.ts';
import type { ProgramStore } from '../calls/ports/program-store.ts';
import type { Program } from '../interpreter/program.ts';
import { failed, ok, type Result } from '../result.ts';
import { directoryVersion } from './directory-version.ts';
import { createKeptPrograms, type KeptPrograms } from './kept-programs.ts';
import { type FlowDirectory, type LineClips, loadFlowDirectory } from './load-flow-directory.ts';
import { type LocatedProblem, ofWholeFile } from './located-problem.ts';
import { type FindRoute, type Route, routeFinder } from './routes.ts';

/** What a catalog is made from. */
export interface FlowCatalogOptions {
  readonly directory: string;
  /** Reads the clips, at each load; undefined where they are kept elsewhere. */
  readonly clips?: (() => LineClips | undefined) | undefined;
  readonly programs: ProgramStore;
  /** How often a new call looks for edited flows at most, in milliseconds. Default: never. */
  readonly reloadMs?: number | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
  /** How long a call waits for its program to be kept, in milliseconds. Default 2,000. */
  readonly keepTimeoutMs?: number | undefined;
}

/** The flows as they were when they were last right. */
interface Line {
  readonly find: FindRoute;
  readonly routed: ReadonlyMap<Route, RoutedCall>;
  readonly byHash: ReadonlyMap<string, Program>;
}

/** The catalog of a directory, which can be broken while it is read. */
export interface DirectoryCatalog extends FlowCatalog {
  /** What is wrong with the flows, while there were none that are right; looks for edits. */
  problems(): readonly LocatedProblem[];
}

/** No flow of the directory has been right yet, so that nobody can say which one a call gets. */
export class FlowsBroken extends Error {
  override readonly name = 'FlowsBroken';
}

/**
 * The catalog over a directory of flows and the programs in storage. A broken edit is logged and the last good version goes on, where
 * `reloadMs` is given. Flows that are broken from the start, as after a restart, leave running calls theirs: their programs are in
 * storage; only new calls have none, until the files are right.
 */
export function createFlowCatalog(options: FlowCatalogOptions): DirectoryCatalog {
  const { programs, clock, reloadMs = Number.POSITIVE_INFINITY } = options;
  const kept = createKeptPrograms(programs, { clock, keepTimeoutMs: options.keepTimeoutMs });
  let version = directoryVersion(options.directory);
  let lookedAtMs = clock.nowMs();
  const first = loadFirst(options, kept);
  let problems = first.ok ? [] : first.error;
  let line = first.ok ? first.value : undefined;
  if (!first.ok) report(options.log, first);

  const lookForEdits = () => {
    if (clock.nowMs() - lookedAtMs < reloadMs) return;
    lookedAtMs = clock.nowMs();
    // Taken before the files are read, so that what is written meanwhile is found the next time.
    const now = directoryVersion(options.directory);
    if (now === version) return;
    version = now;
    const loaded = load(options, kept);
    report(options.log, loaded);
    if (!loaded.ok) {
      if (line === undefined) problems = loaded.error;
      return;
    }
    for (const program of line?.byHash.values() ?? []) kept.remember(program);
    line = loaded.value;
    problems = [];
  };
  return {
    route: async ({ to, from }) => {
      tryTo(lookForEdits, options.log);
      if (line === undefined) throw new FlowsBroken('No flow has been right yet.');
      const route = line.find(to, from);
      return route && line.routed.get(route);
    },
    keep: kept.keep,
    program: async (hash) => {
      const program = line?.byHash.get(hash) ?? (await kept.find(hash));
      if (program !== undefined) kept.keepAgain(program);
      return program;
    },
    problems: () => {
      tryTo(lookForEdits, options.log);
      return problems;
    },
  };
}

/** Nothing of it is known to throw; should it, then a call is worth more than an edit. */
function tryTo(work: () => void, log: Log): void {
  try {
    work();
  } catch (error) {
    log.write({ level: 'error', what: 'flowsNotReloaded', code: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Whatever the files hold is a problem of the flows, and none of the calls that live. */
function loadFirst(options: FlowCatalogOptions, kept: KeptPrograms): Result<Line, readonly LocatedProblem[]> {
  try {
    return load(options, kept);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    const message = `The flows cannot be read: ${name}.`;
    const advice = 'Look at the file that was changed last: it is too large, or is no flow at all.';
    return failed([ofWholeFile(options.directory, { code: 'unreadable', message, advice })]);
  }
}

function load({ directory, clips }: FlowCatalogOptions, kept: KeptPrograms): Result<Line, readonly LocatedProblem[]> {
  const loaded = loadFlowDirectory(directory, { clips: clips?.() });
  return loaded.ok ? ok(lineOf(loaded.value, kept)) : failed(loaded.error);
}

function lineOf({ compiled, programs, routes }: FlowDirectory, kept: KeptPrograms): Line {
  for (const { program, source } of compiled.values()) kept.know(program, source);
  const routed = new Map(
    routes.map((route) => {
      const program = compiled.get(route.flow)?.program;
      if (program === undefined) throw new Error(`The route to "${route.flow}" was checked, and has no program.`);
      return [route, { program, inputs: route.with ?? {} }];
    }),
  );
  return { find: routeFinder(routes), routed, byHash: new Map(programs.map((program) => [program.hash, program])) };
}

function report(log: Log, loaded: Result<Line, readonly LocatedProblem[]>): void {
  if (loaded.ok) log.write({ level: 'info', what: 'flowsChanged', count: loaded.value.byHash.size });
  else log.write({ level: 'warn', what: 'flowsBroken', count: loaded.error.length });
}
