import type { ProgramSource } from '../../src/interpreter/parse-program.ts';

const opened = [{ from: '08:00', to: '17:00' }];
const said = { note: 'A note.', allow: { 'some-check': 'A reason.' } };
const target = { retry: 'menu', say: 'Again, {{ name }}.' };
const on = { hungUp: 'tag', else: target };
const input = {
  bargeIn: true,
  noInput: ['Nothing heard.', { say: 'greeting' }],
  noMatch: { parts: ['Not that.', { text: 'Nein, {{ name }}.', language: 'de-DE' }] },
  tries: 3,
  initialSilenceMs: 6_000,
};
const keyed = { ...input, interDigitMs: 4_000 };
const inputOn = { exhausted: 'desk', failed: 'desk', noInput: 'desk', noMatch: 'desk', ...on };
const phrases = { 'en-US': ['billing'], 'de-DE': ['Rechnung'] };

const asking = {
  menu: {
    type: 'menu',
    ...said,
    prompt: [
      'Hello {{ name }}.',
      { ssml: 'A <break/> {{ name }}', text: 'A {{ name }}' },
      { clip: 'menu.wav', text: 'Menu {{ name }}' },
    ],
    options: [
      { key: '1', phrases, value: 'one', next: 'tag' },
      { key: '2', phrases: { 'en-US': ['hours'], 'de-DE': ['Zeiten'] }, next: target },
    ],
    into: 'name',
    ...input,
    next: 'tag',
    on: { exhausted: 'desk', failed: 'desk', noInput: 'desk', noMatch: 'desk', ...on },
  },
  choose: {
    type: 'menu',
    prompt: '{{ greeting }}',
    optionsFrom: {
      list: 'slots',
      as: 'slot',
      say: '{{ slot.at }}: {{ key }}.',
      phrase: '{{ slot.at }} o clock',
      max: 4,
      into: 'slot1',
    },
    next: 'tag',
    on: { empty: 'desk' },
  },
  collect: {
    type: 'collect',
    ...said,
    into: 'code',
    digits: { min: 2, max: 8, endKey: '#' },
    format: 'luhn',
    prompt: 'Code, {{ name }}?',
    valid: 'size(code) > 2',
    confirm: 'You entered {{ spell(code) }}.',
    options: [{ key: '9', next: target }],
    ...keyed,
    next: 'tag',
    on: inputOn,
  },
  pin: { type: 'collect', into: 'pin', secret: true, digits: { min: 4, max: 4 }, prompt: 'Pin?', next: 'http' },
  listen: {
    type: 'listen',
    ...said,
    into: 'name',
    prompt: 'Who, {{ name }}?',
    keys: { max: 5, endKey: '#' },
    valid: 'name != "nobody"',
    confirm: 'You said {{ name }}.',
    options: [{ key: '8', phrases, next: target }],
    endSilenceMs: 2_000,
    ...keyed,
    next: 'tag',
    on: inputOn,
  },
};

const data = {
  http: {
    type: 'http',
    ...said,
    method: 'POST',
    url: 'https://api.example/rows/{{ name }}',
    query: { who: '{{ name }}' },
    headers: { 'X-Who': '{{ name }}' },
    body: { pin: '{{ pin }}', rows: ['{{ name }}', 2, true], inner: { name: 'x {{ name }}' } },
    auth: 'service',
    timeoutMs: 4_000,
    filler: 'One moment, {{ name }}.',
    statuses: { '404': 'unknown', '202': 'next' },
    into: 'answer',
    idempotencyKey: '{{ call.id }}-{{ name }}',
    next: 'tag',
    on: { unknown: target, failed: 'desk', timeout: 'desk', ...on },
  },
  lookup: {
    type: 'lookup',
    ...said,
    table: 'people',
    rowKey: '{{ name }}',
    into: 'row',
    next: 'tag',
    on: { missing: target, failed: 'desk', ...on },
  },
  lookups: { type: 'lookup', table: 'people', prefix: '{{ name }}', max: 5, into: 'slots', next: 'choose' },
  save: {
    type: 'save',
    ...said,
    table: 'reports',
    rowKey: '{{ name }}',
    values: { name: '{{ name }}', count: 2, open: true },
    mode: 'insert',
    next: 'tag',
    on: { exists: target, failed: 'desk', uncertain: 'desk', ...on },
  },
};

const leading = {
  set: { type: 'set', ...said, values: { count: 'count + 1', name: 'name + "!"' }, next: 'tag' },
  branch: { type: 'branch', ...said, cases: [{ if: 'count > 1', next: target }], else: target },
  hours: {
    type: 'hours',
    ...said,
    schedule: '{{ name }}',
    into: { opensAt: 'name', closesAt: 'name', holiday: 'name', announcement: 'name' },
    on: { open: target, closed: 'tag', holiday: 'tag', emergencyClosing: 'tag', unknownSchedule: 'tag', ...on },
  },
  fixed: { type: 'hours', schedule: 'desk', on: { else: 'tag' } },
  distribute: {
    type: 'distribute',
    ...said,
    arms: [
      { name: 'a', weight: 1, next: target },
      { name: 'b', weight: 2, next: 'tag' },
    ],
  },
  subflow: {
    type: 'subflow',
    ...said,
    flow: 'inner',
    with: { who: '{{ name }}', rows: [{ at: '{{ name }}' }] },
    into: { name: 'told' },
    next: 'tag',
    on: { lost: target, ...on },
  },
  return: { type: 'return', ...said, outcome: 'lost' },
  language: { type: 'language', ...said, language: '{{ name }}', voice: 'de-DE-KatjaNeural', rate: 1.2, next: 'tag' },
  tag: { type: 'tag', ...said, tag: 'about-{{ name }}', next: 'bye' },
};

