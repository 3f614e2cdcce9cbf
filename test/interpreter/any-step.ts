import fc from 'fast-check';
import type { StepType } from '../../src/interpreter/step-definition.ts';

/** Names that are easily confused with what every object has. */
export const names = ['ask', 'say', 'constructor', 'toString', 'hasOwnProperty', 'end'] as const;

/** The steps that ask, so that a retry can come back to them. */
const inputNames = ['ask', 'constructor'] as const;

/** The name of a step. */
export const anyStepName = fc.constantFrom(...names);

const target = fc.oneof(
  { weight: 4, arbitrary: anyStepName },
  { weight: 1, arbitrary: fc.record({ retry: fc.constantFrom(...inputNames) }) },
  {
    weight: 1,
    arbitrary: fc.record({ retry: fc.constantFrom(...inputNames), say: fc.constant('Sorry, {{ text }}.') }),
  },
);

/** A prompt of every kind. */
const prompt = fc.constantFrom<unknown>(
  'Hello.',
  '{{ text }}',
  '{{ spell(text) }} and {{ count }}',
  ['One.', 'Two {{ count }}.', { say: 'hello' }],
  { say: 'hello' },
  { say: 'ofTheLine' },
  { text: 'Hold.', clip: 'hold.wav' },
  { ssml: '<emphasis>{{ text }}</emphasis>', rate: 0.8 },
  { parts: ['One, ', { text: 'zwei', language: 'de-DE' }, '{{ words }}', { say: 'hello' }] },
  '{{ words }}',
);

const condition = fc.constantFrom(
  'count > 2',
  'text == "1"',
  'text.startsWith("4")',
  'double(text) > 1.0',
  'slot.n > 1 || size(slots) > 0',
  'slots[3].at == text',
  'now.hour > 8 && call.headers["X-Id"] == "1"',
  'flag',
  'true',
);

/** A field that may be left out. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

function optional(...fields: string[]) {
  const record = fc.record(Object.fromEntries(fields.map((field) => [field, target])), { requiredKeys: [] });
  return maybe(record);
}

const input = {
  prompt,
  bargeIn: maybe(fc.boolean()),
  tries: maybe(fc.integer({ min: 1, max: 4 })),
  initialSilenceMs: maybe(fc.constantFrom(1_000, 60_000)),
  on: optional('exhausted', 'failed', 'noInput', 'noMatch', 'hungUp', 'else'),
};

const keyNames = fc.constantFrom('0', '1', '2', '*', '#');
const keys = maybe(fc.dictionary(keyNames, target, { noNullPrototype: true, maxKeys: 2 }));
const options = fc.uniqueArray(keyNames, { minLength: 1, maxLength: 3 });
const phrases = maybe(fc.constantFrom<unknown>(['yes', 'sure'], { 'en-US': ['no'], 'de-DE': ['nein'] }));

const values = fc.constantFrom<Record<string, string>>(
  { count: 'count + 1' },
  { text: 'text + "1"' },
  { text: 'text + text + call.from' },
  { flag: '!flag', text: 'call.from' },
  { count: 'double(text)' },
  { slots: 'slots + slots', slot: 'slots[0]' },
  { texts: '[text, call.to]', day: 'now.date' },
);

const optionsFrom = fc.constantFrom(
  { list: 'slots', as: 'one', say: 'For {{ one.at }}, press {{ key }}.', into: 'slot' },
  { list: 'texts', as: 'one', say: '{{ one }}: {{ key }}', phrase: '{{ one }}', max: 9, into: 'text' },
  {
    list: 'texts',
    as: 'one',
    say: { 'en-US': '{{ one }}, {{ key }}', 'de-DE': '{{ one }}: {{ key }}' },
    phrase: { 'en-US': 'number {{ one }}', 'de-DE': 'Nummer {{ one }}' },
  },
);

/** Numbers of keys, each with a format that they can fit. */
const keysAndFormat = fc.constantFrom<object>(
  { digits: { min: 1, max: 1 } },
  { digits: { min: 2, max: 3, endKey: '#' } },
  { digits: { min: 2, max: 3, endKey: '#' }, format: 'luhn' },
  { digits: { min: 2, max: 3, endKey: '#' }, format: { mask: 'D-D' } },
  { digits: { min: 4, max: 8, endKey: '#' }, format: 'date' },
  { digits: { min: 2, max: 4 }, format: 'time' },
  { format: { mask: 'D-D' } },
);

