import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const defaults = { noInput: 'I heard nothing.', noMatch: 'I did not get that.' };
const choices = aMenu.options.map((option) => ({ ...option, next: 'back' }));
const wait = (forMs: number, next = 'bye', more: object = {}) => ({ type: 'wait', forMs, next, ...more });

describe('silence', () => {
  it('is counted over waits in a row, with steps that take no time between them', () => {
    const steps = { first: wait(2_000, 'mark'), mark: { type: 'tag', tag: 'x', next: 'more' }, more: wait(2_000) };
    expect(found({ steps })).toEqual(['silence-too-long steps/more/forMs']);
  });

  it('is broken by words between the waits', () => {
    const steps = {
      first: wait(2_000, 'say'),
      say: { type: 'play', prompt: 'Still here.', next: 'more' },
      more: wait(2_000),
    };
    expect(found({ steps })).toEqual([]);
  });

  it('is what music without words or sound is', () => {
    const music = { first: wait(5_000, 'bye', { music: ' ' }) };
    expect(found({ steps: music })).toEqual(['silence-too-long steps/first/forMs']);
    expect(found({ steps: { first: wait(5_000, 'bye', { music: 'La la la.' }) } })).toEqual([]);
  });

  it('is told once of a wait that leads to itself', () => {
    const first = wait(2_000, 'first', { keys: { '1': 'bye' } });
    expect(found({ steps: { first } }).filter((one) => one.startsWith('silence'))).toEqual([
      'silence-too-long steps/first/forMs',
    ]);
  });

  it('is counted over requests and waits, whatever decides between them', () => {
    const fetch = { type: 'http', url: 'https://api.example/x', timeoutMs: 2_000, on: { else: 'desk' } };
    const decide = { type: 'branch', cases: [{ if: 'call.to == ""', next: 'bye' }], else: 'more' };
    const steps = { first: wait(2_000, 'fetch'), fetch: { ...fetch, next: 'decide' }, decide, more: wait(500) };
    expect(found({ steps })).toEqual(['silence-too-long steps/fetch/timeoutMs']);
    const filled = { ...fetch, next: 'decide', filler: 'One moment.' };
    expect(found({ steps: { ...steps, fetch: filled } })).toEqual([]);
    const waits = { first: wait(2_000, 'decide'), decide, more: wait(2_000) };
    expect(found({ steps: waits })).toEqual(['silence-too-long steps/more/forMs']);
  });
});

describe('keys before a question', () => {
  const greeting = 'Welcome to the line of our town. '.repeat(6);
  const first = { type: 'play', prompt: greeting, next: 'look' };
  const look = { type: 'branch', cases: [{ if: 'call.to == ""', next: 'bye' }], else: 'ask' };
  const lost = ['keys-lost steps/first'];

  it('are lost in a long greeting, whatever is decided between it and the question', () => {
    expect(found({ steps: { first, look, ask: aMenu } })).toEqual(lost);
    const closed = { type: 'hours', schedule: '{{ call.to }}', on: { open: 'ask', else: 'bye' } };
    expect(found({ steps: { first, look: closed, ask: aMenu } })).toEqual(lost);
    const say = { type: 'play', prompt: 'Hello.', next: 'bye' };
    expect(found({ steps: { first, look: say } })).toEqual([]);
  });

  it('are lost where a flow that is run begins with the question', () => {
    const inner = {
      start: 'ask',
      operator: 'back',
      onError: 'back',
      defaults,
      steps: { ask: { ...aMenu, options: choices, on: { exhausted: 'back' } }, back: { type: 'return' } },
    };
    const look = { type: 'subflow', flow: 'inner', next: 'bye' };
    expect(found({ flows: { inner }, steps: { first, look } })).toContain('keys-lost steps/first');
  });
});
