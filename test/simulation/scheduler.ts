import type { Random } from './random.ts';

/** Takes a task back that has not run yet. */
export type Cancel = () => void;

/** Virtual time: tasks run one after the other at their instants, and nothing else makes time pass. */
export interface Scheduler {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs a task after this many milliseconds; tasks of one instant run in an order that the seed decides. */
  after(delayMs: number, task: () => void): Cancel;
  /** Resolves after this many milliseconds. */
  sleep(delayMs: number): Promise<void>;
  /** Runs tasks until the instant is reached or nothing is left; the promises that a task settles run before the next one. */
  runUntil(atMs: number): Promise<void>;
}

interface Task {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** More tasks than any call needs; a world that is still busy then is a loop without an exit. */
const tasksMax = 200_000;

/** A scheduler whose time begins at `startMs`. */
export function createScheduler(random: Random, startMs: number): Scheduler {
  const heap: Task[] = [];
  let nowMs = startMs;
  let ran = 0;
  const after = (delayMs: number, run: () => void): Cancel => {
    const task: Task = { atMs: nowMs + Math.max(0, Math.ceil(delayMs)), order: random.int(0, 0x3fff_ffff), run };
    push(heap, task);
    return () => {
      task.run = undefined;
    };
  };
  const runUntil = async (untilMs: number): Promise<void> => {
    for (let task = heap[0]; task !== undefined && task.atMs <= untilMs; task = heap[0]) {
      pop(heap);
      const { run } = task;
      if (run === undefined) continue;
      if (++ran > tasksMax) throw new Error(`The world did not come to rest within ${tasksMax} tasks.`);
      nowMs = task.atMs;
      run();
      await settled();
    }
    nowMs = Math.max(nowMs, untilMs);
  };
  const sleep = (delayMs: number) => new Promise<void>((resolve) => after(delayMs, resolve));
  return { nowMs: () => nowMs, after, sleep, runUntil };
}

/** Every promise that can settle by now has, once a macrotask comes. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function before(one: Task, other: Task): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

function at(heap: readonly Task[], index: number): Task {
  const task = heap[index];
  if (task === undefined) throw new Error('The heap has no such task.');
  return task;
}

function push(heap: Task[], task: Task): void {
  heap.push(task);
  for (let index = heap.length - 1; index > 0; ) {
    const parent = (index - 1) >> 1;
    if (!before(at(heap, index), at(heap, parent))) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function pop(heap: Task[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    const right = left + 1;
    let first = index;
    if (left < heap.length && before(at(heap, left), at(heap, first))) first = left;
    if (right < heap.length && before(at(heap, right), at(heap, first))) first = right;
    if (first === index) return;
    swap(heap, index, first);
    index = first;
  }
}

function swap(heap: Task[], one: number, other: number): void {
  const kept = at(heap, one);
  heap[one] = at(heap, other);
  heap[other] = kept;
}
