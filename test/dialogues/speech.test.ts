import { describe, expect, it } from 'vitest';
import type { DialogueTurn } from '../../cli/dialogue/dialogue.ts';
import { aLine, runSmall } from './a-line.ts';

const line = aLine({
  flow: { variables: { street: { type: 'text' } } },
  steps: {
    choose: {
      type: 'menu',
      prompt: 'Address or music?',
      options: [
        { key: '1', phrases: ['address'], next: 'ask' },
        { key: '2', phrases: ['music'], next: 'wait' },
      ],
      on: { exhausted: 'bye' },
    },
    ask: {
      type: 'listen',
      into: 'street',
      prompt: 'Which street?',
      keys: { max: 2 },
      next: 'echo',
      on: { exhausted: 'bye' },
    },
    echo: { type: 'play', prompt: 'You said {{ street }}.', keys: { '9': 'choose' }, next: 'bye' },
    wait: { type: 'wait', forMs: 20_000, keys: { '3': 'ask' }, next: 'after' },
    after: { type: 'play', prompt: 'Thank you for waiting.', next: 'bye' },
  },
});

const menu: DialogueTurn = { hear: 'Address or music?' };
const street: DialogueTurn = { hear: 'Which street?' };

describe('what the caller says', () => {
  it('chooses by phrase, is taken down, and may come during the prompt', () => {
    const turns: DialogueTurn[] = [
      menu,
      { say: 'Address, please' },
      menu,
      { say: 'address', during: true },
      street,
      { say: 'Main Street' },
      { hear: 'You said Main Street.' },
    ];
    const { difference, transcript } = runSmall(line, turns);
    expect(difference).toBeUndefined();
    expect(transcript).toContain('caller  says "Main Street"');
  });

  it('may be keys instead', () => {
    const turns: DialogueTurn[] = [menu, { press: '1' }, street, { press: '12' }, { hear: 'You said 12.' }];
    expect(runSmall(line, turns).difference).toBeUndefined();
  });

  it('must be listened for', () => {
    const wait: DialogueTurn[] = [menu, { say: 'music' }, { say: 'hello' }];
    expect(runSmall(line, wait).difference).toContain('expected to say "hello", but the line listens to keys alone');
    expect(runSmall(line, [menu, { waitMs: 3_000 }, { say: 'music', during: true }]).difference).toContain(
      'during a prompt, but nothing is said',
    );
    expect(runSmall(line, [menu, { hear: 'More?' }]).difference).toContain('but the line waits for words or keys');
  });
});

describe('a step that listens and goes on by itself', () => {
  it('needs no turn of the caller', () => {
    const turns: DialogueTurn[] = [menu, { say: 'music' }, { hear: 'Thank you for waiting.' }];
    const { difference, transcript } = runSmall(line, turns);
    expect(difference).toBeUndefined();
    const [before, after] = transcript.split('\n').filter((text) => /choose: next|Thank you/.test(text));
    expect(Number(after?.slice(0, 8)) - Number(before?.slice(0, 8))).toBeCloseTo(20, 2);
  });

  it('takes keys meanwhile', () => {
    const turns: DialogueTurn[] = [menu, { say: 'music' }, { press: '3' }, street, { press: '12' }];
    expect(
      runSmall(line, [...turns, { hear: 'You said 12.' }, { press: '9' }, menu, { hangUp: true }], {
        end: { disposition: 'abandoned' },
      }).difference,
    ).toBeUndefined();
  });
});
