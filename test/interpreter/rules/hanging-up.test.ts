import { describe, expect, it } from 'vitest';
import { aLine } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';

const variables = { text: { type: 'text' }, row: { type: { name: 'text' } } };
const waiting = {
  play: { type: 'play', prompt: 'Hello.', next: 'bye' },
  menu: { type: 'menu', prompt: 'Which?', options: [{ key: '1' }], next: 'bye' },
  collect: { type: 'collect', into: 'text', digits: { min: 1, max: 1 }, prompt: 'Digit?', next: 'bye' },
  listen: { type: 'listen', into: 'text', prompt: 'What?', next: 'bye' },
  wait: { type: 'wait', forMs: 1_000, next: 'bye' },
  http: { type: 'http', url: 'https://api.example/', timeoutMs: 1_000, next: 'bye' },
  lookup: { type: 'lookup', table: 'rows', rowKey: 'x', into: 'row', next: 'bye' },
  save: { type: 'save', table: 'rows', rowKey: 'x', values: { n: 1 }, next: 'bye' },
  transfer: { type: 'transfer', to: '+14255550199', prompt: 'One moment.' },
};
const mark = (tag: string) => ({ type: 'tag', tag, next: 'keep' });
const keep = { type: 'save', table: 'left', rowKey: 'x', values: { n: 1 }, next: 'bye' };
const answer = { type: 'answer', next: 'ask' };
const paths = { own: mark('own'), flow: mark('flow'), keep };

describe.each(Object.entries(waiting))('hanging up during a %s step', (_kind, ask) => {
  it('goes where `on.hungUp` leads', () => {
    const steps = { answer, ask: { ...ask, on: { hungUp: 'own' } }, ...paths };
    const call = aConnectedCall(aLine({ variables, onHangUp: 'flow', steps })).hangUp();
    expect(call.state.tags).toEqual(['own']);
  });

  it('goes where `onHangUp` leads where the step says nothing', () => {
    const call = aConnectedCall(aLine({ variables, onHangUp: 'flow', steps: { answer, ask, ...paths } })).hangUp();
    expect(call.state.tags).toEqual(['flow']);
  });

  it('ends the call where nothing says anything, not even `else`', () => {
    const steps = { answer, ask: { ...ask, on: { else: 'own' } }, ...paths };
    const call = aConnectedCall(aLine({ variables, steps })).hangUp();
    expect(call.state).toMatchObject({ phase: 'ended', disposition: 'abandoned', operations: [] });
  });
});

describe('after a hang-up', () => {
  const line = (steps: Record<string, unknown>, more = {}) =>
    aLine({ variables, onHangUp: 'left', steps: { ask: waiting.play, ...steps }, ...more });

  it.each(['save', 'http', 'lookup'] as const)('a %s step still works, since it speaks to nobody', (kind) => {
    const left = { ...waiting[kind], next: 'marked' };
    const call = aConnectedCall(line({ left, marked: { ...mark('done'), next: 'bye' } })).hangUp();
    expect(call.commands).toHaveLength(1);
    const answers = {
      save: { type: 'rowSaved' },
      http: { type: 'requestAnswered', status: 200 },
      lookup: { type: 'rowsFound', rows: [{ rowKey: 'k', fields: {} }] },
    } as const;
    call.tell(answers[kind]);
    expect(call.state).toMatchObject({ phase: 'ended', tags: ['done'], disposition: 'served' });
  });

  it('a filler is not spoken', () => {
    const left = { ...waiting.http, timeoutMs: 8_000, filler: 'One moment.' };
    expect(
      aConnectedCall(line({ left }))
        .hangUp()
        .state.operations.map(({ kind }) => kind),
    ).toEqual(['request']);
  });

  it.each(['play', 'menu', 'collect', 'listen', 'wait', 'transfer'] as const)(
    'a %s step ends the call: nobody is there',
    (kind) => {
      const call = aConnectedCall(line({ left: waiting[kind] })).hangUp();
      expect(call.state).toMatchObject({ phase: 'ended', disposition: 'abandoned' });
      expect(call.commands).toEqual([]);
    },
  );

  it('an outcome that nothing lists ends the call', () => {
    const call = aConnectedCall(line({ left: waiting.save }))
      .hangUp()
      .tell({ type: 'saveUncertain' });
    expect(call.state).toMatchObject({ phase: 'ended', disposition: 'error' });
    expect(call.trace).not.toContain('sorry: ends sorry');
  });

  it('an outcome that is listed leads there', () => {
    const left = { ...waiting.save, on: { uncertain: 'marked' } };
    const call = aConnectedCall(line({ left, marked: { ...mark('unsure'), next: 'bye' } })).hangUp();
    expect(call.tell({ type: 'saveUncertain' }).state).toMatchObject({ phase: 'ended', tags: ['unsure'] });
  });

  it('the path of a sub-flow is run before that of the flow that runs it', () => {
    const inner = {
      onHangUp: 'inner',
      steps: { ask: waiting.play, inner: { ...mark('inner'), next: 'end' }, end: { type: 'return' } },
    };
    const parts = {
      onHangUp: 'outer',
      steps: { ask: { type: 'subflow', flow: 'sub', next: 'bye' }, outer: { ...mark('outer'), next: 'bye' } },
    };
    const call = aConnectedCall(aLine(parts, { flows: { sub: inner } })).hangUp();
    expect(call.state).toMatchObject({ phase: 'ended', tags: ['inner', 'outer'], disposition: 'served' });
  });

  it('a sub-flow without a path of its own leaves it to the flow that runs it', () => {
    const parts = {
      onHangUp: 'outer',
      steps: { ask: { type: 'subflow', flow: 'sub', next: 'bye' }, outer: { ...mark('outer'), next: 'bye' } },
    };
    const call = aConnectedCall(aLine(parts, { flows: { sub: { steps: { ask: waiting.play } } } })).hangUp();
    expect(call.state).toMatchObject({ phase: 'ended', tags: ['outer'] });
  });
});

