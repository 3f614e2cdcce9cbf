import type { FlowProblem } from '../flow-problem.ts';

/** A piece of markup: an end tag, or a start tag with its attributes, which may close itself. Source: XML 1.0, 3.1. */
const tag =
  /^<(?:\/([A-Za-z_][\w:.-]*)\s*|([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/;

/** A reference to a character. Source: XML 1.0, 4.1 and 4.6. */
const reference = /^&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});/;

/** The elements around every text, which the app writes itself. */
const around: ReadonlySet<string> = new Set(['speak', 'voice']);

/** What is wrong with SSML as XML; undefined where nothing is. What templates fill in is escaped, so it breaks nothing. */
export function ssmlProblem(path: FlowProblem['path'], source: string): FlowProblem | undefined {
  const fault = faultIn(source.replace(/\{\{.*?\}\}/gs, 'x'));
  if (fault === undefined) return undefined;
  return {
    code: 'ssml-not-well-formed',
    path,
    message: `The SSML is not well formed: ${fault}.`,
    advice: 'Close every element, quote every attribute, and write &amp; and &lt; for & and <.',
  };
}

/** Walks over the text once; what is between pieces of markup is text. */
function faultIn(source: string): string | undefined {
  const open: string[] = [];
  let rest = source;
  for (let at = rest.search(/[<&]/); at !== -1; at = rest.search(/[<&]/)) {
    rest = rest.slice(at);
    const found = (rest.startsWith('<') ? tag : reference).exec(rest);
    if (found === null) return `"${rest.slice(0, 20)}" is not ${rest.startsWith('<') ? 'an element' : 'a reference'}`;
    const fault = faultOf(found, open);
    if (fault !== undefined) return fault;
    rest = rest.slice(found[0].length);
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> is not closed`;
}

function faultOf([, ended, begun, , closing]: RegExpExecArray, open: string[]): string | undefined {
  return ended !== undefined ? end(open, ended) : begin(open, begun, closing === '/');
}

function end(open: string[], name: string): string | undefined {
  const begun = open.pop();
  return begun === name ? undefined : `</${name}> closes ${begun === undefined ? 'nothing' : `<${begun}>`}`;
}

function begin(open: string[], name: string | undefined, closes: boolean): string | undefined {
  if (name === undefined) return undefined;
  if (around.has(name)) return `<${name}> is written by the app`;
  if (!closes) open.push(name);
  return undefined;
}
