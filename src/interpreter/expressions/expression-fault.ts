import { suggestName } from '../suggest-name.ts';
import { isListType, type VariableType } from '../value-definition.ts';
import type { NameTypes } from './fits-surely.ts';
import { speechFunctions } from './speech.ts';

/** What is wrong with an expression or a template, for its author. */
export interface ExpressionFault {
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
  /** The name that no variable has, where that is what is wrong. */
  readonly unknownVariable?: string | undefined;
}

/** What was tried, and what the library says of it. */
interface Tried {
  readonly source: string;
  /** The library's own words. */
  readonly summary: string;
  /** The types of the flow's variables. */
  readonly types: NameTypes;
}

interface Wording {
  /** What is wrong, behind "is not valid: ". */
  readonly what: string;
  readonly advice: string;
}

/** Functions that CEL brings along, with what they take. */
const ownFunctions: Readonly<Record<string, string>> = {
  size: 'size(text or list)',
  has: 'has(shape.field)',
  string: 'string(number)',
  int: 'int(number or text)',
  double: 'double(number or text)',
  contains: 'text.contains("a part")',
  startsWith: 'text.startsWith("a part")',
  endsWith: 'text.endsWith("a part")',
  indexOf: 'text.indexOf("a part")',
  substring: 'text.substring(from, to)',
  split: 'text.split(",")',
  join: 'list.join(", ")',
  trim: 'text.trim()',
  lowerAscii: 'text.lowerAscii()',
  upperAscii: 'text.upperAscii()',
};

/** How every function is called. */
const functions: Readonly<Record<string, string>> = {
  ...ownFunctions,
  ...Object.fromEntries(speechFunctions.map(({ name, parameters }) => [name, signatureOf(name, parameters)])),
};

/** Names of other languages for what is here. */
const otherNames: Readonly<Record<string, string>> = {
  len: 'size',
  length: 'size',
  count: 'size',
  lower: 'lowerAscii',
  toLowerCase: 'lowerAscii',
  upper: 'upperAscii',
  toUpperCase: 'upperAscii',
  includes: 'contains',
  parseInt: 'int',
  number: 'double',
  str: 'string',
  toString: 'string',
  substr: 'substring',
  slice: 'substring',
  currency: 'money',
};

const generalAdvice =
  'Use the variables that the flow declares, call.id, call.from, call.to, call.language, now, and the functions of the language.';

/** Words what the library says of an expression that is not valid; its own words stay where they should ever change. */
export function faultOf(tried: Tried): ExpressionFault {
  const { what, advice } = syntaxWording(tried) ??
    nameWording(tried) ??
    typeWording(tried) ?? { what: inOurWords(tried.summary), advice: generalAdvice };
  const message = `The expression "${tried.source}" is not valid: ${what}.`;
  return { message, advice, unknownVariable: /^Unknown variable: (\w+)$/.exec(tried.summary)?.[1] };
}

/** The library's words, but for a name that is known to be no variable. */
function inOurWords(summary: string): string {
  const name = /^Unknown variable: (\w+)$/.exec(summary)?.[1];
  return name === undefined ? summary : `there is no variable "${name}"`;
}

/** What cannot be read, mostly because it is written as another language has it. */
function syntaxWording({ source, summary }: Tried): Wording | undefined {
  if (source.trim() === '') return { what: 'nothing stands there', advice: 'Name a variable, or remove the braces.' };
  const missing = /^Expected (\w+), got/.exec(summary)?.[1];
  const isUnreadable = missing !== undefined || /^(Unexpected|Unterminated)/.test(summary);
  if (!isUnreadable) return undefined;
  if (summary.startsWith('Unterminated'))
    return { what: 'a text in it is not closed', advice: 'Close it by the quote that it begins with.' };
  const outside = source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  const habit = habits.find(({ pattern }) => pattern.test(outside));
  if (habit !== undefined) return habit;
  const sign = missing === undefined ? undefined : signs[missing];
  if (sign !== undefined) return { what: `"${sign}" is missing`, advice: `Add the "${sign}".` };
  if (summary.endsWith('EOF')) return { what: 'it ends too early', advice: 'Write what comes behind the last sign.' };
  const unexpected = /: '?(.+?)'?$/.exec(summary)?.[1] ?? summary;
  return { what: `${unexpected} is not expected there`, advice: 'Look at the quotes and the signs around it.' };
}

const signs: Readonly<Record<string, string>> = { RPAREN: ')', RBRACKET: ']', RBRACE: '}', COLON: ':' };

