import { expect, test } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const exhaustedTo = (target: string) => ({ ...aMenu, on: { exhausted: target } });
const silentEnd = { type: 'hangUp', disposition: 'gave-up' };

test('a clean flow has no findings', () => {
  expect(found({})).toEqual([]);
});

test('exhausted is followed through set, branch, tag and play to a goodbye', () => {
  const steps = {
    first: exhaustedTo('mark'),
    mark: { type: 'tag', tag: 'gave-up', next: 'sort' },
    sort: { type: 'branch', cases: [{ if: 'now.hour < 12.0', next: 'sorry' }], else: 'bye' },
    sorry: { type: 'play', prompt: 'I am sorry. Please call again.', next: 'end' },
    end: silentEnd,
  };
  expect(found({ steps })).toEqual([]);
});

test('exhausted that only onError takes is followed there, and reported at the step', () => {
  const steps = { first: { ...aMenu, on: {} }, again: aMenu };
  expect(found({ steps, flow: { onError: 'again' } })).toEqual(['exhausted-reaches-nobody steps/first']);
});

test('one of several ways to another question is enough', () => {
  const steps = {
    first: exhaustedTo('sort'),
    sort: { type: 'branch', cases: [{ if: 'now.hour < 12.0', next: 'second' }], else: 'desk' },
    second: aMenu,
  };
  expect(found({ steps })).toEqual(['exhausted-reaches-nobody steps/first/on/exhausted']);
});

const sayAndReturn = {
  start: 'say',
  steps: {
    say: { type: 'play', prompt: 'I am sorry.', next: 'done', on: { failed: 'done' } },
    done: { type: 'return' },
  },
};

test('a sub-flow on the way that speaks counts as a goodbye', () => {
  const steps = { first: exhaustedTo('sub'), sub: { type: 'subflow', flow: 'sorry', next: 'end' }, end: silentEnd };
  expect(found({ steps, flows: { sorry: sayAndReturn } })).toEqual([]);
});

test('a sub-flow comes back only to the step that it was met in', () => {
  const steps = {
    first: { ...exhaustedTo('sub'), options: [{ key: '1', next: 'other' }, ...aMenu.options.slice(1)] },
    sub: { type: 'subflow', flow: 'sorry', next: 'end' },
    end: silentEnd,
    // Here the same flow leads to a question, which is no business of the menu above.
    other: { type: 'subflow', flow: 'sorry', next: 'second' },
    second: aMenu,
  };
  expect(found({ steps, flows: { sorry: sayAndReturn } })).toEqual([]);
});

test('a caller who did nothing, or was not understood once, is not hung up on without a word either', () => {
  const first = (on: object) => ({ ...aMenu, on: { ...on, exhausted: 'desk' } });
  const hungUpOn = (on: object) => found({ steps: { first: first(on), end: silentEnd, again: aMenu } });
  expect(hungUpOn({ noInput: 'end', noMatch: 'again' })).toEqual(['exhausted-without-goodbye steps/first/on/noInput']);
  expect(hungUpOn({ noInput: 'again', noMatch: 'end' })).toEqual(['exhausted-without-goodbye steps/first/on/noMatch']);
  expect(found({ steps: { first: first({ noInput: 'bye' }) } })).toEqual([]);
});

const askAndReturn = {
  start: 'ask',
  outcomes: ['gaveUp'],
  defaults: { noMatch: 'I did not get that.' },
  steps: {
    ask: {
      ...aMenu,
      options: aMenu.options.map(({ key }) => ({ key, next: 'done' })),
      on: { exhausted: 'gaveUp', failed: 'gaveUp' },
    },
    gaveUp: { type: 'return', outcome: 'gaveUp' },
    done: { type: 'return' },
  },
};

test('exhausted inside of a sub-flow is followed out of it, to every flow that runs it', () => {
  const first = { type: 'subflow', flow: 'ask', next: 'bye', on: { gaveUp: 'end' } };
  expect(found({ steps: { first, end: silentEnd }, flows: { ask: askAndReturn } })).toEqual([
    'exhausted-without-goodbye ask:steps/ask/on/exhausted',
  ]);
  expect(found({ steps: { first: { ...first, on: { gaveUp: 'desk' } } }, flows: { ask: askAndReturn } })).toEqual([]);
});