const speaking = {
  reject: { type: 'reject', ...said, reason: 'busy' },
  redirect: { type: 'redirect', ...said, to: '{{ name }}', on: { failed: target, ...on } },
  answer: { type: 'answer', ...said, next: 'play' },
  play: {
    type: 'play',
    ...said,
    prompt: { parts: ['{{ name }}', { say: 'greeting' }, { text: '{{ name }}', rate: 1.1 }] },
    loop: 2,
    bargeIn: true,
    keys: { '1': target },
    next: 'menu',
    on: { failed: 'desk', ...on },
  },
  wait: {
    type: 'wait',
    ...said,
    forMs: 10_000,
    music: { clip: 'hold.mp3', text: 'Music for {{ name }}' },
    keys: { '1': target },
    next: 'tag',
    on,
  },
  desk: {
    type: 'transfer',
    ...said,
    to: '+1425{{ name }}',
    prompt: 'One moment, {{ name }}.',
    on: { failed: target, ...on },
  },
  bye: { type: 'hangUp', ...said, prompt: 'Goodbye, {{ name }}.', disposition: 'served' },
};

const variables = {
  name: { type: 'text', initial: 'Ada', note: 'The caller.' },
  code: { type: 'text' },
  pin: { type: 'text' },
  count: { type: 'integer', initial: 1 },
  price: { type: 'decimal', initial: 1.5 },
  flag: { type: 'boolean', initial: true },
  day: { type: 'date', initial: '2026-03-01' },
  hour: { type: 'time', initial: '08:30' },
  greeting: { type: 'prompt', initial: { say: 'greeting' } },
  slots: { type: [{ at: 'text' }], initial: [{ at: '9' }] },
  slot1: { type: { at: 'text' }, initial: {} },
  row: { type: { name: 'text', tags: ['text'] } },
  answer: { type: { status: 'text' } },
};

const prompts = {
  greeting: { 'en-US': 'Welcome, {{ name }}.', 'de-DE': ['Willkommen, {{ name }}.', { text: 'Hallo {{ name }}.' }] },
};

/** A line with every kind of step, every field of each, every kind of prompt and every type. */
export const fullSource = {
  main: 'full-line',
  flows: {
    'full-line': {
      $schema: './flow.schema.json',
      name: 'full-line',
      note: 'Everything.',
      allow: { 'some-check': 'A reason.' },
      language: 'en-US',
      languages: ['de-DE'],
      voices: { 'en-US': 'en-US-JennyNeural', 'de-DE': 'de-DE-KatjaNeural' },
      timeZone: 'America/New_York',
      prompts,
      variables,
      inputs: { caller: { type: 'text', initial: '' } },
      outputs: ['name'],
      outcomes: ['lost'],
      defaults: {
        noInput: 'Hello, {{ name }}?',
        noMatch: ['No, {{ name }}.'],
        tries: 4,
        confirmKeys: '1 is right, {{ name }}, 2 again.',
        operatorPhrases: phrases,
        repeatPhrases: phrases,
        filler: 'Wait, {{ name }}.',
        initialSilenceMs: 5_000,
        interDigitMs: 3_000,
      },
      start: 'play',
      operator: 'desk',
      onError: 'bye',
      onHangUp: 'save',
      steps: { ...speaking, ...asking, ...data, ...leading },
    },
    inner: {
      name: 'inner',
      language: 'en-US',
      languages: ['de-DE'],
      inputs: { who: { type: 'text' }, rows: { type: [{ at: 'text' }] } },
      variables: { told: { type: 'text' } },
      outputs: ['told'],
      outcomes: ['lost'],
      start: 'ask',
      steps: {
        ask: { type: 'play', prompt: { say: 'lineWide' }, next: 'end', on: { failed: 'end' } },
        end: { type: 'return', outcome: 'lost' },
      },
    },
  },
  prompts: { 'en-US': { lineWide: 'For {{ who }}.' }, 'de-DE': { lineWide: { parts: ['Für', '{{ who }}.'] } } },
  schedules: {
    schedules: {
      desk: { timeZone: 'UTC', weekly: { monday: opened }, holidays: [{ date: '12-25', name: 'Christmas' }] },
    },
  },
  clips: { 'menu.wav': 2_000, 'hold.mp3': 30_000 },
} as const satisfies ProgramSource;

/** A copy of a JSON document with another value at a place. */
export function withValueAt(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(document))
    return document.map((item, index) => (index === key ? withValueAt(item, rest, value) : item));
  const entries = Object.entries(Object(document)).filter(([name]) => name !== key);
  const replaced = withValueAt(childOf(document, key), rest, value);
  // Unlike a literal, this sets a key called `__proto__` like any other.
  return Object.fromEntries([...entries, [key, replaced]]);
}

/** The value at a place of a JSON document; undefined where there is none. */
export function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce(childOf, document);
}

function childOf(document: unknown, key: string | number): unknown {
  return Object.hasOwn(Object(document), key) ? Object(document)[key] : undefined;
}

/** Every place of a JSON document, the whole of it first. */
export function placesIn(document: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof document !== 'object' || document === null) return [path];
  const keys = Array.isArray(document) ? document.keys() : Object.keys(document);
  return [path, ...[...keys].flatMap((key) => placesIn(childOf(document, key), [...path, key]))];
}
