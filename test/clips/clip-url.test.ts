import { expect, test } from 'vitest';
import { clipUrl } from '../../src/clips/clip-url.ts';

test.each([
  ['https://line.example/api/clips', 'https://line.example/api/clips/hold.wav'],
  ['https://line.example/api/clips/', 'https://line.example/api/clips/hold.wav'],
  ['https://sounds.example', 'https://sounds.example/hold.wav'],
  ['http://127.0.0.1:7071/api/clips//', 'http://127.0.0.1:7071/api/clips/hold.wav'],
  [
    'https://acct.blob.example/clips?sv=2024&sig=a%2Fb%3D',
    'https://acct.blob.example/clips/hold.wav?sv=2024&sig=a%2Fb%3D',
  ],
  ['https://sounds.example/a#part', 'https://sounds.example/a/hold.wav'],
])('below %s', (base, url) => {
  expect(clipUrl(base, 'hold.wav')).toBe(url);
});

test.each(['../hold.wav', 'a/b.wav', 'hold.wav?x', '', 'Hold.wav'])('%j is no clip, and throws', (name) => {
  expect(() => clipUrl('https://line.example/api/clips', name)).toThrow('is no name of a clip');
});
