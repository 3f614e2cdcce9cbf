import { getNodePath, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { failed, ok, type Result } from '../result.ts';
import type { UnlocatedProblem } from './located-problem.ts';
import { wordSyntaxError } from './word-syntax-error.ts';

/** Deeper documents are not flows; the bound keeps every later walk over the document small. */
const depthMax = 32;

/** Reads JSON, strictly: no comments, no trailing commas, no key twice, of which the second would win without a word. */
export function readJsonDocument(text: string): Result<unknown, readonly UnlocatedProblem[]> {
  const errors: ParseError[] = [];
  const root = tryParseTree(text, errors);
  if (root === 'tooDeep') return failed([tooDeep({ path: [], offset: 0 })]);
  const [first] = errors;
  if (first !== undefined || root === undefined) return failed([syntaxProblem(first, text)]);
  const problems = structureProblems(root, 1);
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

function structureProblems(node: Node, depth: number): UnlocatedProblem[] {
  if (depth > depthMax) return [tooDeep({ path: getNodePath(node), offset: node.offset })];
  const own = node.type === 'object' ? duplicateKeys(node) : [];
  return [...own, ...(node.children ?? []).flatMap((child) => structureProblems(child, depth + 1))];
}

function duplicateKeys(object: Node): UnlocatedProblem[] {
  const seen = new Set<unknown>();
  return (object.children ?? []).flatMap((property) => {
    const key = property.children?.[0]?.value;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `The key "${key}" appears twice in one object.`;
    return [
      {
        code: 'duplicate-key',
        path: pathOf(property),
        offset: property.offset,
        message,
        advice: 'Remove one of the two.',
      },
    ];
  });
}

/** The library counts a property to the object around it, and only its value to the key. */
function pathOf(property: Node): UnlocatedProblem['path'] {
  return getNodePath(property.children?.[1] ?? property);
}
