import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { suggestName } from '../../src/interpreter/suggest-name.ts';
import type { CommandEnd, CommandIo, FlowsCommand } from '../command.ts';
import { everyCommand, readArguments } from '../read-arguments.ts';
import { refusal } from '../refusal.ts';
import { documentKinds, schemaText } from '../schemas.ts';

const help = `npm run flows -- schema [kinds]

Prints the JSON Schema of a kind of document, for editors: ${documentKinds.join(', ')}. Without a kind: flow.

  --out <folder>   writes <kind>.schema.json there instead; without a kind all of them
  --json           a schema is JSON anyway; with --out one JSON document: { written: [files] }`;

const options = { ...everyCommand, out: { type: 'string' } } as const;

/** `flows schema`: JSON Schemas for editors. */
export const schemaCommand: FlowsCommand = { name: 'schema', summary: 'print JSON Schemas for editors', help, run };

function run(argv: readonly string[], io: CommandIo): CommandEnd {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const kinds = documentKinds.filter((kind) => positionals.includes(kind));
  const unknown = positionals.find((one) => !documentKinds.some((kind) => kind === one));
  if (unknown !== undefined) {
    const advice = suggestName(unknown, documentKinds, `The kinds are: ${documentKinds.join(', ')}.`);
    return refusal(`There is no kind "${unknown}".`, advice);
  }
  if (values.out === undefined) {
    if (kinds.length > 1) return refusal('One kind at a time is printed.', 'Name one, or a folder with --out.');
    io.out(schemaText(kinds[0] ?? 'flow').trimEnd());
    return 0;
  }
  const folder = resolve(io.directory, values.out);
  mkdirSync(folder, { recursive: true });
  const written = (kinds.length === 0 ? documentKinds : kinds).map((kind) => {
    const file = join(folder, `${kind}.schema.json`);
    writeFileSync(file, schemaText(kind));
    return relative(io.directory, file);
  });
  io.out(values.json === true ? JSON.stringify({ written }, undefined, 2) : written.join('\n'));
  return 0;
}
