import type { HttpResult } from '../calls/ports/http-client.ts';
import type { JsonValue } from '../interpreter/json-value.ts';
import { failed, ok, type Result } from '../result.ts';
import { answerLimits } from './data-source-limits.ts';
import type { WireAnswer } from './exchange.ts';

/** Reads a whole answer: its status, and its body as JSON where there is one. */
export function readAnswer(answer: WireAnswer): HttpResult {
  const { status } = answer;
  if (answer.bytes.length === 0) return { type: 'answered', status };
  const body = readBody(answer);
  if (!body.ok) return { type: 'unusable', status, code: body.error };
  return { type: 'answered', status, body: body.value };
}

function readBody({ bytes, contentType, contentEncoding }: WireAnswer): Result<JsonValue, string> {
  if (!/^(identity)?$/i.test(contentEncoding.trim())) return failed('encoded');
  if (!isJsonType(contentType)) return failed('notJsonType');
  try {
    // RFC 8259 8.1: JSON is UTF-8, whatever else a content type says.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!isWithinDepth(text, answerLimits.depthMax)) return failed('tooDeep');
    return ok(parseWithoutPrototypes(text));
  } catch {
    return failed('notJson');
  }
}

/** `application/json`, and what is built on it, as `application/problem+json`. Source: RFC 6839 3.1. */
function isJsonType(contentType: string): boolean {
  const [type = ''] = contentType.split(';', 1);
  return /^[a-z]+\/([a-z0-9!#$&^_.-]+\+)?json$/i.test(type.trim());
}

/** A key `__proto__` is left out: harmless as it stands, it would change the prototype of an object it is copied into. */
function parseWithoutPrototypes(text: string): JsonValue {
  return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
}

/**
 * Whether lists and objects are nested this deep at most. Looks at brackets outside of texts only; the rest is for the parser.
 * By hand, since a regular expression would take quadratic time for a text that never ends.
 */
function isWithinDepth(json: string, depthMax: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length && depth <= depthMax; at += 1) {
    const character = json[at];
    if (character === '"') inText = !inText;
    else if (inText) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth <= depthMax;
}
