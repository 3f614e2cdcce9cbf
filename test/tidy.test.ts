import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { flowSchemaFile, flowSchemaText } from '../cli/flow-schema.ts';
import { longFunctions } from './tidy/function-lengths.ts';
import { forbiddenImports } from './tidy/import-rules.ts';
import { importsOf, projectRoot, type SourceFile, sourceFiles } from './tidy/source-files.ts';

const files = sourceFiles();
const isTest = (file: SourceFile) => file.path.startsWith('test/');
const typescript = files.filter((file) => /\.tsx?$/.test(file.path));
const code = typescript.filter((file) => !isTest(file));
const interpreter = code.filter((file) => file.path.startsWith('src/interpreter/'));
const source = code.filter((file) => file.path.startsWith('src/'));

/** Lines of a file that a pattern fits, for a message that leads there. */
function linesWith(among: readonly SourceFile[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    file.lines.flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

test('the project has sources to look at', () => {
  expect(source.length).toBeGreaterThan(40);
});

test('no file is longer than 300 lines, no test file longer than 500', () => {
  expect(files.filter((file) => file.lines.length > (isTest(file) ? 501 : 301)).map((file) => file.path)).toEqual([]);
});

test('no function is longer than 50 lines', () => {
  expect(code.flatMap(longFunctions)).toEqual([]);
});

test('every import goes in an allowed direction', () => {
  expect(code.flatMap((file) => forbiddenImports(file, importsOf(file)))).toEqual([]);
});

test('source imports nothing from development or tests', () => {
  const outward = source.flatMap((file) => importsOf(file).map((one) => `${file.path} imports ${one.target}`));
  expect(outward.filter((line) => / imports (local|cli|test|bench|scripts)\//.test(line))).toEqual([]);
});

test('source does not ask whether it runs locally', () => {
  expect(linesWith(source, /\b(isLocal|isDevelopment|NODE_ENV|AZURE_FUNCTIONS_ENVIRONMENT)\b/)).toEqual([]);
});

test('the interpreter is pure: no clock, randomness, process or waiting', () => {
  const impure =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.|process\.|setTimeout|setInterval|globalThis|async |await |Promise)\b/;
  expect(linesWith(interpreter, impure)).toEqual([]);
});

test('the call model is pure as well', () => {
  const model = code.filter((file) => file.path.startsWith('local/telephony-emulator/call-model/'));
  const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.|process\.|setTimeout|setInterval|async |await )/;
  expect(model.length).toBeGreaterThan(5);
  expect(linesWith(model, impure)).toEqual([]);
});

test('the loop takes clock, timers and ids from its ports', () => {
  const loop = code.filter((file) => file.path.startsWith('src/calls/'));
  expect(linesWith(loop, /\b(Date\.now|new Date\(\)|Math\.random|process\.|setTimeout|setInterval)\b/)).toEqual([]);
});

test('nothing is left for later and nothing is commented out', () => {
  const others = typescript.filter((file) => file.path !== 'test/tidy.test.ts');
  expect(linesWith(others, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  expect(linesWith(code, /^\s*\/\/.*[;{]\s*$/)).toEqual([]);
});

test('no test is skipped or singled out, but for a machine without a browser', () => {
  expect(linesWith(typescript.filter(isTest), /\b(test|it|describe)\.(only|skip|todo)\(/)).toEqual([]);
});

test('the compiler and the linter are not silenced without a reason', () => {
  const others = typescript.filter((file) => file.path !== 'test/tidy.test.ts');
  expect(linesWith(others, /@ts-(ignore|expect-error|nocheck)|biome-ignore (?!.*: .{10})/)).toEqual([]);
});

test('defaults are given by ??, since || would replace 0 and empty texts', () => {
  expect(linesWith(code, /\|\| (''|""|0|\[\]|\{\}|'[^']*'|\d+)[;,)]/)).toEqual([]);
});

test('no file or folder is named after nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|managers?|base)(\/|\.tsx?$)/;
  expect(files.map((file) => file.path).filter((path) => empty.test(path))).toEqual([]);
});

test('files are named in kebab-case', () => {
  const names = typescript
    .map((file) => file.path)
    .filter((path) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(basename(path)));
  expect(names).toEqual([]);
});

test('functions/ holds registrations of at most 40 lines', () => {
  const functions = source.filter((file) => file.path.startsWith('src/functions/'));
  expect(functions.filter((file) => file.lines.length > 41).map((file) => file.path)).toEqual([]);
});

test('the schema that editors use is made from the one that validates', () => {
  expect(readFileSync(flowSchemaFile, 'utf8'), 'run npm run schema').toBe(flowSchemaText());
});

test('every flow has a dialogue', () => {
  const flows = readdirSync(join(projectRoot, 'src/flows')).filter((name) => name.endsWith('.flow.json'));
  const without = flows.filter((name) => {
    const folder = join(projectRoot, 'test/dialogues', name.replace('.flow.json', ''));
    return !existsSync(folder) || !readdirSync(folder).some((dialogue) => dialogue.endsWith('.dialogue.json'));
  });
  expect(flows.length).toBeGreaterThan(0);
  const place = 'write dialogues of each into test/dialogues/<its name>/, such as first-calls.dialogue.json';
  expect(without, place).toEqual([]);
});
