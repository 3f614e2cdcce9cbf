import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/** Every source file that git tracks or would track. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  const paths = listed
    .split('\n')
    .filter((path) => /^(src|local|cli|test|bench|scripts)\/.*\.(ts|tsx|css)$/.test(path));
  return [...new Set(paths)].flatMap((path) => {
    const text = readOrNothing(join(projectRoot, path));
    return text === undefined ? [] : [{ path, text, lines: text.split('\n') }];
  });
}

/** A file that git still lists and the work tree no longer has is no file of the project. */
function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
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
