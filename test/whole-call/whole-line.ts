import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LineProcess, type LineReport, startLine } from '../local/start/line-process.ts';
import { StoredCalls } from './stored-calls.ts';
import { Telephone } from './telephone.ts';

/** The numbers of the project's own flows. */
export const numbers = {
  clinic: '+14255550100',
  parcels: '+14255550110',
  clinicDesk: '+14255550141',
  nurse: '+14255550142',
  parcelAgent: '+14255550151',
} as const;

/** A whole line, as `npm start` runs it, twenty times as fast as life. */
export interface WholeLine {
  readonly process: LineProcess;
  readonly report: LineReport;
  readonly stored: StoredCalls;
  call(from: string, to: string): Promise<Telephone>;
  /** Everything that any part of it has printed, but for the report. */
  printed(): string;
  /** Ends it, and waits until it has. */
  end(): Promise<void>;
}

/** Starts a line on tables of a directory. Settings of the caller win. */
export async function aWholeLine(stateDirectory: string, env: Record<string, string> = {}): Promise<WholeLine> {
  const line = startLine({
    FUNCTIONS_APP: 'src/main.ts',
    EMULATOR_SPEED: '20',
    LOCAL_STATE_DIRECTORY: stateDirectory,
    ...env,
  });
  const report = await line.report;
  return {
    process: line,
    report,
    stored: new StoredCalls(report.tables),
    call: (from, to) => Telephone.dial(report.emulator, { from, to }),
    printed: () => line.stdout().slice(line.stdout().indexOf('\n')) + line.stderr(),
    end: async () => {
      line.child.kill('SIGTERM');
      await line.exited;
    },
  };
}

/** A directory for the state of a line, and how to remove it. */
export async function aStateDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'callwright-whole-call-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}