/** A step of each kind; a kind that is missing here does not compile. */
const stepsByKind: Record<StepType, fc.Arbitrary<object>> = {
  reject: fc.record({ type: fc.constant('reject') }),
  redirect: fc.record({
    type: fc.constant('redirect'),
    to: fc.constant('+1{{ text }}'),
    on: optional('failed', 'else'),
  }),
  answer: fc.record({ type: fc.constant('answer'), next: target }),
  play: fc.record({
    type: fc.constant('play'),
    prompt,
    loop: maybe(fc.constant(3)),
    bargeIn: maybe(fc.constant(true)),
    keys,
    next: target,
    on: optional('failed', 'hungUp'),
  }),
  menu: fc.record({
    type: fc.constant('menu'),
    options: fc
      .tuple(options, phrases, maybe(fc.constant('5')))
      .map(([all, said, value]) => all.map((key, index) => ({ key, phrases: index === 0 ? said : undefined, value }))),
    optionsFrom: maybe(optionsFrom),
    into: fc.constant('text'),
    next: target,
    ...input,
  }),
  collect: fc
    .record({
      type: fc.constant('collect'),
      into: fc.constant('text'),
      options: maybe(options.chain((all) => fc.tuple(...all.map((key) => target.map((next) => ({ key, next })))))),
      valid: maybe(condition),
      confirm: maybe(prompt),
      next: target,
      ...input,
    })
    .chain((step) => keysAndFormat.map((keys) => ({ ...step, ...keys }))),
  listen: fc.record({
    type: fc.constant('listen'),
    into: fc.constant('text'),
    keys: maybe(fc.constantFrom<unknown>({ max: 1 }, { max: 3, endKey: '#' })),
    options: maybe(target.map((next) => [{ key: '7', phrases: ['help'], next }])),
    valid: maybe(condition),
    confirm: maybe(prompt),
    next: target,
    ...input,
  }),
  wait: fc.record({
    type: fc.constant('wait'),
    forMs: fc.constantFrom(100, 5_000, 600_000),
    music: maybe(prompt),
    keys,
    next: target,
    on: optional('hungUp', 'else'),
  }),
  set: fc.record({ type: fc.constant('set'), values, next: target }),
  branch: fc.record({
    type: fc.constant('branch'),
    cases: fc.array(fc.record({ if: condition, next: target }), { minLength: 1, maxLength: 3 }),
    else: target,
  }),
  hours: fc.record({
    type: fc.constant('hours'),
    schedule: fc.constantFrom('desk', '{{ text }}'),
    into: maybe(fc.constant({ opensAt: 'text', closesAt: 'day', announcement: 'text' })),
    on: optional('open', 'closed', 'holiday', 'emergencyClosing', 'else'),
  }),
  distribute: fc.record({
    type: fc.constant('distribute'),
    arms: fc.tuple(target, target).map(([one, other]) => [
      { name: 'one', weight: 1, next: one },
      { name: 'other', weight: 3, next: other },
    ]),
  }),
  http: fc.record({
    type: fc.constant('http'),
    method: fc.constantFrom('POST', 'PUT'),
    url: fc.constantFrom('https://api.example.org/{{ text }}', 'https://api.example.org'),
    query: maybe(fc.constant({ of: '{{ count }}' })),
    body: maybe(fc.constant({ pin: '{{ pin }}', list: ['{{ slots }}', 1] })),
    timeoutMs: fc.constantFrom(1_000, 8_000),
    filler: maybe(prompt),
    statuses: maybe(fc.constant({ '404': 'missing', '200': 'next' })),
    into: maybe(fc.constantFrom('slot', 'slots')),
    idempotencyKey: maybe(fc.constant('{{ call.id }}')),
    next: target,
    on: optional('failed', 'hungUp', 'else'),
  }),
  lookup: fc
    .tuple(
      fc.constantFrom({ rowKey: '{{ text }}', into: 'slot' }, { prefix: 'a', into: 'slots' }),
      target,
      optional('missing', 'failed'),
    )
    .map(([by, next, on]) => ({ type: 'lookup', table: 'slots', ...by, next, on })),
  save: fc.record({
    type: fc.constant('save'),
    table: fc.constant('reports'),
    rowKey: fc.constantFrom('{{ text }}', 'one'),
    values: fc.constant({ text: '{{ text }}', count: '{{ count }}', n: 1 }),
    mode: maybe(fc.constantFrom('insert', 'upsert', 'increment')),
    next: target,
    on: optional('failed', 'uncertain', 'else'),
  }),
  subflow: fc.record({
    type: fc.constant('subflow'),
    flow: fc.constantFrom('any-flow', 'sub', 'deep'),
    with: maybe(fc.constantFrom<unknown>({ given: '{{ text }}' }, { given: '{{ text + text }}' })),
    into: maybe(fc.constant({ text: 'text', slots: 'slots' })),
    next: target,
    on: optional('done', 'hungUp', 'else'),
  }),
  return: fc.record({ type: fc.constant('return'), outcome: maybe(fc.constantFrom('next', 'done')) }),
  language: fc.record({
    type: fc.constant('language'),
    language: maybe(fc.constantFrom('de-DE', 'en-US', '{{ text }}')),
    rate: maybe(fc.constant(1.5)),
    next: target,
  }),
  tag: fc.record({ type: fc.constant('tag'), tag: fc.constantFrom('reported', '{{ text }}'), next: target }),
  transfer: fc.record({
    type: fc.constant('transfer'),
    to: fc.constantFrom('+14255550102', '{{ text }}'),
    prompt: maybe(prompt),
    on: optional('failed', 'hungUp'),
  }),
  hangUp: fc.record({
    type: fc.constant('hangUp'),
    prompt: maybe(prompt),
    disposition: fc.constantFrom('served', 'other'),
  }),
};

/** A secret may only be collected: nothing but the body of a request takes it. */
const secretStep = fc.record({
  type: fc.constant('collect'),
  into: fc.constant('pin'),
  digits: fc.constant({ min: 2, max: 3, endKey: '#' }),
  secret: fc.constant(true),
  next: target,
  ...input,
});

/** A step that can be retried. */
export const anyInputStep = fc.oneof(stepsByKind.menu, stepsByKind.collect, stepsByKind.listen, secretStep);

/** A step of any kind. */
export const anyStep = fc.oneof(...Object.values(stepsByKind), stepsByKind.subflow, stepsByKind.return);
