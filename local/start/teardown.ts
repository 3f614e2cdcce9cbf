import { withTimeout } from '../functions-host/with-timeout.ts';

/** What has been started, and how each of it ends. */
export interface Teardown {
  /** Notes something that was started. If the end has come meanwhile, it is ended at once. */
  add(name: string, end: () => Promise<unknown>): void;
  /** Ends everything, the youngest first. A second call waits for the first. */
  run(): Promise<void>;
  /** Aborted when the end has begun. */
  readonly signal: AbortSignal;
}

/** Longest wait for one part, in milliseconds; above the bounds that the parts keep themselves. */
const endTimeoutMs = 10_000;

/** A teardown without anything to end yet. */
export function createTeardown(log: (line: string) => void): Teardown {
  const started: { name: string; end: () => Promise<unknown> }[] = [];
  const controller = new AbortController();
  let ended: Promise<void> | undefined;
  const endOne = ({ name, end }: { name: string; end: () => Promise<unknown> }) =>
    withTimeout(end(), endTimeoutMs, name).catch((error: unknown) =>
      log(`${name} did not end cleanly: ${String(error)}`),
    );
  const endAll = async () => {
    controller.abort();
    for (let part = started.pop(); part !== undefined; part = started.pop()) await endOne(part);
  };
  return {
    signal: controller.signal,
    add(name, end) {
      if (controller.signal.aborted) void endOne({ name, end });
      else started.push({ name, end });
    },
    run() {
      ended ??= endAll();
      return ended;
    },
  };
}
