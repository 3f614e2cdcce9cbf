import { expect, test } from 'vitest';
import { transition } from '../../src/interpreter/transition.ts';
import { aCall, nowMs, open } from './a-call.ts';
import { aProgram } from './a-program.ts';

const step = { next: 'bye' };
const steps = {
  play: { ...step, type: 'play', prompt: 'Here we go.' },
  menu: { ...step, type: 'menu', prompt: 'Press 1.', options: [{ key: '1' }] },
  collect: { ...step, type: 'collect', into: 'number', digits: { min: 1, max: 2 }, prompt: 'Your number.' },
  listen: { ...step, type: 'listen', into: 'number', prompt: 'Your number.' },
  http: { ...step, type: 'http', url: 'https://api.example.org/orders', timeoutMs: 1_000 },
  save: { ...step, type: 'save', table: 'calls', rowKey: 'one', values: { count: 1 } },
  silence: { ...step, type: 'wait', forMs: 1_000 },
  bye: { type: 'hangUp', disposition: 'served' },
};

/** What a line does when a wait with music is over, and this step comes after it. */
function afterMusic(next: string): readonly string[] {
  const program = aProgram({
    variables: { number: { type: 'text' } },
    steps: { music: { type: 'wait', forMs: 10_000, music: 'La la la.', next }, ...steps },
  });
  const operations = { '3.t0': open('timer', 0), '3.0': open('prompt', 10_000) };
  const state = aCall(program, { step: 'music', visit: { stage: 'waiting', untilMs: nowMs }, operations });
  const { commands, state: after } = transition(program, state, {
    type: 'deadlinePassed',
    token: '3.t0',
    atMs: nowMs,
  });
  for (const { token } of after.operations) {
    if (!token.includes('t')) expect(commands.map((command) => command.token)).toContain(token);
  }
  return commands.map(({ type }) => type);
}

test.each([
  ['play', 'play'],
  ['menu', 'recogniseDigits'],
  ['collect', 'recogniseDigits'],
  ['listen', 'recogniseSpeech'],
])('what is spoken by a %s step ends what was playing, without a request of its own for that', (next, command) => {
  expect(afterMusic(next)).toEqual([command]);
});

test.each([
  ['http', ['cancelMedia', 'sendRequest']],
  ['save', ['cancelMedia', 'saveRow']],
  ['silence', ['cancelMedia']],
  ['bye', ['cancelMedia', 'hangUp']],
])('where %s comes after it, what was playing is ended', (next, commands) => {
  expect(afterMusic(next)).toEqual(commands);
});
