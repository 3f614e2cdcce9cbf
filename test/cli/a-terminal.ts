import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandIo, ExitCode } from '../../cli/command.ts';
import { runFlows } from '../../cli/flows.ts';

/** What a command came to. */
export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly error: string;
}

/** The root of the project. */
export const projectFolder = join(import.meta.dirname, '../..');

/** A folder with these files, for the time of one test. Values that are neither text nor bytes are written as JSON. */
export function aFolder(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'flows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(file, isRaw ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  }
  return folder;
}

/** Runs a command in this process; `lines`: what is piped in, in a moment that does not matter. */
export async function runIn(directory: string, argv: readonly string[], lines: readonly string[] = []): Promise<Run> {
  return runAt({ directory, isTyped: false }, argv, lines);
}

/** The same, at a terminal or with a pipe. */
export async function runAt(
  {
    directory,
    isTyped,
    clipsElsewhere = false,
    allowedHosts,
    clipsBaseUrl,
  }: Pick<CommandIo, 'directory' | 'isTyped'> & Partial<CommandIo>,
  argv: readonly string[],
  lines: readonly string[],
): Promise<Run> {
  const written = { out: [] as string[], error: [] as string[] };
  const io: CommandIo = {
    directory,
    clipsElsewhere,
    allowedHosts,
    clipsBaseUrl,
    out: (text) => written.out.push(text),
    error: (text) => written.error.push(text),
    isTyped,
    lines: async function* () {
      yield* lines;
    },
    nowMs: () => 0,
    sleep: async () => {},
  };
  const code = await runFlows(argv, io);
  return { code, out: written.out.join('\n'), error: written.error.join('\n') };
}

/** A line typed at an instant, in milliseconds. */
export interface TimedLine {
  readonly atMs: number;
  readonly text: string;
}

/** The same, on a clock of its own that goes on while the command sleeps; what is typed comes at its time. */
export async function runTimed(directory: string, argv: readonly string[], typed: readonly TimedLine[]): Promise<Run> {
  const written = { out: [] as string[], error: [] as string[] };
  const coming = [...typed];
  let nowMs = 0;
  let deliver: (() => void) | undefined;
  const io: CommandIo = {
    directory,
    out: (text) => written.out.push(text),
    error: (text) => written.error.push(text),
    isTyped: false,
    lines: async function* () {
      for (let line = coming[0]; line !== undefined; line = coming[0]) {
        const { atMs, text } = line;
        if (atMs > nowMs) await new Promise<void>((resolve) => (deliver = resolve));
        coming.shift();
        yield text;
      }
    },
    nowMs: () => nowMs,
    sleep: async (ms) => {
      const next = coming[0]?.atMs ?? Number.POSITIVE_INFINITY;
      nowMs = Math.min(nowMs + ms, Math.max(next, nowMs));
      if (nowMs < next) return;
      deliver?.();
      // Before anything else is slept, what was typed must have arrived.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const code = await runFlows(argv, io);
  return { code, out: written.out.join('\n'), error: written.error.join('\n') };
}
