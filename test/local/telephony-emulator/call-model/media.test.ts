import { expect, test } from 'vitest';
import type { CallInput } from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { aConnectedCall, CALLER, told } from './call-script.ts';

/** 14 characters: one second at 14 characters a second. */
const SECOND = 'Fourteen chars';
const text = (words: string) => ({ kind: 'text', text: words }) as const;

const play = (words: string, more: Partial<Extract<CallInput, { type: 'play' }>> = {}): CallInput => ({
  type: 'play',
  sources: [text(words)],
  loop: false,
  interrupt: false,
  ...more,
});

test('a prompt lasts as long as speech would, and its events carry its context', () => {
  const call = aConnectedCall();
  const begun = call.happen(play(SECOND, { operationContext: 'p' }), 300);
  expect(begun).toEqual([
    {
      type: 'eventRaised',
      eventType: 'PlayStarted',
      data: {
        operationContext: 'p',
        resultInformation: { code: 200, subCode: 0, message: 'Action completed successfully.' },
      },
      atMs: 300,
    },
    { type: 'promptStarted', text: SECOND, atMs: 300 },
  ]);
  expect(told(call.happen({ type: 'timePassed' }, 1_299))).toEqual([]);
  expect(told(call.happen({ type: 'timePassed' }, 1_300))).toEqual([
    `1300 said "${SECOND}"`,
    '1300 PlayCompleted 200/0',
  ]);
});

test('queued operations follow one another, each at its own time, though the clock jumped', () => {
  const call = aConnectedCall();
  call.happen(play(SECOND), 300);
  call.happen(play('b'), 400);
  expect(told(call.happen({ type: 'timePassed' }, 60_000))).toEqual([
    `1300 said "${SECOND}"`,
    '1300 PlayCompleted 200/0',
    '1300 PlayStarted 200/0',
    '1300 says "b"',
    '1900 said "b"',
    '1900 PlayCompleted 200/0',
  ]);
});

test('an interrupting operation cancels what runs and what waits', () => {
  const call = aConnectedCall();
  call.happen(play(SECOND), 300);
  call.happen(play('b'), 400);
  expect(told(call.happen(play('c', { interrupt: true }), 500))).toEqual([
    `500 cut "${SECOND}"`,
    '500 PlayCanceled 400/8508',
    '500 PlayCanceled 400/8508',
    '500 PlayStarted 200/0',
    '500 says "c"',
  ]);
});

test('several sources are one play; SSML is spoken without its marks and with its pauses', () => {
  const call = aConnectedCall();
  const ssml = { kind: 'ssml', ssmlText: '<speak>Fourteen <b>chars</b><break time="1s"/></speak>' } as const;
  call.happen(
    play('', { sources: [text(SECOND), ssml, { kind: 'file', uri: 'https://x.example/a/hold.wav' }] }),
    1_000,
  );
  expect(told(call.happen({ type: 'timePassed' }, 60_000))).toEqual([
    `2000 said "${SECOND}"`,
    `2000 says "${SECOND}"`,
    `4000 said "${SECOND}"`,
    '4000 says "[hold.wav]"',
    '7000 said "[hold.wav]"',
    '7000 PlayCompleted 200/0',
  ]);
});

test('a loop goes on until it is cancelled', () => {
  const call = aConnectedCall();
  call.happen(play(SECOND, { loop: true }), 300);
  expect(told(call.happen({ type: 'timePassed' }, 600_000))).toEqual([`1300 said "${SECOND}"`]);
  expect(told(call.happen({ type: 'cancelAllMediaOperations' }, 600_000))).toEqual(['600000 PlayCanceled 400/8508']);
});

test('a source without words fails the play and names the source', () => {
  const call = aConnectedCall();
  call.happen(play('', { sources: [text('a'), text('  ')] }), 300);
  const effects = call.happen({ type: 'timePassed' }, 5_000);
  expect(told(effects)).toEqual(['900 said "a"', '900 PlayFailed 400/8582']);
  expect(effects[1]).toMatchObject({ data: { failedPlaySourceIndex: 1 } });
});

