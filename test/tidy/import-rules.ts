import type { Import, SourceFile } from './source-files.ts';

/** Who may import what. A file belongs to the first rule whose `files` fits its path. */
interface ImportRule {
  readonly files: RegExp;
  readonly may: RegExp;
  /** What may be imported for its types alone. */
  readonly mayAsType?: RegExp;
}

const result = 'src/result\\.ts';
/** What adapters see of the application: its ports, and the types of what passes through them. */
const portsSeen = 'src/calls/ports/.*|src/interpreter/.*|src/calls/[^/]+\\.ts';

/** The rules of docs/architecture.md. Adapters never import each other. */
const rules: readonly ImportRule[] = [
  { files: /^src\/result\.ts$/, may: /^$/ },
  { files: /^src\/interpreter\//, may: new RegExp(`^(${result}|src/interpreter/.*|zod|@marcbachmann/cel-js)$`) },
  { files: /^src\/calls\//, may: new RegExp(`^(${result}|src/interpreter/.*|src/calls/.*)$`) },
  adapter(
    'telephony',
    '@azure/(communication-call-automation|communication-common|core-rest-pipeline|core-auth)|jose|zod',
  ),
  adapter(
    'store',
    '@azure/(data-tables|core-rest-pipeline|core-auth)|lru-cache|zod',
    'src/interpreter/(decode-state|limits)\\.ts',
  ),
  adapter(
    'flow-catalog',
    'jsonc-parser|lru-cache|zod',
    // What flows and their routes are made of, and what is said of a wrong one; never how a call runs.
    'src/interpreter/(parse-flow|parse-program|schema-problems|known-keys|suggest-name|limits|.*-definition|compile/check-.*)\\.ts',
  ),
  adapter('clips', 'lru-cache'),
  adapter('data-source', 'zod'),
  adapter('keys', 'zod'),
  adapter('process', 'zod'),
  adapter('identity', '@azure/(identity|core-auth)'),
  { files: /^src\/config\.ts$/, may: new RegExp(`^(${result}|zod)$`) },
  { files: /^src\/composition\.ts$/, may: /^(src\/(?!functions\/|main\.ts).*|node:(url|path))$/ },
  {
    files: /^src\/functions\//,
    may: /^(src\/(composition\.ts|calls\/.*|functions\/.*|telephony\/decode-.*|telephony\/callback-auth\/.*|clips\/answer-clip\.ts)|@azure\/functions)$/,
  },
  { files: /^src\/main\.ts$/, may: /^src\/functions\/.*$/ },
  { files: /^local\/telephony-emulator\/call-model\//, may: /^local\/telephony-emulator\/call-model\/.*$/ },
  {
    files: /^local\/telephony-emulator\//,
    may: /^(local\/telephony-emulator\/.*|node:.*|@hono\/node-server.*|hono.*|jose|ws|zod)$/,
  },
  {
    files: /^cli\//,
    may: /^(?!src\/(functions|calls|store|telephony|keys|composition|main)|test\/|local\/(?!telephony-emulator\/call-model)).*$/,
  },
  { files: /^local\/phone\//, may: /^(?!src\/|test\/|cli\/|local\/(?!phone\/)).*$/ },
  { files: /^local\//, may: /^(?!src\/(?!flow-catalog\/|clips\/clip-durations\.ts|result\.ts)|test\/|cli\/).*$/ },
];

function adapter(folder: string, packages: string, more = '(?!)'): ImportRule {
  return {
    files: new RegExp(`^src/${folder}/`),
    may: new RegExp(`^(${result}|src/${folder}/.*|src/calls/ports/.*|node:.*|${packages}|${more})$`),
    mayAsType: new RegExp(`^(${portsSeen}|src/result\\.ts)$`),
  };
}

/** The imports of a file that its rule does not allow. */
export function forbiddenImports(file: SourceFile, imports: readonly Import[]): string[] {
  const rule = rules.find((one) => one.files.test(file.path));
  if (rule === undefined) return [];
  const allowed = ({ target, typeOnly }: Import) =>
    rule.may.test(target) || (typeOnly && rule.mayAsType?.test(target) === true);
  return imports.filter((one) => !allowed(one)).map((one) => `${file.path} imports ${one.target}`);
}
