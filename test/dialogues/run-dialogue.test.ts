import { describe, expect, it } from 'vitest';
import type { Dialogue, DialogueTurn } from '../../cli/dialogue/dialogue.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';

function program(steps: Record<string, unknown>, start: string): Program {
  const parsed = parseFlow(
    {
      name: 'small',
      language: 'en-US',
      start,
      operator: { none: 'A test.' },
      onError: 'bye',
      variables: { pin: { type: 'text' } },
      steps: { ...steps, bye: { type: 'hangUp', disposition: 'served' } },
    },
    'hash',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const menu = program(
  {
    greet: { type: 'play', prompt: 'Welcome  to\nthe line.', next: 'choose' },
    choose: { type: 'menu', prompt: 'Press 1.', options: [{ key: '1', next: 'desk' }], on: { exhausted: 'bye' } },
    desk: { type: 'transfer', to: '+14255550102', on: { failed: 'bye' } },
  },
  'greet',
);

const hearAll: DialogueTurn[] = [{ hear: 'Welcome to the line.' }, { hear: 'Press 1.' }];
const toDesk: DialogueTurn[] = [...hearAll, { press: '1' }, { phone: '+14255550102', rings: true }];

function run(turns: readonly DialogueTurn[], rest: Partial<Dialogue> = {}, of = menu) {
  return runDialogue(of, {
    flow: 'small',
    name: 'A test.',
    turns: [...turns],
    end: { disposition: 'connected' },
    ...rest,
  });
}

describe('a dialogue that is as the call', () => {
  it('may compose its letters otherwise, which nobody can see', () => {
    const cafe = program({ greet: { type: 'play', prompt: 'Caf\u00e9.', next: 'bye' } }, 'greet');
    const end = { disposition: 'served' };
    expect(run([{ hear: 'Cafe\u0301.' }], { end }, cafe).difference).toBeUndefined();
    expect(run([{ hear: { contains: 'fe\u0301' } }], { end }, cafe).difference).toBeUndefined();
    expect(run([{ hear: 'Cafe.' }], { end }, cafe).difference).toContain('expected "Cafe."');
  });

  it('is right, and tells what happened in seconds of the call', () => {
    const result = run(toDesk, { end: { disposition: 'connected', transferredTo: '+14255550102' } });
    expect(result.difference).toBeUndefined();
    expect(result.transcript.split('\n')).toEqual([
      '    0.00 s  caller  calls +14255550100',
      '    0.25 s  line    "Welcome to the line."',
      '    1.68 s  flow    greet: next',
      '    1.68 s  line    "Press 1."',
      '    2.28 s  caller  presses 1',
      '    2.28 s  flow    choose: next (option 1)',
      '    2.28 s  phone   +14255550102 rings',
      '    4.28 s  phone   accepted',
      '    4.28 s  flow    desk: transferred',
      '    4.28 s  flow    desk: hungUp',
      '    4.28 s  flow    desk: ended connected',
    ]);
    expect(result.reached).toContainEqual({ flow: 'small', step: 'choose', outcome: 'next (option 1)' });
    expect(result.lastSteps).toEqual([{ flow: 'small', step: 'desk' }]);
  });

  it('may skip prompts where it says so', () => {
    expect(run([{ hear: { contains: 'Press', skip: true } }, ...toDesk.slice(2)]).ok).toBe(true);
  });

  it('knows what was rejected and redirected', () => {
    const rejecting = program({ ask: { type: 'reject', reason: 'busy' } }, 'ask');
    expect(run([{ hear: 'nothing' }], { end: { disposition: 'rejected', rejected: 'busy' } }, rejecting).ok).toBe(true);
    const redirecting = program({ ask: { type: 'redirect', to: '+14255550103' } }, 'ask');
    const ring: DialogueTurn = { phone: '+14255550103', rings: true };
    const end = { disposition: 'redirected', redirectedTo: '+14255550103' };
    expect(run([ring], { end }, redirecting).difference).toBeUndefined();
    expect(run([ring], { end: { ...end, redirectedTo: '+14255550104' } }, redirecting).difference).toContain(
      'expected redirectedTo "+14255550104", got "+14255550103"',
    );
  });

  it('may call from another number at another time', () => {
    const steps = {
      ask: {
        type: 'branch',
        cases: [{ if: 'call.from == "+14255550177" && now.hour == 22', next: 'bye' }],
        else: 'no',
      },
      no: { type: 'hangUp', disposition: 'no' },
    };
    const given = { from: '+14255550177', at: '2026-03-01T22:15:00Z' };
    expect(run([], { given, end: { disposition: 'served' } }, program(steps, 'ask')).difference).toBeUndefined();
    expect(run([], { end: { disposition: 'no' } }, program(steps, 'ask')).difference).toBeUndefined();
  });

  it('cuts a prompt short by a key during it, and not by one that nobody waits for', () => {
    const during = run([...hearAll, { press: '1', during: true }, ...toDesk.slice(3)]);
    expect(during.transcript).toContain('(cut short)');
    const lost = run([{ hear: 'Welcome to the line.' }, { press: '1', during: true }, ...toDesk.slice(1)]);
    expect(lost.difference).toBeUndefined();
    expect(lost.transcript).not.toContain('(cut short)');
  });
});

describe('the first difference', () => {
  it('shows both texts and where they part', () => {
    const { ok, difference, transcript } = run([hearAll[0] ?? { silence: true }, { hear: 'Press 2.' }]);
    expect(ok).toBe(false);
    expect(difference).toBe(
      ['Turn 2, {"hear":"Press 2."}: expected "Press 2."', '     got "Press 1."', '                ^'].join('\n'),
    );
    expect(transcript.endsWith(difference ?? '')).toBe(true);
  });

  it.each<[string, DialogueTurn[], string]>([
    [
      'a prompt that is not listed',
      [...toDesk.slice(0, 1), { press: '1' }],
      'Turn 2, {"press":"1"}: expected to press 1, but heard "Press 1."',
    ],
    ['keys that came too soon', [{ press: '1', during: true }], 'during a prompt, but nothing is said'],
    [
      'a word that is not in the prompt',
      [{ hear: { contains: 'Goodbye' } }],
      'a prompt with "Goodbye", but heard "Welcome to the line."',
    ],
    ['a word that is nowhere', [{ hear: { contains: 'Goodbye', skip: true } }], 'but the line waits for keys'],
    [
      'a prompt where a key is waited for',
      [...hearAll, { hear: 'More.' }],
      'expected "More.", but the line waits for keys',
    ],
    [
      'a phone where a key is waited for',
      [...hearAll, { phone: '+14255550102', rings: true }],
      'to ring, but the line waits for keys',
    ],
    [
      'another phone',
      [...toDesk.slice(0, 3), { phone: '+14255550109', rings: true }],
      'expected +14255550109 to ring, but +14255550102 rings',
    ],
    [
      'a prompt where a phone rings',
      [...toDesk.slice(0, 3), { hear: 'Bye.' }],
      'expected "Bye.", but +14255550102 rings',
    ],
    ['silence where something is said', [{ hear: 'nothing' }], 'expected nothing, but heard "Welcome to the line."'],
    [
      'silence after the end',
      [...toDesk, { hear: 'nothing' }, { silence: true }],
      'expected to stay silent, but the call is over (connected)',
    ],
    ['a prompt after the end', [...toDesk, { hear: 'Bye.' }], 'but the call is over (connected)'],
    [
      'an end that comes too soon',
      [...hearAll],
      'End, {"disposition":"connected"}: the dialogue is over, but the line waits for keys',
    ],
    ['a prompt after the last turn', hearAll.slice(0, 1), 'the dialogue is over, but heard "Press 1."'],
    [
      'a key that nothing listens to',
      [...hearAll, { press: '1' }, { phone: '+14255550102', rings: true }, { press: '1' }],
      'the call is over (connected)',
    ],
    ['a fault of nothing', [...toDesk, { fault: 'media' }], 'nothing is played or listened for'],
    [
      'a hang-up after a hang-up',
      [...hearAll, { hangUp: true }, { hangUp: true }],
      'expected to hang up, but the call is over (abandoned)',
    ],
    ['another end', [...hearAll, { hangUp: true }], 'expected disposition "connected", got "abandoned"'],
  ])('is told in words: %s', (_name, turns, words) => {
    const { ok, difference } = run(turns);
    expect(ok).toBe(false);
    expect(difference).toContain(words);
  });

  it('is the flow itself where the dialogue belongs to another', () => {
    expect(run([], { flow: 'large' }).difference).toBe('The dialogue is for the flow "large", not for "small".');
  });

  it('is the bound that a call met which does not end', () => {
    const endless = program(
      {
        ask: {
          type: 'menu',
          prompt: 'Again.',
          options: [{ key: '1' }],
          next: 'ask',
          tries: 9,
          on: { exhausted: 'ask' },
        },
      },
      'ask',
    );
    const wait: DialogueTurn = { waitMs: 4 * 60 * 60 * 1_000 };
    const { ok, difference } = run([wait, wait], {}, endless);
    expect(ok).toBe(false);
    expect(difference).toBe(`Turn 2, ${JSON.stringify(wait)}: the call went on beyond the bounds of a dialogue.`);
  });
});
