import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../../src/interpreter/parse-program.ts';
import type { TextKind } from '../../../src/interpreter/program.ts';
import { fullSource, valueAt, withValueAt } from '../a-full-line.ts';
import { aLine, codesOf } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';

type Path = readonly (string | number)[];

/** A text that reads the secret, as its place takes it. */
function leakyText(kind: TextKind, path: Path): unknown {
  if (kind === 'condition') return 'pin == "1234"';
  if (kind === 'value') return path.at(-1) === 'count' ? 'double(pin)' : 'pin';
  return path.at(-1) === 'url' ? 'https://api.example/{{ pin }}' : '{{ pin }}';
}

/** The places of all texts of the full line, by the kind of text that stands there. */
function places(): { readonly place: Path; readonly kind: TextKind }[] {
  const parsed = parseProgram(fullSource, 'hash');
  if (!parsed.ok) throw new Error('The full line is right.');
  return parsed.value.main.texts.map(({ path, kind }) => ({ place: path, kind }));
}

const isBody = ([section, step, field]: Path) => section === 'steps' && step === 'http' && field === 'body';
const elsewhere = places().filter(({ place }) => !isBody(place));
const bodies = places().filter(({ place }) => isBody(place));
const mainFlow = ['flows', 'full-line'];

function problemsWith({ place, kind }: { place: Path; kind: TextKind }): string[] {
  const parsed = parseProgram(withValueAt(fullSource, [...mainFlow, ...place], leakyText(kind, place)), 'hash');
  return parsed.ok ? [] : parsed.error.map(({ code, path }) => `${code} at ${path.join('.')}`);
}

describe('a secret', () => {
  it('has places enough where it could leak', () => {
    const fields = new Set(
      elsewhere.map(({ place }) =>
        place
          .filter((key) => typeof key === 'string')
          .slice(2)
          .join('.'),
      ),
    );
    expect(elsewhere.length).toBeGreaterThan(80);
    expect([...fields]).toEqual(
      expect.arrayContaining(['prompt', 'url', 'query.who', 'headers.X-Who', 'tag', 'to', 'cases.if', 'with.who']),
    );
  });

  it.each(elsewhere.map((one) => ({ ...one, name: one.place.join('.') })))('is refused at $name', (one) => {
    expect(valueAt(fullSource, [...mainFlow, ...one.place])).toBeTypeOf('string');
    expect(problemsWith(one)).toContain(`secret-leaks at ${one.name}`);
  });

  it.each(bodies.map((one) => ({ ...one, name: one.place.join('.') })))('may stand at $name', (one) => {
    expect(problemsWith(one)).toEqual([]);
  });

  it('is refused among the outputs of its flow', () => {
    expect(codesOf({ ...parts, outputs: ['pin'] })).toEqual(['secret-leaks at outputs.0']);
  });

  it('is refused in a prompt of the catalogue of the line', () => {
    const ask = { ...parts.steps.ask, prompt: { say: 'told' } };
    const line = { prompts: { 'en-US': { told: 'Your pin is {{ pin }}.' } } };
    expect(codesOf({ ...parts, steps: { ...parts.steps, ask } }, line)).toEqual([
      'secret-leaks at ...prompts.en-US.told',
    ]);
  });

  it('is refused inside of any expression', () => {
    const say = (prompt: string) =>
      codesOf({ ...parts, steps: { ...parts.steps, ask: { ...parts.steps.ask, noMatch: prompt } } });
    for (const text of [
      '{{ spell(pin) }}',
      '{{ size(pin) }}',
      '{{ pin == "1" ? "a" : "b" }}',
      '{{ [pin][0] }}',
      '{{ digits(pin + "1") }}',
    ])
      expect(say(text)).toEqual(['secret-leaks at steps.ask.noMatch']);
  });
});

const parts = {
  variables: {
    pin: { type: 'text' },
    pinKind: { type: 'text', initial: 'short' },
    result: { type: { status: 'text' } },
  },
  steps: {
    ask: { type: 'collect', into: 'pin', secret: true, digits: { min: 4, max: 4 }, prompt: 'Pin?', next: 'check' },
    check: {
      type: 'http',
      method: 'POST',
      url: 'https://api.example/pins',
      body: { pin: '{{ pin }}', kind: '{{ pinKind }}' },
      timeoutMs: 1_000,
      into: 'result',
      next: 'tell',
    },
    tell: { type: 'play', prompt: '{{ result.status }}', next: 'ask' },
  },
};

