import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type FlowDirectory, type LoadOptions, loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';

/** A flow that is right, as an operator would write it. */
export const aFlow = {
  name: 'greeting',
  language: 'en-US',
  start: 'hello',
  operator: { none: 'Nobody is there.' },
  onError: 'bye',
  steps: {
    hello: { type: 'play', prompt: 'Hello.', next: 'bye' },
    bye: { type: 'hangUp', disposition: 'greeted' },
  },
};

/** Routes that are right for that flow. */
export const someRoutes = { routes: [{ to: '+14255550100', flow: 'greeting', label: 'Greeting' }] };

/** A directory of a test's own with these files, each a text or a document; it is removed when the test ends. */
export function aFlowDirectory(files: Readonly<Record<string, unknown>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'callwright-flows-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFiles(directory, files);
  return directory;
}

/** Writes files into a directory, each a text, bytes or a document; names may have folders in them. */
export function writeFiles(directory: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(directory, name), isRaw ? content : JSON.stringify(content, null, 2));
  }
}

/** What is wrong with a directory, each problem by file, line, column and code. */
export function problemsOf(directory: string, options: LoadOptions = {}): string[] {
  const loaded = loadFlowDirectory(directory, options);
  if (loaded.ok) return [];
  return loaded.error.map(
    ({ file, line, column, code }) => `${file.replace(`${directory}/`, '')}:${line}:${column} ${code}`,
  );
}

/** A directory that has to be right. */
export function loaded(directory: string, options: LoadOptions = {}): FlowDirectory {
  const read = loadFlowDirectory(directory, options);
  if (!read.ok) throw new Error(read.error.map(wordProblem).join('\n'));
  return read.value;
}
