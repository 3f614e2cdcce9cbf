import { expect, it } from 'vitest';
import { aLine, runSmall } from './a-line.ts';

it('a clip is heard as its words, SSML without its marks, and every part on its own', () => {
  const parts = [{ clip: 'hold.wav', text: 'Music.' }, { ssml: 'Wait<break time="1s"/> &amp; see.' }, 'Now.'];
  const program = aLine({
    flow: { voices: { 'en-US': 'en-US-JennyNeural' } },
    steps: { play: { type: 'play', prompt: { parts }, next: 'bye' } },
    line: { clips: { 'hold.wav': 4_000 } },
  });
  const turns = ['Music.', 'Wait & see.', 'Now.'].map((hear) => ({ hear }));
  expect(runSmall(program, turns).difference).toBeUndefined();
});

it('music of a wait is heard once, however often it is played, and the wait takes its time', () => {
  const program = aLine({
    steps: {
      wait: { type: 'wait', forMs: 20_000, music: 'La la la.', next: 'after' },
      after: { type: 'play', prompt: 'Thank you.', next: 'bye' },
    },
  });
  const { difference, transcript } = runSmall(program, [{ hear: 'La la la.' }, { hear: 'Thank you.' }]);
  expect(difference).toBeUndefined();
  expect(transcript).toContain('    0.25 s  line    "La la la."');
  expect(transcript).toContain('   20.25 s  line    "Thank you."');
});

it('a sub-flow is told with its own name', () => {
  const inner = {
    name: 'inner',
    language: 'en-US',
    start: 'say',
    steps: { say: { type: 'play', prompt: 'Inside.', next: 'back', on: { failed: 'back' } }, back: { type: 'return' } },
  };
  const program = aLine({
    steps: { run: { type: 'subflow', flow: 'inner', next: 'bye' } },
    line: { flows: { inner } },
  });
  const { difference, reached } = runSmall(program, [{ hear: 'Inside.' }]);
  expect(difference).toBeUndefined();
  expect(reached.slice(0, 4)).toEqual([
    { flow: 'small', step: 'run', outcome: 'runs inner' },
    { flow: 'inner', step: 'say', outcome: 'next' },
    { flow: 'inner', step: 'back', outcome: 'returns next' },
    { flow: 'small', step: 'run', outcome: 'next' },
  ]);
});
