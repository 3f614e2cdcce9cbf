import { expect, test } from 'vitest';
import { CAPTIONS_MAX, captionsOf, isSpeaking, spokenWords } from '../../../local/phone/src/captions.ts';
import type { HeardPrompt } from '../../../local/phone/src/emulator-messages.ts';
import { aCall } from './a-call.ts';

const AT = '2026-01-05T09:00:03.000Z';

function aPrompt(change: Partial<HeardPrompt> = {}): HeardPrompt {
  return { at: AT, text: 'Press 1.', finished: false, ...change };
}

function states(heard: HeardPrompt[], change: Parameters<typeof aCall>[0] = {}): string[] {
  return captionsOf(aCall({ ...change, heard })).map((caption) => caption.state);
}

test.each([
  ['the last prompt of a live call is being spoken', states([aPrompt()]), ['speaking']],
  ['a finished prompt has been said', states([aPrompt({ finished: true })]), ['said']],
  ['a prompt that the emulator cut is cut off', states([aPrompt({ cut: true })]), ['cutOff']],
  ['a prompt before another cannot be speaking', states([aPrompt(), aPrompt()]), ['cutOff', 'speaking']],
  ['a call that is over has no voice', states([aPrompt()], { state: 'ended' }), ['cutOff']],
])('%s', (_, actual, expected) => {
  expect(actual).toEqual(expected);
});

test('every prompt has its own key, and keeps it when older ones are dropped', () => {
  const heard = [aPrompt(), aPrompt(), aPrompt({ at: '2026-01-05T09:00:05.000Z' })];
  const keys = captionsOf(aCall({ heard })).map((caption) => caption.key);

  expect(new Set(keys).size).toBe(3);
  expect(captionsOf(aCall({ heard: heard.slice(2) })).map((caption) => caption.key)).toEqual(keys.slice(2));
});

test('prompts and answers stand in the order of time, and a prompt goes on while the caller talks', () => {
  const later = '2026-01-05T09:00:05.000Z';
  const captions = captionsOf(
    aCall({
      heard: [aPrompt({ finished: true }), aPrompt({ at: later, text: 'Which day?' })],
      said: [
        { at: AT, text: 'One.', counted: true },
        { at: later, text: 'Hello?', counted: false },
      ],
    }),
  );

  expect(captions.map(({ who, text, state }) => [who, text, state])).toEqual([
    ['line', 'Press 1.', 'said'],
    ['caller', 'One.', 'said'],
    ['line', 'Which day?', 'speaking'],
    ['caller', 'Hello?', 'unheard'],
  ]);
  expect(new Set(captions.map(({ key }) => key)).size).toBe(4);
  expect([isSpeaking(captions), isSpeaking(captions.slice(0, 2))]).toEqual([true, false]);
});

test('only the newest prompts are shown', () => {
  expect(states(Array.from({ length: CAPTIONS_MAX + 5 }, () => aPrompt())).length).toBe(CAPTIONS_MAX);
});

test('words are due at the pace of speech', () => {
  expect(spokenWords('Fourteen chars then more')).toEqual([
    { text: 'Fourteen', dueMs: 0 },
    { text: 'chars', dueMs: 643 },
    { text: 'then', dueMs: 1_071 },
    { text: 'more', dueMs: 1_429 },
  ]);
});