describe('inside `onError`', () => {
  it('an outcome that nothing lists ends the call', () => {
    const apology = { type: 'play', prompt: 'Sorry.', next: 'bye' };
    const call = aConnectedCall(aLine({ onError: 'apology', steps: { ask: waiting.play, apology } }));
    call.tell({ type: 'promptFailed', reason: 'x' });
    expect(call.heard).toEqual(['Sorry.']);
    call.tell({ type: 'promptFailed', reason: 'x' });
    expect(call.commands.map(({ type }) => type)).toEqual(['hangUp']);
    expect(call.state.disposition).toBe('error');
  });

  it('of the flow that runs it, an error of a sub-flow without one is handled', () => {
    const flows = {
      sub: {
        onError: undefined,
        steps: {
          ask: { ...waiting.play, on: { failed: 'again' } },
          again: { type: 'subflow', flow: 'sub', next: 'ask' },
        },
      },
    };
    const parts = { steps: { ask: { type: 'subflow', flow: 'sub', next: 'bye' } } };
    const call = aConnectedCall(aLine(parts, { flows }));
    for (let depth = 0; depth < 9; depth++) call.tell({ type: 'promptFailed', reason: 'x' });
    expect(call.trace.slice(-2)).toEqual(['again: onError (flowsTooDeep)', 'sorry: ends sorry']);
    expect(call.state.outerFrames).toBeUndefined();
  });
});

describe('the disposition of a call', () => {
  it('is what the hangUp step says', () => {
    const call = aConnectedCall(aLine({ steps: { ask: { type: 'hangUp', prompt: 'Bye.', disposition: 'done' } } }));
    expect(call.spoken().state.disposition).toBe('done');
  });

  it('is so too where the caller leaves during the goodbye', () => {
    const call = aConnectedCall(aLine({ steps: { ask: { type: 'hangUp', prompt: 'Bye.', disposition: 'done' } } }));
    expect(call.hangUp().state).toMatchObject({ phase: 'ended', disposition: 'done' });
  });

  it('is connected after the caller was handed over', () => {
    const call = aConnectedCall(aLine({ steps: { ask: { type: 'transfer', to: '+14255550199' } } }));
    call.tell({ type: 'transferAccepted' });
    expect(call.hangUp().state).toMatchObject({ phase: 'ended', disposition: 'connected' });
  });

  it('is abandoned otherwise', () => {
    expect(aConnectedCall(aLine({ steps: { ask: waiting.play } })).hangUp().state.disposition).toBe('abandoned');
  });
});
