/** A doc comment in its parts. */
export interface DocComment {
  readonly text: string;
  /** The JSON example of the comment, as written. */
  readonly example: string | undefined;
}

/** The doc comment of something exported from a source, by its name. Throws where there is none: the reference needs it. */
export function docCommentOf(source: string, name: string): DocComment {
  const end = source.search(new RegExp(`\\*/\\nexport const ${name}\\b`));
  const begin = source.lastIndexOf('/**', end);
  if (end === -1 || begin === -1) throw new Error(`${name} has no doc comment.`);
  const lines = plainLines(source.slice(begin + '/**'.length, end));
  const example = /```json\n([\s\S]*?)\n```/.exec(lines)?.[1];
  return { text: joinedLines(lines.replace(/```json\n[\s\S]*?```/, '')), example };
}

/** The comments of the properties of an object literal, by name. */
export function propertyComments(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n\s+(\w+): /g);
  return new Map([...found].map(([, comment = '', name = '']) => [name, joinedLines(plainLines(comment))]));
}

function plainLines(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n');
}

/** Comments are broken into lines for the reader of the source; a paragraph of the reference is one line. */
function joinedLines(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .join('\n\n');
}