test('a play to one participant excludes another, and goes with a play to all', () => {
  const call = aConnectedCall();
  call.happen(play(SECOND, { playTo: CALLER }), 300);
  expect(told(call.happen(play(SECOND, { playTo: CALLER }), 310))).toEqual(['310 refused 412/8583']);
  expect(told(call.happen(play(SECOND), 320))).toEqual([]);
  expect(told(call.happen(play(SECOND, { playTo: '+14255550155' }), 330))).toEqual(['330 refused 400/8523']);
});

test('an operation may have its events sent elsewhere', () => {
  const call = aConnectedCall();
  const [started] = call.happen(play('a', { operationCallbackUri: 'https://app.example/op' }), 300);
  expect(started).toMatchObject({ eventType: 'PlayStarted', operationCallbackUri: 'https://app.example/op' });
});

test('a fault fails what runs and lets the next begin', () => {
  const call = aConnectedCall();
  call.happen(play(SECOND), 300);
  call.happen(play('b'), 310);
  expect(told(call.happen({ type: 'mediaFailed', code: 429, subCode: 8565 }, 400))).toEqual([
    `400 cut "${SECOND}"`,
    '400 PlayFailed 429/8565',
    '400 PlayStarted 200/0',
    '400 says "b"',
  ]);
});

test('speed makes prompts shorter', () => {
  const call = aConnectedCall({ speed: 10 });
  call.happen(play(SECOND), 300);
  expect(told(call.happen({ type: 'timePassed' }, 1_000)).at(-1)).toBe('400 PlayCompleted 200/0');
});

test('pauses of SSML count in either unit and wherever the attribute stands, and hostile marks cost no time', () => {
  const lengthMs = (ssmlText: string) => {
    const call = aConnectedCall();
    call.happen(play('', { sources: [{ kind: 'ssml', ssmlText }] }), 1_000);
    return (call.happen({ type: 'timePassed' }, 900_000).at(-1)?.atMs ?? 0) - 1_000;
  };
  expect(lengthMs(`<speak>${SECOND}<break time="500ms"/></speak>`)).toBe(1_500);
  expect(lengthMs(`<speak>${SECOND}<break strength='weak' time='1.5s' /></speak>`)).toBe(2_500);
  expect(lengthMs(`<speak>${SECOND}<break time="600s"/></speak>`)).toBe(21_000);
  expect(lengthMs(`<speak>Tom &amp; Jerry &lt;1&gt;</speak>`)).toBe(1_072);
  const startedMs = performance.now();
  lengthMs('<break time="1s"'.repeat(1_250));
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

test.each([
  ['<speak>It is <emphasis><b>free</b></emphasis>, really<break/>!</speak>', 'It is free, really!'],
  ['<speak><p>One.</p><p>Two.</p></speak>', 'One. Two.'],
  [
    '<speak>Don&#39;t &#x1F600;&#xD; &amp;lt; &#0; &#x110000; &nothing;</speak>',
    "Don't 😀 &lt; &#0; &#x110000; &nothing;",
  ],
])('SSML is heard as its words: %s', (ssmlText, words) => {
  const call = aConnectedCall();
  expect(told(call.happen(play('', { sources: [{ kind: 'ssml', ssmlText }] }), 300))[1]).toBe(`300 says "${words}"`);
});

test('a file is told by its name, without what is secret in its address', () => {
  const call = aConnectedCall();
  const uri = 'https://x.example/a/hold.wav?sig=secret#t=1';
  expect(told(call.happen(play('', { sources: [{ kind: 'file', uri }] }), 300))[1]).toBe('300 says "[hold.wav]"');
});

test('a speed of nothing is refused: such a call would never end', () => {
  expect(() => aConnectedCall({ speed: 0 })).toThrow(RangeError);
});
