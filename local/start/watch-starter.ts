import { readFile } from 'node:fs/promises';

/** How often the starter is looked for, in milliseconds. */
const lookEveryMs = 500;

/**
 * Calls `onGone` when what ran `npm start` is gone. npm runs a script through a shell that hands no signal on, so
 * SIGTERM or SIGKILL to npm would otherwise leave the line running and its ports taken. On Linux npm itself is watched as
 * well as the shell, elsewhere the shell alone. Without npm there is nothing to watch.
 */
export function watchStarter(env: NodeJS.ProcessEnv, onGone: () => void): void {
  if (env.npm_lifecycle_event === undefined) return;
  const shellPid = process.ppid;
  const npmPid = parentOf(shellPid);
  const look = async () => {
    const isThere = process.ppid === shellPid && (await parentOf(shellPid)) === (await npmPid);
    if (isThere) return;
    clearInterval(timer);
    onGone();
  };
  const timer = setInterval(() => void look(), lookEveryMs);
}

/** A process's parent, or undefined where there is no /proc. */
async function parentOf(pid: number): Promise<string | undefined> {
  try {
    return /^PPid:\s*(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
