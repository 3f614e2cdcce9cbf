import { describe, expect, it } from 'vitest';
import { aLine } from '../a-line.ts';
import { aConnectedCall, aRingingCall } from '../a-told-call.ts';

const opened = [{ from: '00:00', to: '24:00' }];
const line = {
  schedules: { schedules: { desk: { timeZone: 'UTC', weekly: { sunday: opened } } } },
  flows: { inner: { steps: { done: { type: 'return' } } } },
};
const variables = { n: { type: 'integer' }, row: { type: { name: 'text' } }, text: { type: 'text' } };
const lookup = { type: 'lookup', table: 'customers', rowKey: '{{ call.from }}', into: 'row', next: 'bye' };

const quiet = {
  set: { type: 'set', values: { n: 'n + 1' }, next: 'end' },
  branch: { type: 'branch', cases: [{ if: 'n > 1', next: 'bye' }], else: 'end' },
  hours: { type: 'hours', schedule: 'desk', on: { else: 'end' } },
  distribute: {
    type: 'distribute',
    arms: [
      { name: 'a', weight: 1, next: 'end' },
      { name: 'b', weight: 0, next: 'end' },
    ],
  },
  tag: { type: 'tag', tag: 'x', next: 'end' },
  language: { type: 'language', language: 'en-US', next: 'end' },
  subflow: { type: 'subflow', flow: 'inner', next: 'end' },
};
const loud = {
  answer: { type: 'answer', next: 'bye' },
  play: { type: 'play', prompt: 'Hello.', next: 'bye' },
  menu: { type: 'menu', prompt: 'Which?', options: [{ key: '1' }], next: 'bye' },
  collect: { type: 'collect', into: 'text', digits: { min: 1, max: 1 }, prompt: 'Digit?', next: 'bye' },
  listen: { type: 'listen', into: 'text', prompt: 'What?', next: 'bye' },
  wait: { type: 'wait', forMs: 1_000, next: 'bye' },
  http: { type: 'http', url: 'https://api.example/', timeoutMs: 1_000, next: 'bye' },
  save: { type: 'save', table: 'rows', rowKey: 'x', values: { n: 1 }, next: 'bye' },
  transfer: { type: 'transfer', to: '+14255550199' },
  hangUp: { type: 'hangUp', disposition: 'done' },
};

describe('before a call is answered', () => {
  it.each(Object.entries(quiet))('a %s step runs while it rings', (_kind, ask) => {
    const call = aRingingCall(aLine({ variables, steps: { ask, end: { type: 'reject' } } }, line));
    expect(call.commands).toEqual([{ type: 'reject', reason: 'none', token: '1.0' }]);
    expect(call.state.phase).toBe('offered');
  });

  it.each(Object.entries(loud))('a %s step answers first', (_kind, ask) => {
    const call = aRingingCall(aLine({ variables, steps: { ask } }, line));
    expect(call.commands).toEqual([{ type: 'answer', token: '1.0' }]);
    expect(call.state.steps).toBe(0);
    expect(call.connect().state.steps).toBeGreaterThan(0);
  });

  it('one look-up runs while it rings', () => {
    const steps = { ask: { ...lookup, next: 'known' }, known: { type: 'reject', reason: 'busy' } };
    const call = aRingingCall(aLine({ variables, steps }));
    expect(call.commands.map(({ type }) => type)).toEqual(['lookUpRows']);
    expect(call.tell({ type: 'rowsFound', rows: [{ rowKey: 'k', fields: { name: 'Ada' } }] }).commands).toEqual([
      { type: 'reject', reason: 'busy', token: '2.0' },
    ]);
  });

  it('a second look-up answers first', () => {
    const call = aRingingCall(aLine({ variables, steps: { ask: { ...lookup, next: 'more' }, more: lookup } }));
    expect(call.tell({ type: 'rowsFound', rows: [{ rowKey: 'k', fields: {} }] }).commands).toEqual([
      { type: 'answer', token: '2.0' },
    ]);
    expect(call.connect().commands.map(({ type }) => type)).toEqual(['lookUpRows']);
  });

  it('a caller who leaves is not answered by what the flow does about that', () => {
    const parts = {
      variables,
      onHangUp: 'keep',
      steps: { ask: lookup, more: lookup, keep: { ...loud.save, next: 'bye' } },
    };
    const call = aRingingCall(aLine(parts)).hangUp();
    expect(call.commands.map(({ type }) => type)).toEqual(['saveRow']);
    expect(call.connect().commands).toEqual([]);
  });

  it.each([{ type: 'reject' }, { type: 'redirect', to: '+14255550199' }])('$type is for calls that ring', (refusal) => {
    const steps = { ask: { type: 'play', prompt: 'Hello.', next: 'refusal' }, refusal };
    expect(aConnectedCall(aLine({ steps })).spoken().trace.slice(-2)).toEqual([
      'ask: onError (alreadyAnswered)',
      'sorry: ends sorry',
    ]);
  });
});
