import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with a field of a body, to follow its name and a colon. The words of the schema library are for programmers. */
export function wordIssue(issue: Issue, body: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue, body)
        ? 'is missing'
        : (ownWords(issue) ?? `must be ${typeWords[issue.expected] ?? issue.expected}`);
    case 'invalid_value':
      return isMissing(issue, body) ? 'is missing' : `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return ownWords(issue) ?? `must ${bound(issue.origin, Number(issue.minimum), 'at least')}`;
    case 'too_big':
      return ownWords(issue) ?? `must ${bound(issue.origin, Number(issue.maximum), 'at most')}`;
    case 'invalid_union':
      if (isMissing(issue, body)) return 'is missing';
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be one of: ${issue.options.map(String).join(', ')}`
        : 'has a form that is not known here';
    default:
      return ownWords(issue) ?? 'has a form that is not known here';
  }
}

/** Ours go on from the name of a field; those of the library begin anew. */
function ownWords({ message }: Issue): string | undefined {
  return /^[a-z]/.test(message) ? message : undefined;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function bound(origin: string, count: number, word: string): string {
  if (origin === 'string') return `have ${word} ${count} ${count === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${word} ${count} ${count === 1 ? 'entry' : 'entries'}`;
  return `be ${word} ${count}`;
}

function isMissing({ path }: Issue, body: unknown): boolean {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value === undefined;
}
