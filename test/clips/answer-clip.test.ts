import { describe, expect, test } from 'vitest';
import { answerClip } from '../../src/clips/answer-clip.ts';
import type { Clip } from '../../src/clips/clip.ts';

const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
const clip: Clip = { name: 'a.wav', format: 'wav', durationMs: 1, sizeBytes: 1_000, sha256: 'c0ffee', bytes };
const etag = '"c0ffee"';
const cached = { ETag: etag, 'Cache-Control': 'public, max-age=3600' };
const described = {
  ...cached,
  'Content-Type': 'audio/wav',
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'bytes',
};
const whole = { status: 200, headers: { ...described, 'Content-Length': '1000' }, body: bytes };

function answered(headers: Record<string, string> = {}, method = 'GET') {
  return answerClip(clip, { method, headers: new Headers(headers) });
}

test('answers with the whole clip', () => {
  expect(answered()).toEqual(whole);
});

test('names the type of an MP3', () => {
  const { headers } = answerClip({ ...clip, format: 'mp3' }, { method: 'GET', headers: new Headers() });
  expect(headers['Content-Type']).toBe('audio/mpeg');
});

test('answers HEAD as GET, without the sound, and without a range', () => {
  const { body: _body, ...head } = whole;
  expect(answered({}, 'HEAD')).toEqual(head);
  expect(answered({ range: 'bytes=0-9' }, 'HEAD')).toEqual(head);
});

test('has 404 for a clip that there is not, which nobody may keep', () => {
  const answer = answerClip(undefined, { method: 'GET', headers: new Headers({ 'if-none-match': '*' }) });
  expect(answer).toEqual({ status: 404, headers: { 'Cache-Control': 'no-store' } });
});

describe('If-None-Match', () => {
  test.each([etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} `, '*'])('%s: it is held', (held) => {
    expect(answered({ 'if-none-match': held })).toEqual({ status: 304, headers: cached });
    expect(answered({ 'if-none-match': held, range: 'bytes=0-1' }, 'HEAD')).toEqual({ status: 304, headers: cached });
  });

  test.each(['"other"', 'c0ffee', 'w/"c0ffee"', '', ',', '"c0ffee'])('%j: it is not', (held) => {
    expect(answered({ 'if-none-match': held })).toEqual(whole);
  });
});

describe('Range', () => {
  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-499', 0, 499],
    ['bytes=500-999', 500, 999],
    ['bytes=500-', 500, 999],
    ['bytes=500-5000', 500, 999],
    ['bytes=0-999999999999999', 0, 999],
    ['bytes=999-', 999, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-5000', 0, 999],
    ['Bytes=1-2', 1, 2],
  ])('%s', (range, first, last) => {
    expect(answered({ range })).toEqual({
      status: 206,
      headers: {
        ...described,
        'Content-Range': `bytes ${first}-${last}/1000`,
        'Content-Length': String(last - first + 1),
      },
      body: bytes.slice(first, last + 1),
    });
  });

  test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=999999999999999-'])('%s cannot be had', (range) => {
    const headers = { 'Content-Range': 'bytes */1000', 'Cache-Control': 'no-store' };
    expect(answered({ range })).toEqual({ status: 416, headers });
  });

  test.each([
    'bytes=0-1,4-5',
    'bytes=5-4',
    'bytes=-',
    'bytes=',
    'bytes=a-b',
    'bytes=1.5-2',
    'bytes=--5',
    'bytes=+1-2',
    'bytes=0x1-2',
    'bytes = 0-1',
    'items=0-1',
    `bytes=${'9'.repeat(400)}-`,
    `bytes=${' '.repeat(10_000)}`,
    '',
  ])('%j is ignored', (range) => {
    expect(answered({ range })).toEqual(whole);
  });

  test('counts for the version that is asked for, and for no other', () => {
    expect(answered({ range: 'bytes=0-1', 'if-range': etag }).status).toBe(206);
    for (const other of ['"other"', `W/${etag}`, 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      expect(answered({ range: 'bytes=0-1', 'if-range': other })).toEqual(whole);
    }
  });
});
