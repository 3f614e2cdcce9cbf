import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';

/** One property as a snippet writes it. */
interface WrittenProperty {
  readonly name: string;
  /** The value, word for word. */
  readonly text: string;
}

/**
 * A document with the properties of a snippet put into an object of it, as a person would paste them: those that are there are
 * replaced, others come last. `path` leads to the object. Throws where there is none.
 */
export function editJson(document: string, path: readonly (string | number)[], snippet: string): string {
  return propertiesOf(snippet).reduce((text, property) => putProperty(text, path, property), document);
}

function propertiesOf(snippet: string): readonly WrittenProperty[] {
  const root = parseTree(snippet);
  if (root?.type !== 'object') throw new Error(`The snippet is no object: ${snippet}`);
  return (root.children ?? []).map((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) throw new Error(`The snippet is not complete: ${snippet}`);
    return { name: String(getNodeValue(key)), text: textOf(snippet, value) };
  });
}

function putProperty(document: string, path: readonly (string | number)[], { name, text }: WrittenProperty): string {
  const root = parseTree(document);
  const object = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
  if (object?.type !== 'object') throw new Error(`The document has no object at ${path.join('.')}.`);
  const indent = '  '.repeat(path.length);
  const value = text.replaceAll('\n', `\n${indent}`);
  const before = findNodeAtLocation(object, [name]);
  if (before !== undefined) return spliced(document, before, value);
  const last = object.children?.at(-1);
  if (last === undefined) throw new Error(`The object at ${path.join('.')} is empty.`);
  return spliced(document, last, `${textOf(document, last)},\n${indent}  ${JSON.stringify(name)}: ${value}`);
}

function textOf(document: string, { offset, length }: Node): string {
  return document.slice(offset, offset + length);
}

function spliced(document: string, { offset, length }: Node, text: string): string {
  return document.slice(0, offset) + text + document.slice(offset + length);
}
