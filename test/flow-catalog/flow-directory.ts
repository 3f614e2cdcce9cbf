import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

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
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return directory;
}
