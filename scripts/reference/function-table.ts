import { speechFunctions } from '../../src/interpreter/expressions/speech.ts';

/** What authors look for and do not find, by the function that comes nearest. */
const remarks: Readonly<Record<string, string>> = { date: 'There is no shorter form.' };

/** The functions that render values for speech. */
export function functionTable(): string {
  const rows = speechFunctions.map(({ name, doc, example }) => {
    const call = `${name}(${example.arguments.map((one) => JSON.stringify(one)).join(', ')})`;
    const remark = Object.hasOwn(remarks, name) ? ` ${remarks[name]}` : '';
    return `| \`${name}\` | ${doc.replaceAll('|', '\\|')}${remark} | \`${call}\` | ${example.spoken} |`;
  });
  return ['| function | what is said | example | in en-US |', '|---|---|---|---|', ...rows].join('\n');
}
