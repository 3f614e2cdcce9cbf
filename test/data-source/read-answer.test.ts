import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { readAnswer } from '../../src/data-source/read-answer.ts';

function read(body: string | Buffer, contentType = 'application/json', contentEncoding = '') {
  return readAnswer({ type: 'answered', status: 200, contentType, contentEncoding, bytes: Buffer.from(body) });
}
const answered = (body: unknown) => ({ type: 'answered', status: 200, body });
const unusable = (code: string) => ({ type: 'unusable', status: 200, code });

test('JSON is read by whatever name it has', () => {
  for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json', 'text/json'])
    expect(read('{"a":[1,null,"x"]}', type)).toEqual(answered({ a: [1, null, 'x'] }));
});

test('nothing else is read, even if it were JSON', () => {
  for (const type of ['', 'text/html', 'text/plain', 'application/jsonp', 'application/x-json5', 'json', 'a/+json'])
    expect(read('{}', type)).toEqual(unusable('notJsonType'));
});

test('an answer may have no body, of whatever type', () => {
  for (const type of ['', 'application/json', 'text/html'])
    expect(read('', type)).toEqual({ type: 'answered', status: 200 });
});

test('broken JSON and texts that are not UTF-8 are of no use', () => {
  for (const body of ['{', '{"a":1}}', 'NaN', "{'a':1}", ' ', '[1,]', '"', '"\\', Buffer.from([0x22, 0xff, 0x22])])
    expect(read(body)).toEqual(unusable('notJson'));
});

test('a byte order mark is no harm', () => {
  expect(read('\uFEFF{"a":1}')).toEqual(answered({ a: 1 }));
});

test('a packed answer is not unpacked', () => {
  expect(read('x', 'application/json', 'gzip')).toEqual(unusable('encoded'));
  expect(read('1', 'application/json', 'identity')).toEqual(answered(1));
});

test('depth has an end, counted outside of texts', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(read(nested(32)).type).toBe('answered');
  expect(read(nested(33))).toEqual(unusable('tooDeep'));
  expect(read(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toEqual(unusable('tooDeep'));
  expect(read(nested(100_000))).toEqual(unusable('tooDeep'));
  const text = `${'['.repeat(40)}"\\${'{'.repeat(40)}\\`;
  expect(read(JSON.stringify([text, text]))).toEqual(answered([text, text]));
  expect(read(`[${'[],'.repeat(50)}1]`).type).toBe('answered');
});

test('a key that would change prototypes is left out, however it is written', () => {
  const result = read(
    '{"__proto__":{"admin":true},"\\u005f_proto__":1,"a":{"__proto__":[1],"constructor":{"prototype":2}}}',
  );
  expect(result).toEqual(answered({ a: { constructor: { prototype: 2 } } }));
  const copied = Object.assign({}, Object('body' in result ? result.body : undefined));
  expect('admin' in copied).toBe(false);
});

test('the largest answers are read in a moment, whatever is in them', () => {
  const size = 256 * 1024;
  const bodies = [
    `"${'\\"'.repeat(size / 2 - 1)}`,
    '"'.repeat(size),
    '[],'.repeat(size / 3),
    `"${'['.repeat(size - 2)}"`,
  ];
  const startedMs = performance.now();
  for (const body of bodies) read(body);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});
