import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readableLine } from '../../../local/start/readable-line.ts';
import { startLineForPeople } from './line-process.ts';

const at = new Date(2026, 0, 5, 9, 0, 3, 7);
const attemptId = '0aa768c1dbe16325f8645c34e8b32f06291f4420b839b66dc5172e0f7e8997fd';

test('a line of the log becomes time, level, message and fields, its long ids short and last', () => {
  const entry = { level: 'warn', what: 'event', callId: 'call-1', kind: 'inputFailed', seq: 4, attemptId };
  expect(readableLine(JSON.stringify(entry), at)).toBe(
    '09:00:03.007 warn  event kind=inputFailed seq=4 attemptId=0aa768c1… callId=call-1',
  );
});

test('values that are no plain words stay apart, and bring no control character to the terminal', () => {
  const entry = { what: 'sweep', outcome: '2 failed', note: '\u001b[31m', more: { a: [1] }, nothing: null };
  expect(readableLine(JSON.stringify(entry), at)).toBe(
    '09:00:03.007       sweep outcome="2 failed" note="\\u001b[31m" more={"a":[1]} nothing=null',
  );
});

test.each(['', 'Executing is under way', '{ no JSON', '[1]', '"text"', '42', '  {"what":"indented"}'])(
  'a line that is no JSON object passes as it is: %s',
  (line) => {
    expect(readableLine(line, at)).toBe(line);
  },
);

test('nothing in a line is obeyed by the terminal', () => {
  const line = JSON.stringify({ level: 'info', what: 'x\u009b2J\u202e\u007f', 'a\u001b[31m': '\u2066' });
  const shown = readableLine(line, at);
  expect(shown).toContain(String.raw`"x\u009b2J\u202e\u007f" "a\u001b[31m"="\u2066"`);
});

test("npm start shows the app's log readable, with its level, and everything else as it is", {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'callwright-readable-'));
  const line = startLineForPeople({ LOCAL_STATE_DIRECTORY: directory });
  let printed = '';
  for (const stream of [line.stdout, line.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  try {
    const phone = await vi.waitFor(() => /Phone +(http:\S+)/.exec(printed)?.[1] ?? Promise.reject(printed), 30_000);
    await fetch(`${phone}emulator/calls`, {
      method: 'POST',
      body: JSON.stringify({ from: '+14255550101', to: '+14255550100' }),
    });
    await vi.waitFor(() => expect(printed).toMatch(/^\d\d:\d\d:\d\d\.\d{3} error callOffered count=1$/m), 15_000);
    await vi.waitFor(() => expect(printed).toMatch(/^as it is$/m), 15_000);
    expect(printed).not.toContain('{"');
  } finally {
    line.kill('SIGTERM');
    await new Promise((resolve) => line.once('close', resolve));
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
});
