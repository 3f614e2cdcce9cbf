import { getNodePath, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { failed, ok, type Result } from '../result.ts';
import type { UnlocatedProblem } from './located-problem.ts';
import { wordSyntaxError } from './word-syntax-error.ts';

/** Deeper documents are not flows; the bound keeps every later walk over the document small. */
const depthMax = 32;

/** Problems of one document listed at most; what is wrong in thousands of places is wrong in one way. */
const problemsMax = 100;

/** Reads JSON, strictly: no comments, no trailing commas, no key twice, of which the second would win without a word. */
export function readJsonDocument(text: string): Result<unknown, readonly UnlocatedProblem[]> {
  const errors: ParseError[] = [];
  const root = tryParseTree(text, errors);
  if (root === 'tooDeep') return failed([tooDeep({ path: [], offset: 0 })]);
  const [first] = errors;
  if (first !== undefined || root === undefined) return failed([syntaxProblem(first, text)]);
  const problems: UnlocatedProblem[] = [];
  findStructureProblems(root, 1, problems);
  return problems.length > 0 ? failed(problems) : ok(JSON.parse(text));
}

/** The library follows a document as deep as it goes, until the stack ends. */
function tryParseTree(text: string, errors: ParseError[]): Node | undefined | 'tooDeep' {
  try {
    return parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return 'tooDeep';
    throw error;
  }
}

function tooDeep(place: { readonly path: UnlocatedProblem['path']; readonly offset: number }): UnlocatedProblem {
  const message = `The document is nested more than ${depthMax} deep.`;
  return { code: 'not-json', ...place, message, advice: 'Flatten it.' };
}

function syntaxProblem(error: ParseError | undefined, text: string): UnlocatedProblem {
  const name = error === undefined ? '<unknown ParseErrorCode>' : printParseErrorCode(error.error);
  const { what, advice, offset } = wordSyntaxError(name, text, error?.offset ?? 0);
  return { code: 'not-json', path: [], offset, message: `The file is not JSON: ${what}.`, advice };
}

/** Adds to the problems found so far, until there are enough of them. */
function findStructureProblems(node: Node, depth: number, found: UnlocatedProblem[]): void {
  if (depth > depthMax) {
    found.push(tooDeep({ path: getNodePath(node), offset: node.offset }));
    return;
  }
  if (node.type === 'object') findDuplicateKeys(node, found);
  for (const child of node.children ?? []) {
    if (found.length >= problemsMax) return;
    findStructureProblems(child, depth + 1, found);
  }
}

function findDuplicateKeys(object: Node, found: UnlocatedProblem[]): void {
  const seen = new Set<unknown>();
  for (const property of object.children ?? []) {
    if (found.length >= problemsMax) return;
    const key = property.children?.[0]?.value;
    if (seen.has(key)) found.push(duplicateKey(String(key), property));
    seen.add(key);
  }
}

function duplicateKey(key: string, property: Node): UnlocatedProblem {
  const message = `The key "${key}" appears twice in one object.`;
  return {
    code: 'duplicate-key',
    path: pathOf(property),
    offset: property.offset,
    message,
    advice: 'Remove one of the two.',
  };
}

/** The library counts a property to the object around it, and only its value to the key. */
function pathOf(property: Node): UnlocatedProblem['path'] {
  return getNodePath(property.children?.[1] ?? property);
}
