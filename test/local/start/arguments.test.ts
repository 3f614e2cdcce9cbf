import { expect, test } from 'vitest';
import { readArguments } from '../../../local/start/arguments.ts';

test('nothing means a banner, --json a line of JSON', () => {
  expect(readArguments([])).toEqual({ json: false });
  expect(readArguments(['--json'])).toEqual({ json: true });
});

test.each([[['--jsn']], [['json']], [['--json=yes']], [['--json', '--port']]])('%j says what is known', (args) => {
  expect(() => readArguments(args)).toThrow(`"${args.at(-1)}" is not known here. There is only --json, `);
});

test('a long argument is cut', () => {
  expect(() => readArguments(['x'.repeat(1_000)])).toThrow(`"${'x'.repeat(60)}" is not known here.`);
});