/** What authors write who know other languages. Patterns are of the expression without its texts. */
const habits: readonly (Wording & { readonly pattern: RegExp })[] = [
  {
    pattern: /\{\{|\}\}/,
    what: 'it has braces of a template',
    advice: 'This is CEL already: leave out the {{ }}.',
  },
  { pattern: /[“”„‟‘’«»]/, what: 'it has typographic quotes', advice: 'Write straight quotes around a text: \' or ".' },
  { pattern: /(^|[^=!<>])=($|[^=])|===/, what: 'it has a single or a threefold =', advice: 'Compare by == or !=.' },
  {
    pattern: /\b(and|or|not)\b|(^|[^&])&([^&]|$)|(^|[^|])\|([^|]|$)/i,
    what: 'it joins conditions as other languages do',
    advice: 'Write && for and, || for or, ! for not.',
  },
  {
    pattern: /^[\p{L}\p{N}\s.,!?]+$/u,
    what: 'it looks like words',
    advice: `Put a text in quotes of its own, such as "'good morning'".`,
  },
];

/** Names of fields and functions that are not there. */
function nameWording({ source, summary, types }: Tried): Wording | undefined {
  const field = /^No such key: (\w+)$/.exec(summary)?.[1];
  if (field !== undefined) {
    const isBuiltIn = new RegExp(`\\b(now|call)\\s*\\.\\s*${field}\\b`).test(source);
    const known = isBuiltIn ? builtInFields : Object.values(types).flatMap(fieldsOf);
    const advice = suggestName(field, known, 'Name a field that the type of the variable declares.');
    return { what: `there is no field "${field}"`, advice };
  }
  const called = /^found no matching overload for '(?:[^'.(]+\.)?(\w+)\((.*)\)'$/.exec(summary);
  if (called !== null) return functionWording(called[1] ?? '', called[2] ?? '');
  if (!summary.startsWith('Cannot index type')) return undefined;
  const advice = /\.(length|count)\b/.test(source)
    ? 'Write size(...) for the length of a text or a list.'
    : 'Name a variable that is a shape, or the value as it is.';
  return { what: 'a text or a number has no fields', advice };
}

function functionWording(name: string, given: string): Wording {
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (name === 'matches')
    return { what: 'regular expressions are not allowed, since they can hang a call', advice: comparisons };
  if (own !== undefined) {
    const what = given === '' ? `${name}() takes something` : `${name}() does not take ${typesWord(given)}`;
    return { what, advice: `Write ${own}.` };
  }
  const meant = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  const usage = meant === undefined ? undefined : functions[meant];
  const known = Object.keys(functions);
  const advice =
    usage === undefined ? suggestName(name, known, `The functions are: ${known.join(', ')}.`) : `Write ${usage}.`;
  return { what: `there is no function "${name}"`, advice };
}

/** What to do instead of a regular expression. */
export const comparisons = 'Compare texts, or use startsWith, endsWith, contains.';

/** Values of types that do not go together. */
function typeWording({ summary }: Tried): Wording | undefined {
  const [, left, sign, right] = /^no such overload: (\S+) (\S+) (\S+)$/.exec(summary) ?? [];
  if (left !== undefined && sign !== undefined && right !== undefined) {
    const what = `${typesWord(left)} and ${typesWord(right)} do not go together by ${sign}`;
    return { what, advice: 'Convert one of them: string(...) makes a text, int(...) or double(...) a number.' };
  }
  const [, prefix, operand] = /^no such overload: ([!-])(\S+)$/.exec(summary) ?? [];
  if (prefix !== undefined && operand !== undefined) {
    const advice = prefix === '!' ? 'Put a comparison in parentheses: !(a == b).' : 'Write it before a number.';
    return { what: `${prefix} does not go with ${typesWord(operand)}`, advice };
  }
  if (/^(Ternary condition|Logical operator)/.test(summary))
    return { what: 'it needs a condition there', advice: 'Write a comparison such as attempts < 3.' };
  if (summary.startsWith('List elements must'))
    return { what: 'its list mixes types', advice: 'Make all items texts, or all numbers.' };
  if (summary.startsWith('has() invalid'))
    return { what: 'has() asks for a field of a shape', advice: 'Write has(shape.field), or compare: name != "".' };
  return undefined;
}

/** The fields of `call` and `now`. */
const builtInFields = ['id', 'from', 'to', 'language', 'headers', 'date', 'time', 'weekday', 'hour', 'minute'];

function fieldsOf(type: VariableType): string[] {
  if (typeof type === 'string') return [];
  if (isListType(type)) return fieldsOf(type[0]);
  return Object.entries(type).flatMap(([field, inner]) => [field, ...fieldsOf(inner)]);
}

/** Types of the library in our words. */
function typesWord(celTypes: string): string {
  return celTypes
    .split(', ')
    .map((celType) => {
      if (celType === 'string') return 'a text';
      if (celType === 'bool') return 'a boolean';
      if (celType === 'int' || celType === 'double' || celType === 'uint') return 'a number';
      if (celType.startsWith('list')) return 'a list';
      return celType.startsWith('Shape') ? 'a shape' : `a ${celType}`;
    })
    .join(' and ');
}

function signatureOf(name: string, parameters: readonly (readonly string[])[]): string {
  const [first = []] = parameters;
  if (name === 'money') return 'money(amount, "USD")';
  return `${name}(${first.map((_, index) => [...new Set(parameters.map((one) => one[index]))].join(' or ')).join(', ')})`;
}
