import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';

/** A program and what it is stored as. */
export interface Edition {
  readonly program: Program;
  readonly source: string;
}

/** The edition of a line whose main flow is the first of these files. `changes` edit the main flow. */
export function editionAt(paths: readonly string[], changes: object = {}): Edition {
  const [main, ...others] = paths.map(read);
  if (main === undefined) throw new Error('A line has a flow.');
  const edited = { ...main, ...changes };
  const flows = Object.fromEntries([edited, ...others].map((flow) => [flow.name, flow]));
  return editionOf(JSON.stringify({ main: edited.name, flows, clips: { 'hold.wav': 3_000 } }));
}

const parsed = new Map<string, Edition>();

/** The edition of a source, as whoever takes a call up reads it from the storage. */
export function editionOf(source: string): Edition {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const program = parseProgram(JSON.parse(source), createHash('sha256').update(source).digest('hex'));
  if (!program.ok) throw new Error(program.error.map(({ flow, message }) => `${flow}: ${message}`).join('\n'));
  const edition = { program: program.value, source };
  parsed.set(source, edition);
  return edition;
}

/** A flow's document; that it is one is what `parseProgram` checks. */
function read(path: string): { readonly name: string } {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { readonly name: string };
}
