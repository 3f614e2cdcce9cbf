import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** An answer of the host itself, not of a function. */
export interface PlainAnswer {
  readonly status: number;
  /** Default: empty. */
  readonly body?: string;
  /** Close the connection, because the request's body was not read. Default false. */
  readonly close?: boolean;
}

/** Writes an answer as plain text. */
export function writePlainAnswer(response: ServerResponse, { status, body = '', close = false }: PlainAnswer): void {
  if (close) response.setHeader('connection', 'close');
  if (body !== '') response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.writeHead(status).end(body);
}

/** Whether a key is the expected one, in a time that does not tell how much of it was right. */
export function isSameKey(given: string, expected: string): boolean {
  const digest = (key: string) => createHash('sha256').update(key).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