test('a poll that nothing ends is a loop; one with a counter is not', () => {
  const poll = {
    first: { type: 'play', prompt: 'Please wait.', next: 'fetch' },
    fetch: { type: 'http', url: 'https://api.example.org/job', timeoutMs: 2000, into: 'job', next: 'ready' },
    ready: { type: 'branch', cases: [{ if: 'job.state == "ready"', next: 'bye' }], else: 'again' },
    again: { type: 'play', prompt: 'Still working.', next: 'fetch' },
  };
  const variables = { job: { type: { state: 'text' } } };
  expect(found({ steps: poll, flow: { variables } })).toEqual(['loop-without-counter steps/fetch']);
  const counted = {
    ...poll,
    again: { type: 'set', values: { rounds: 'rounds + 1' }, next: 'enough' },
    enough: { type: 'branch', cases: [{ if: 'rounds < 5', next: 'still' }], else: 'desk' },
    still: { type: 'play', prompt: 'Still working.', next: 'fetch' },
  };
  expect(found({ steps: counted, flow: { variables: { ...variables, rounds: { type: 'integer' } } } })).toEqual([]);
});

test('going round by the choice of the caller is no loop', () => {
  const steps = {
    first: {
      ...aMenu,
      options: [
        { key: '1', next: 'hours' },
        { key: '2', next: 'bye' },
      ],
    },
    hours: { type: 'play', prompt: 'We open at eight.', next: 'first' },
  };
  expect(found({ steps })).toEqual([]);
});

test('the hang-up path may save and send, and end with a goodbye that is not heard', () => {
  const steps = {
    keep: {
      type: 'save',
      table: 'reports',
      rowKey: '{{ call.id }}',
      values: { at: '{{ now.date }}' },
      next: 'tell',
      on: { else: 'bye' },
    },
    tell: {
      type: 'http',
      method: 'POST',
      url: 'https://api.example.org/left',
      timeoutMs: 8000,
      filler: 'One moment.',
      next: 'bye',
      on: { else: 'bye' },
    },
  };
  expect(found({ steps, flow: { onHangUp: 'keep' } })).toEqual([]);
});

test('a hang-up path written at a step is followed as well', () => {
  const first = { type: 'play', prompt: 'Hello.', next: 'bye', on: { hungUp: 'ask' } };
  expect(found({ steps: { first, ask: aMenu } })).toEqual(['speaks-to-nobody steps/ask']);
});

const runs = (flow: string, next = 'bye') => ({ type: 'subflow', flow, next });
const returning = (first: object) => ({
  start: 'first',
  onError: 'done',
  steps: { first, done: { type: 'return' } },
});

test('a hang-up path is followed into the flows that it runs, and reported where it enters them', () => {
  const flows = { outer: returning(runs('inner', 'done')), inner: sayAndReturn };
  const steps = { left: runs('outer') };
  expect(found({ steps, flows, flow: { onHangUp: 'left' } })).toEqual(['speaks-to-nobody steps/left']);
});

test('the hang-up path may run flows that need no caller', () => {
  const keep = { type: 'save', table: 'left', rowKey: '{{ call.id }}', values: { a: 1 }, next: 'done' };
  const flows = { keep: returning({ ...keep, on: { else: 'done' } }) };
  expect(found({ steps: { left: runs('keep') }, flows, flow: { onHangUp: 'left' } })).toEqual([]);
});

test('a hang-up path through a flow that runs itself comes to an end', () => {
  const flows = { round: returning(runs('round', 'done')) };
  expect(found({ steps: { left: runs('round') }, flows, flow: { onHangUp: 'left' } })).not.toContain(
    'speaks-to-nobody steps/left',
  );
});

test('hours, set and one look-up fit before the answer', () => {
  const steps = {
    first: {
      type: 'lookup',
      table: 'customers',
      rowKey: '{{ call.from }}',
      into: 'customer',
      next: 'greet',
      on: { else: 'desk' },
    },
    greet: { type: 'play', prompt: 'Hello {{ has(customer.name) ? customer.name : "" }}.', next: 'bye' },
  };
  expect(found({ steps, flow: { variables: { customer: { type: { name: 'text' } } } } })).toEqual([]);
});
