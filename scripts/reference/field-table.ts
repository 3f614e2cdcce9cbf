import * as z from 'zod';
import { inner, isNamed, typeWords } from './type-words.ts';

/** One row of a table of fields. */
interface FieldRow {
  readonly path: string;
  readonly isRequired: boolean;
  readonly type: string;
  readonly text: string;
}

/** Fields whose schemas have no description, since they are shared or speak for themselves to who reads the code. */
const plain: Readonly<Record<string, string>> = {
  $schema: 'Tells an editor where the schema is.',
  note: 'A remark for whoever reads the file.',
  name: 'Its name.',
  type: 'Its type.',
  initial: 'Its value when the flow begins. Default: empty, 0 or false.',
  variables: 'The variables of the flow.',
  defaults: 'What steps use where they do not say it themselves.',
  steps: 'Name → step.',
  prompt: 'What is said.',
  options: 'What can be chosen.',
  key: 'The key.',
  language: 'The language at the end.',
  phrases: 'What the caller says.',
  noInput: 'Said before the prompt is repeated to a caller who did nothing. Default: that of `defaults`.',
  noMatch: 'Said before the prompt is repeated to a caller whose input did not fit. Default: that of `defaults`.',
  tries: 'How often a caller may fail in one visit. Default: that of `defaults`, else 3.',
  initialSilenceMs: 'Silence before the caller begins. Default 5,000.',
  interDigitMs: 'Silence between keys. Default 3,000.',
  min: 'At least.',
  max: 'At most.',
  cases: 'Looked at in this order.',
  if: 'The condition.',
  arms: 'Where callers can be sent.',
  headers: 'Name → template.',
  else: 'Where everything else leads.',
  routes: 'Looked at in this order.',
  schedules: 'Name → schedule.',
  into: 'Variables that take what was found.',
  given: 'What holds before the call.',
  announcement: 'What callers are told.',
  body: 'The JSON of the body.',
  turns: 'What the caller hears and does, in order.',
  end: 'What must hold after the call.',
  disposition: 'How the call must have ended.',
  redirectedTo: 'Where the call was sent unanswered.',
};

/** A table of the fields of an object, in the order of its schema, with those of objects in it. */
export function fieldTable(schema: z.ZodType, isLeftOut: (path: string) => boolean = () => false): string {
  const rows = rowsOf(schema, '').filter(({ path }) => !isLeftOut(path));
  const lines = rows.map(
    ({ path, isRequired, type, text }) => `| \`${path}\`${isRequired ? ' *' : ''} | ${type} | ${text} |`,
  );
  return ['| field | takes | meaning |', '|---|---|---|', ...lines].join('\n').replaceAll(/ +\|$/gm, ' |');
}

function rowsOf(schema: z.ZodType, prefix: string): FieldRow[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const own = inner(field);
    const row = {
      path,
      isRequired: !(own instanceof z.ZodOptional),
      type: cell(typeWords(own)),
      text: textOf(path, own),
    };
    return [row, ...rowsBelow(own, path)];
  });
}

/** The rows of what a field holds: an object, or objects in a list or by name. */
function rowsBelow(schema: z.ZodType, path: string): FieldRow[] {
  if (isNamed(schema)) return [];
  if (schema instanceof z.ZodOptional) return rowsBelow(inner(schema.unwrap()), path);
  if (schema instanceof z.ZodArray) return rowsBelow(inner(schema.element), `${path}[]`);
  if (schema instanceof z.ZodRecord) return rowsBelow(inner(schema.valueType), `${path}.<name>`);
  return rowsOf(schema, `${path}.`);
}

function textOf(path: string, schema: z.ZodType): string {
  const described =
    schema.description ?? (schema instanceof z.ZodOptional ? inner(schema.unwrap()).description : undefined);
  if (described !== undefined)
    return cell(described)
      .replaceAll('->', '→')
      .replaceAll(/(\d) (\d{3})\b/g, '$1,$2');
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'next') return path === name ? 'Where success leads.' : 'Where this one leads.';
  return Object.hasOwn(plain, name) ? (plain[name] ?? '') : '';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
