import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../tidy/source-files.ts';

/** A fenced snippet of a page. */
export interface Snippet {
  /** The page, from the root of the project. */
  readonly page: string;
  /** The line of its fence, from 1. */
  readonly line: number;
  /** The words behind the fence: the language, and what kind of thing it is. */
  readonly kind: string;
  readonly text: string;
}

/** Pages whose snippets are run by a test of their own: those of the checks are wrong on purpose. */
const ownTests = ['flow-checks.md'];

/** Every page whose snippets are run here. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(projectRoot, 'docs')).filter(
    (name) => name.endsWith('.md') && !ownTests.includes(name),
  );
  return ['README.md', ...docs.map((name) => `docs/${name}`)];
}

/** Every fenced snippet of a page. */
export function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(join(projectRoot, page), 'utf8');
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    kind: match[1]?.trim() ?? '',
    text: match[2] ?? '',
  }));
}

/** Every snippet of JSON or CEL, with a name for its test; what the tutorial does to files is run with its commands. */
export function runnableSnippets(): readonly (Snippet & { readonly name: string })[] {
  return pages()
    .flatMap(snippetsOf)
    .filter(({ kind }) => /^(json|cel)\b(?! (file|edit) )/.test(kind))
    .map((snippet) => ({ ...snippet, name: `${snippet.page}:${snippet.line} (${snippet.kind})` }));
}
