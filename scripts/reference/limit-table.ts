import { readFileSync } from 'node:fs';
import { answerLimits, requestLimits } from '../../src/data-source/data-source-limits.ts';
import { limits } from '../../src/interpreter/limits.ts';
import { propertyComments } from './doc-comment.ts';
import { grouped } from './type-words.ts';

/** The limits of the language, with the comments that stand beside them. */
export function languageLimits(): string {
  return limitTable('limits', limits, '../../src/interpreter/limits.ts');
}

/** The limits of requests and of their answers. */
export function dataSourceLimits(): string {
  const file = '../../src/data-source/data-source-limits.ts';
  const requests = limitTable('requestLimits', requestLimits, file);
  const answers = limitTable('answerLimits', answerLimits, file);
  return `Of a request:\n\n${requests}\n\nOf an answer:\n\n${answers}`;
}

function limitTable(name: string, values: Readonly<Record<string, number>>, file: string): string {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  const from = source.indexOf(`export const ${name} = {`);
  const comments = propertyComments(source.slice(from, source.indexOf('\n}', from)));
  const rows = Object.entries(values).map(
    ([limit, value]) => `| \`${limit}\` | ${grouped(value)} | ${comments.get(limit) ?? ''} |`,
  );
  return ['| limit | value | what for |', '|---|---|---|', ...rows].join('\n');
}
