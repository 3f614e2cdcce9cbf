import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import { shortPath } from './short-path.ts';

/** A directory that is this process's own until it is released. */
export interface StateLock {
  /** Lets others have the directory. Does nothing if the lock has been removed meanwhile. */
  release(): void;
}

/** Name of the lock file in the directory. */
const lockName = 'line.lock';

const holderSchema = z.object({
  pid: z.int().min(1),
  /** When it started, in the kernel's ticks since boot; tells it from a later process of the same id. Linux only. */
  startedAtTicks: z.string().max(40).optional(),
});

type Holder = Readonly<z.infer<typeof holderSchema>>;

/** Times that a lock is tried for; it takes a second one to take over that of a dead process. */
const triesMax = 3;

/**
 * Locks a directory against a second line, whose table storage would overwrite what the first one writes. A lock of a process
 * that is gone, or a damaged one, is taken over. Synchronous, so that two lines that take over at once can collide only within
 * microseconds.
 * The error is a sentence that says who holds it and what to do.
 */
export function lockState(directory: string): Result<StateLock, string> {
  const path = join(directory, lockName);
  const text = JSON.stringify({ pid: process.pid, startedAtTicks: lifeOf(process.pid)?.startedAtTicks });
  mkdirSync(directory, { recursive: true });
  for (let tries = 0; tries < triesMax; tries++) {
    if (create(path, text)) return ok({ release: () => remove(path, text) });
    const found = readText(path);
    const holder = readHolder(found);
    if (holder !== undefined && isAlive(holder)) return failed(wordHolder(directory, holder));
    remove(path, found);
  }
  return failed(`Others keep locking ${shortPath(directory)}. ${ownDirectory}`);
}

const ownDirectory = 'Set LOCAL_STATE_DIRECTORY to another directory to run a second one beside it.';

function wordHolder(directory: string, { pid }: Holder): string {
  return `Another line (process ${pid}) keeps its tables in ${shortPath(directory)}. Stop it first. ${ownDirectory}`;
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    // writeFileSync throws an ErrnoException.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the file if it still holds that text. */
function remove(path: string, text: string | undefined): void {
  if (readText(path) === text) rmSync(path, { force: true });
}

function readHolder(text: string | undefined): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAtTicks }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's. process.kill throws an ErrnoException.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = lifeOf(pid);
  if (now === undefined) return true;
  return now.state !== 'Z' && (startedAtTicks === undefined || startedAtTicks === now.startedAtTicks);
}

/**
 * A process's state (Z: ended, but its parent has not looked yet) and when it started; undefined where there is no /proc.
 * Source: proc_pid_stat(5), fields 3 and 22.
 */
function lifeOf(pid: number): { state?: string; startedAtTicks?: string } | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field, the program's name in brackets, may hold blanks and brackets; so the third comes after the last one.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startedAtTicks = rest[22 - 4];
  return { ...(state === undefined ? {} : { state }), ...(startedAtTicks === undefined ? {} : { startedAtTicks }) };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
