import type { Child } from './child-process.ts';
import { decideRestart } from './restart-policy.ts';

/** A program that is started anew when it ends. */
export interface Supervised {
  /** Resolves when it has ended too often in a minute, with a sentence. Never resolves after `stop`. */
  readonly gaveUp: Promise<string>;
  stop(): Promise<void>;
}

/** Watches over a program whose first start went well. `start` starts it anew, with the same options; `log` says so. */
export function supervise(first: Child, start: () => Child, log: (line: string) => void): Supervised {
  let current = first;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  const endedAtMs: number[] = [];

  const gaveUp = new Promise<string>((resolve) => {
    const watch = (child: Child) => {
      current = child;
      void child.gone.then((how) => onGone(how));
    };
    const onGone = (how: string) => {
      if (stopping) return;
      const nowMs = Date.now();
      endedAtMs.push(nowMs);
      const decision = decideRestart(endedAtMs, nowMs);
      if (decision.type === 'giveUp') {
        resolve(`${how} It has ended ${endedAtMs.length} times; its last lines above say why.`);
        return;
      }
      log(`${how} Starting it anew.`);
      timer = setTimeout(() => watch(start()), decision.delayMs);
    };
    watch(first);
  });
  return {
    gaveUp,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await current.stop();
    },
  };
}
