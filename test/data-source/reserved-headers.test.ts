import { describe, expect, it } from 'vitest';
import { isFreeHeader } from '../../src/data-source/prepare-request.ts';
import { reservedHeaders } from '../../src/interpreter/steps/http-compile.ts';

/** Every name of a header that HTTP gives a meaning of its own which this app knows, and some that are free. */
const names = [
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'proxy-connection', 'te', 'trailer'],
  ...['upgrade', 'expect', 'proxy-authorization', 'accept-encoding', 'user-agent', 'idempotency-key'],
  ...['accept', 'accept-language', 'content-type', 'if-match', 'x-tenant', 'authorization'],
];

describe('a header of a request', () => {
  it.each(names)('is refused by the checker where it is refused when it is sent: %s', (name) => {
    expect(reservedHeaders.has(name)).toBe(!isFreeHeader(name));
  });

  it.each([...reservedHeaders])('that the checker refuses is never sent: %s', (name) => {
    expect(isFreeHeader(name)).toBe(false);
  });
});
