import { speechFunctions } from '../../src/interpreter/expressions/speech.ts';

/** The functions that render values for speech. */
export function functionTable(): string {
  const rows = speechFunctions.map(({ name, doc, example }) => {
    const call = `${name}(${example.arguments.map((one) => JSON.stringify(one)).join(', ')})`;
    return `| \`${name}\` | ${doc.replaceAll('|', '\\|')} | \`${call}\` | ${example.spoken} |`;
  });
  return ['| function | what is said | example | in en-US |', '|---|---|---|---|', ...rows].join('\n');
}
