/** A command as somebody types it: what a shell would take apart or read otherwise stands in quotes. */
export function commandLine(command: string, argv: readonly string[]): string {
  return ['npm run flows --', command, ...argv.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w./:@,+-]+$/.test(word) ? word : `"${word}"`;
}
