import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readText } from '../../src/flow-catalog/read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'callwright-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Uint8Array | string): ReturnType<typeof readText> {
  const file = join(folder, 'a.flow.json');
  writeFileSync(file, bytes);
  return readText(file, 100);
}

it('reads UTF-8 as it stands', () => {
  expect(read('"Grüß Gott."')).toEqual({ ok: true, value: '"Grüß Gott."' });
  expect(read('\uFEFF{}')).toEqual({ ok: true, value: '\uFEFF{}' });
});

it.each([
  ['Latin-1', Buffer.from('"Grüß Gott."', 'latin1'), 'a.flow.json is not UTF-8', 'Save it as UTF-8.'],
  ['UTF-16', Buffer.from('\uFEFF"Hi."', 'utf16le'), 'a.flow.json is UTF-16', 'Save it as UTF-8.'],
  ['too large a file', 'x'.repeat(101), 'a.flow.json is larger than 100 bytes', 'Split it'],
])('tells %s as such', (_name, bytes, message, advice) => {
  const result = read(bytes);
  expect(result.ok ? '' : result.error.message).toContain(message);
  expect(result.ok ? '' : result.error.advice).toContain(advice);
});

it('tells a file that is missing, and one that is none', () => {
  const missing = readText(join(folder, 'routes.json'), 100);
  expect(missing.ok ? '' : missing.error.message).toBe('routes.json is missing.');
  const none = readText(folder, 1_000_000);
  expect(none.ok ? '' : none.error.message).toContain('cannot be read');
});
