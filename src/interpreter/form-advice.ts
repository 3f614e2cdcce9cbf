import type { DocumentPath } from './known-keys.ts';
import { nearestName } from './suggest-name.ts';

const promptAdvice = 'Write a text, or { "say": name } for a prompt of the catalogue.';
const targetAdvice = 'Write the name of a step, or { "retry": name of a step that asks }.';
const typeAdvice =
  'Write a type: text, integer, decimal, boolean, date, time or prompt, a list such as ["text"], or a shape such as { "status": "text" }.';
const phrasesAdvice = 'Write a list such as ["billing", "my bill"], or one per language: { "en-US": ["billing"] }.';

/** What can stand in the fields that take several forms. */
const adviceByField: Readonly<Record<string, string>> = {
  prompt: promptAdvice,
  noInput: promptAdvice,
  noMatch: promptAdvice,
  confirm: promptAdvice,
  confirmKeys: promptAdvice,
  filler: promptAdvice,
  music: promptAdvice,
  next: targetAdvice,
  else: targetAdvice,
  type: typeAdvice,
  phrases: phrasesAdvice,
  operatorPhrases: phrasesAdvice,
  repeatPhrases: phrasesAdvice,
  operator: 'Write the name of a step, or { "none": "why nobody can be reached" }.',
};

/** Fields whose members are all of one form. */
const adviceByParent: Readonly<Record<string, string>> = {
  on: targetAdvice,
  keys: targetAdvice,
  variables: 'Write an object such as { "type": "text" }.',
  inputs: 'Write an object such as { "type": "text" }.',
};

/** What can stand at a place of a flow that takes several forms; undefined where nothing better can be said than what the schema says. */
export function formAdvice(path: DocumentPath): string | undefined {
  const [field, parent] = path.slice(-2).reverse().map(String);
  if (field !== undefined && Object.hasOwn(adviceByField, field)) return adviceByField[field];
  return parent !== undefined && Object.hasOwn(adviceByParent, parent) ? adviceByParent[parent] : undefined;
}

/** Whether something is written per language where a prompt should stand: an object with nothing but languages for keys. */
export function isPerLanguage(path: DocumentPath, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || formAdvice(path) !== promptAdvice) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every(isLanguage);
}

/** The keys of a prompt, of which some are as short as a language's name. */
const promptKeys = ['say', 'text', 'ssml', 'clip', 'parts', 'rate'];

function isLanguage(key: string): boolean {
  return (
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(key) && !(key.length > 2 && nearestName(key, promptKeys) !== undefined)
  );
}

/** How names are written, for the ways in which the schemas say that something is not one. */
export function nameAdvice(words: string): string | undefined {
  if (words.includes('expressions use themselves')) return 'Give it another name.';
  if (/^is not .*such as (patientNumber|reportedAt|optOuts)/.test(words))
    return 'Names are of letters a to z and digits, and begin with a small letter.';
  return words.startsWith('is not a name')
    ? 'Names are of letters a to z, digits and -, and begin with a letter.'
    : undefined;
}
