import { shortPath } from './short-path.ts';
import type { RunningLine } from './start-local-line.ts';

/** What a person reads when the line is up. Ends with a line break. */
export function formatBanner(line: RunningLine): string {
  const numbers = line.lines.map(({ number, label }) => `    ${number}  ${label}`);
  const tablesPort = new URL(line.tablesUrl).port;
  return [
    '',
    '  Callwright is on the line.',
    '',
    `  Phone      ${line.phoneUrl}`,
    '             Open it, pick a number, press Call, then the keys the voice asks for.',
    ...numbers,
    '',
    `  Flows      ${shortPath(line.flowsPath)}  (edit them: the next call gets what is right)`,
    `  Requests   ${requestsOf(line)}`,
    `  Functions  ${line.functionsUrl}`,
    `  Tables     ${line.tablesUrl}  (kept in ${shortPath(line.tablesPath)})`,
    `             To look into them: Azure Storage Explorer, "Local storage emulator", tables port ${tablesPort}.`,
    '',
    '  Ctrl-C ends it all.',
    '',
    '',
  ].join('\n');
}

function requestsOf({ requestHosts }: RunningLine): string {
  if (requestHosts.length > 0) return `of flows may go to ${requestHosts.join(', ')}`;
  return 'of flows may go nowhere; HTTP_ALLOWED_HOSTS=http://localhost:8080 would let them go there';
}

/** The same for programs: one line of JSON. Ends with a line break. */
export function formatReport(line: RunningLine): string {
  const report = {
    phone: line.phoneUrl,
    functions: line.functionsUrl,
    emulator: line.emulatorUrl,
    connectionString: line.connectionString,
    tables: line.tablesUrl,
    numbers: line.lines.map(({ number }) => number),
  };
  return `${JSON.stringify(report)}\n`;
}
