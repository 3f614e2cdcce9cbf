import type { SourceFile } from './source-files.ts';

/** Lines of a function at most. */
const functionLinesMax = 50;

/** Where a function's body opens at the end of a line: a declaration, a method, or an arrow. */
const opening =
  /^(\s*)(?!(if|for|while|switch|else|do|try|catch|return switch)\b).*(\bfunction\b.*|=>|\)(: [^=]+)?) \{$/;

/**
 * The functions of a file that are too long. The formatter puts the end of a body on a line of its own at the depth at which
 * the body began, so depth tells where it ends.
 */
export function longFunctions(file: SourceFile): string[] {
  return file.lines.flatMap((line, index) => {
    const indent = bodyIndent(line);
    if (indent === undefined) return [];
    const length = file.lines.slice(index + 1).findIndex((other) => other.startsWith(`${indent}}`)) + 2;
    return length > functionLinesMax ? [`${file.path}:${index + 1}: ${length} lines`] : [];
  });
}

function bodyIndent(line: string): string | undefined {
  return /^\s*(if|for|while|switch|\} else)\b/.test(line) ? undefined : opening.exec(line)?.[1];
}
