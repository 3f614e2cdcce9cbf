import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file of the project. */
export interface SourceFile {
  /** Path from the root of the project. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** The root of the project. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of the project that hold sources. */
const folders = ['src', 'local', 'cli', 'test', 'bench', 'scripts'];

/** Every source file of the project. Walks the folders, since a machine with Node alone has no git to ask. */
export function sourceFiles(): SourceFile[] {
  return folders.flatMap(pathsBelow).map((path) => {
    const text = readFileSync(join(projectRoot, path), 'utf8');
    return { path, text, lines: text.split('\n') };
  });
}

function pathsBelow(folder: string): string[] {
  if (!existsSync(join(projectRoot, folder))) return [];
  const found = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
  return found
    .map((path) => join(folder, path))
    .filter((path) => /\.(ts|tsx|css)$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path));
}

/** What a file imports: packages by name, own files by path from the root. `typeOnly` imports vanish at run time. */
export interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** The imports of a file, static and dynamic. */
export function importsOf(file: SourceFile): Import[] {
  const found = file.text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'|(?:^|\n)import\s+'([^']+)'/g,
  );
  return [...found].map((match) => {
    const specifier = match[3] ?? match[4] ?? match[5] ?? '';
    const target = specifier.startsWith('.') ? normalize(join(dirname(file.path), specifier)) : specifier;
    return { target, typeOnly: match[2] !== undefined };
  });
}