describe('a secret that was entered', () => {
  it('is sent in the body, and in nothing else that the line does', () => {
    const call = aConnectedCall(aLine(parts)).press('8642');
    expect(call.sent('sendRequest').body).toEqual({ pin: '8642', kind: 'short' });
    expect(JSON.stringify({ ...call.sent('sendRequest'), body: undefined })).not.toContain('8642');
  });

  it('stands nowhere but among what stores encrypt', () => {
    const call = aConnectedCall(aLine(parts)).press('8642');
    expect(call.variables.pin).toBe('8642');
    expect(JSON.stringify({ ...call.state, confidential: undefined })).not.toContain('8642');
    expect(call.trace.join()).not.toContain('8642');
  });

  it.each([
    { name: 'an answer', outcome: { type: 'requestAnswered', status: 200, body: { status: 'ok' } } },
    { name: 'an error', outcome: { type: 'requestAnswered', status: 500 } },
    { name: 'a failure', outcome: { type: 'requestFailed', reason: 'uncertain' } },
    { name: 'an answer that is of no use', outcome: { type: 'requestAnswered', status: 200, body: 'x' } },
    { name: 'a refusal', outcome: { type: 'commandRefused', reason: 'refused' } },
    { name: 'a lost answer', outcome: { type: 'deadlinePassed' } },
  ] as const)('is wiped by $name, and what only has a similar name is not', ({ outcome }) => {
    const call = aConnectedCall(aLine(parts)).press('8642').tell(outcome, 'request');
    expect(call.variables).toMatchObject({ pin: '', pinKind: 'short' });
    expect(JSON.stringify(call.state)).not.toContain('8642');
  });

  it('is not wiped by a request that only speaks of it', () => {
    const check = { ...parts.steps.check, body: { pin: 'pin' }, next: 'send' };
    const send = { ...parts.steps.check, body: { code: '{{ pin }}' } };
    const call = aConnectedCall(aLine({ ...parts, steps: { ...parts.steps, check, send } }))
      .press('8642')
      .answer(200, {});
    expect(call.sent('sendRequest').body).toEqual({ code: '8642' });
  });

  it('is sent again by the step that a time-out leads to, and wiped after that', () => {
    const check = { ...parts.steps.check, idempotencyKey: '{{ call.id }}', on: { timeout: 'again' } };
    const again = { ...parts.steps.check, on: { uncertain: 'bye' } };
    const call = aConnectedCall(aLine({ ...parts, steps: { ...parts.steps, check, again } }))
      .press('8642')
      .tell({ type: 'requestFailed', reason: 'uncertain' }, 'request');
    expect(call.sent('sendRequest').body).toEqual({ pin: '8642', kind: 'short' });
    call.tell({ type: 'requestFailed', reason: 'uncertain' }, 'request');
    expect(JSON.stringify(call.state)).not.toContain('8642');
  });

  it('is wiped where no way leads to a request that sends it', () => {
    const confirm = {
      type: 'menu',
      prompt: 'Sure?',
      options: [
        { key: '1', next: 'check' },
        { key: '2', next: 'stay' },
      ],
    };
    const stay = { type: 'wait', forMs: 1_000, next: 'bye' };
    const ask = { ...parts.steps.ask, next: 'confirm' };
    const call = aConnectedCall(aLine({ ...parts, steps: { ...parts.steps, ask, confirm, stay } })).press('8642');
    expect(call.variables.pin).toBe('8642');
    expect(call.press('2').variables.pin).toBe('');
  });

  it('is wiped when it is asked for anew, though the operator could still be sent it', () => {
    const steps = { ...parts.steps, check: { ...parts.steps.check, on: { failed: 'ask' } }, desk: parts.steps.check };
    const line = aLine({ ...parts, operator: 'desk', steps });
    const call = aConnectedCall(line).press('8642').tell({ type: 'requestFailed', reason: 'failed' }, 'request');
    expect(call.variables.pin).toBe('');
    expect(call.press('0').sent('sendRequest').body).toEqual({ pin: '', kind: 'short' });
  });

  it('is not said by a prompt of another flow that only has a variable of the same name', () => {
    const inner = {
      inputs: { words: { type: 'prompt' } },
      variables: { pin: { type: 'text' } },
      steps: {
        ask: { ...parts.steps.ask, next: 'tell' },
        tell: { type: 'play', prompt: '{{ words }}', next: 'check' },
        check: { ...parts.steps.check, body: { pin: '{{ pin }}' }, into: undefined, next: 'done' },
        done: { type: 'return' },
      },
    };
    const outer = {
      variables: { pin: { type: 'text', initial: 'none' } },
      prompts: { number: { 'en-US': 'Your number is {{ pin }}.' } },
      steps: { ask: { type: 'subflow', flow: 'inner', with: { words: { say: 'number' } }, next: 'bye' } },
    };
    expect(codesOf(outer, { flows: { inner } })).toEqual(['unknown-prompt at steps.ask.with.words.say']);
  });

  it('is kept for what is sent when the caller hangs up', () => {
    const stay = { type: 'wait', forMs: 1_000, next: 'bye' };
    const steps = { ...parts.steps, ask: { ...parts.steps.ask, next: 'stay' }, stay };
    const call = aConnectedCall(aLine({ ...parts, onHangUp: 'check', steps }))
      .press('8642')
      .hangUp();
    expect(call.sent('sendRequest').body).toEqual({ pin: '8642', kind: 'short' });
  });

  it('ends with the flow that asked for it', () => {
    const steps = { ...parts.steps, check: { type: 'return' } };
    const inner = { ...parts, steps };
    const call = aConnectedCall(
      aLine(
        {
          steps: {
            ask: { type: 'subflow', flow: 'inner', next: 'wait' },
            wait: { type: 'wait', forMs: 1_000, next: 'bye' },
          },
        },
        { flows: { inner } },
      ),
    );
    expect(JSON.stringify(call.press('8642').state)).not.toContain('8642');
  });

  it('ends with the call, used or not', () => {
    const check = { type: 'play', prompt: 'Thank you.', next: 'bye' };
    const call = aConnectedCall(aLine({ ...parts, steps: { ...parts.steps, check } }))
      .press('8642')
      .hangUp();
    expect(call.state.phase).toBe('ended');
    expect(JSON.stringify(call.state)).not.toContain('8642');
  });

  it('is taken by no confirmation and compared by no condition', () => {
    const asking = (more: object) =>
      codesOf({ ...parts, steps: { ...parts.steps, ask: { ...parts.steps.ask, ...more } } });
    expect(asking({ confirm: 'You entered {{ pin }}.' })).toEqual(['secret-leaks at steps.ask.confirm']);
    expect(asking({ valid: 'pin != "1234"' })).toEqual(['secret-leaks at steps.ask.valid']);
  });
});
