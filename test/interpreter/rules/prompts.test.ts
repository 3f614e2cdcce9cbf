import { describe, expect, it } from 'vitest';
import type { SpokenPrompt } from '../../../src/interpreter/command.ts';
import type { Value } from '../../../src/interpreter/value-definition.ts';
import { aLine, codesOf, type LineParts, problemsOf } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';

const variables = {
  name: { type: 'text', initial: 'Ada' },
  due: { type: 'decimal', initial: 1234.5 },
  greeting: { type: 'prompt', initial: 'Hi.' },
};
const voices = { 'en-US': 'en-US-JennyNeural', 'de-DE': 'de-DE-KatjaNeural' };
const ask = { type: 'play', next: 'bye' };
const english = { language: 'en-US', voice: 'en-US-JennyNeural' };

interface Spoken {
  readonly flow?: object;
  readonly line?: LineParts;
  readonly inputs?: Readonly<Record<string, Value>>;
}

function partsWith(prompt: unknown, flow: object = {}) {
  return { variables, voices, ...flow, steps: { ask: { ...ask, prompt } } };
}

/** What a play step makes of a prompt. */
function spoken(prompt: unknown, { flow, line, inputs }: Spoken = {}): readonly SpokenPrompt[] {
  return aConnectedCall(aLine(partsWith(prompt, flow), line), inputs === undefined ? {} : { inputs }).prompts;
}

const texts = (prompt: unknown, about?: Spoken) => spoken(prompt, about).map(({ text }) => text);

describe('a prompt that is a text', () => {
  it('is spoken with its templates filled in, in the language and voice of the flow', () => {
    expect(spoken('Hello {{ name }}.')).toEqual([{ text: 'Hello Ada.', ...english }]);
  });

  it('is nothing to say where it is empty', () => {
    expect(spoken('{{ name }}', { inputs: { name: ' ' } })).toEqual([]);
  });

  it('renders for speech in its language', () => {
    expect(texts('{{ money(due, "USD") }}')).toEqual(['1,234.50 US dollars']);
    expect(texts({ text: '{{ money(due, "USD") }}', language: 'de-DE' })).toEqual(['1.234,50 US-Dollar']);
  });

  it('is cut at what the service takes', () => {
    const prompt = '{{ name }}'.repeat(10);
    expect(texts(prompt, { inputs: { name: 'x'.repeat(1_000) } })[0]).toHaveLength(4_000);
    expect(codesOf(partsWith('x'.repeat(4_001)))).toEqual(['schema at steps.ask.prompt']);
  });

  it('is refused where braces are not closed', () => {
    expect(codesOf(partsWith('Hello {{ name.'))).toEqual(['expression at steps.ask.prompt']);
  });
});

describe('a prompt of the catalogue', () => {
  const prompts = { welcome: { 'en-US': 'Welcome {{ name }}.', 'de-DE': ['Willkommen.', 'Nochmals willkommen.'] } };
  const inLine = { prompts: { 'en-US': { welcome: 'Line.', other: 'Other.' }, 'de-DE': { welcome: 'Linie.' } } };

  it('is spoken by its name', () => {
    expect(texts({ say: 'welcome' }, { flow: { prompts } })).toEqual(['Welcome Ada.']);
  });

  it('is that of the line where the flow has none of the name', () => {
    expect(texts({ say: 'welcome' }, { line: inLine })).toEqual(['Line.']);
  });

  it('is that of the flow where both have one', () => {
    expect(texts({ say: 'welcome' }, { flow: { prompts }, line: inLine })).toEqual(['Welcome Ada.']);
  });

  it('is spoken in the language of the call', () => {
    const line = aLine({
      ...partsWith({ say: 'welcome' }, { prompts, languages: ['de-DE'] }),
      start: 'switch',
      steps: {
        switch: { type: 'language', language: 'de-DE', next: 'ask' },
        ask: { ...ask, prompt: { say: 'welcome' } },
      },
    });
    expect(aConnectedCall(line).prompts).toEqual([
      { text: 'Willkommen.', language: 'de-DE', voice: 'de-DE-KatjaNeural' },
    ]);
  });

  it('is refused where it lacks a language of the flow', () => {
    const flow = { prompts: { welcome: { 'en-US': 'Welcome.' } }, languages: ['de-DE'] };
    expect(codesOf(partsWith({ say: 'welcome' }, flow))).toEqual(['prompt-missing-language at steps.ask.prompt.say']);
  });

  it('is refused where nobody has one of the name', () => {
    expect(codesOf(partsWith({ say: 'welcom' }, { prompts }))).toEqual(['unknown-prompt at steps.ask.prompt.say']);
  });

  it('may not name another, so that none goes round in circles', () => {
    const circle = { prompts: { welcome: { 'en-US': { say: 'welcome' } } } };
    expect(new Set(codesOf(partsWith({ say: 'welcome' }, circle)))).toEqual(
      new Set(['schema at prompts.welcome.en-US', 'schema at prompts.welcome.en-US.say']),
    );
  });

  it('is checked with the variables of the flow that speaks it', () => {
    const line = { prompts: { 'en-US': { other: 'For {{ nobody }}.' } } };
    expect(codesOf(partsWith({ say: 'other' }), line)).toEqual(['expression at ...prompts.en-US.other']);
    expect(codesOf(partsWith('Hello.'), line)).toEqual([]);
  });
});

describe('a prompt with more to it', () => {
  it('may have a language and a speed of its own, and the voice of that language', () => {
    const prompt = { text: 'Hallo {{ name }}.', language: 'de-DE', rate: 0.8 };
    expect(spoken(prompt)).toEqual([{ text: 'Hallo Ada.', language: 'de-DE', voice: 'de-DE-KatjaNeural', rate: 0.8 }]);
  });

  it('may be SSML, in which what is filled in is escaped', () => {
    const prompt = { ssml: '<emphasis>{{ name }}</emphasis>', text: 'plain {{ name }}' };
    const name = `<a b="c"> & 'd'`;
    expect(spoken(prompt, { inputs: { name } })).toEqual([
      { text: `plain ${name}`, ssml: '<emphasis>&lt;a b=&quot;c&quot;&gt; &amp; &apos;d&apos;</emphasis>', ...english },
    ]);
  });

  it('may be a clip, which comes with what it says', () => {
    const line = { clips: { 'hello.wav': 7_000 } };
    expect(spoken({ clip: 'hello.wav', text: 'Hello.' }, { line })).toEqual([
      { text: 'Hello.', clip: 'hello.wav', ...english },
    ]);
  });

  it('is waited for as long as its clip plays', () => {
    const due = (line: LineParts) => {
      const call = aConnectedCall(aLine(partsWith({ clip: 'hello.wav', text: 'Hello.' }), line));
      const { answeredAtMs = 0, operations } = call.state;
      return (operations[0]?.dueAtMs ?? 0) - answeredAtMs;
    };
    expect(due({ clips: { 'hello.wav': 7_000 } })).toBe(7_000 + 3_000);
    expect(due({})).toBe(60_000 + 3_000);
  });

  it.each([
    { name: 'a clip without its text', prompt: { clip: 'a.wav' }, code: 'schema' },
    { name: 'a clip and SSML', prompt: { clip: 'a.wav', ssml: 'x', text: 'x' }, code: 'schema' },
    { name: 'neither text nor SSML', prompt: { rate: 1.2 }, code: 'schema' },
    { name: 'a clip that is not a sound file', prompt: { clip: 'a.ogg', text: 'x' }, code: 'schema' },
    { name: 'a path for a clip', prompt: { clip: '../a.wav', text: 'x' }, code: 'schema' },
    { name: 'a clip that is not there', prompt: { clip: 'a.wav', text: 'x' }, code: 'unknown-clip' },
    { name: 'SSML without a voice', prompt: { ssml: 'x', language: 'fr-FR' }, code: 'voice-missing' },
    { name: 'a speed without a voice', prompt: { text: 'x', rate: 1.2, language: 'fr-FR' }, code: 'voice-missing' },
    { name: 'a speed that nobody understands', prompt: { text: 'x', rate: 5 }, code: 'schema' },
    { name: 'a key that is not known', prompt: { text: 'x', voice: 'y' }, code: 'schema' },
  ])('is refused with $name', ({ prompt, code }) => {
    const codes = problemsOf(partsWith(prompt), { clips: { 'b.wav': 1 } }).map((one) => one.code);
    expect(new Set(codes)).toEqual(new Set([code]));
  });
});

describe('a prompt of parts', () => {
  const parts = ['Hello {{ name }}.', { say: 'welcome' }, { text: 'Hallo.', language: 'de-DE' }];
  const flow = { prompts: { welcome: { 'en-US': { parts: ['Wel', 'come.'] } } } };

  it('is spoken one after the other in one go, each with its own language', () => {
    expect(spoken({ parts }, { flow })).toEqual([
      { text: 'Hello Ada.', ...english },
      { text: 'Wel', ...english },
      { text: 'come.', ...english },
      { text: 'Hallo.', language: 'de-DE', voice: 'de-DE-KatjaNeural' },
    ]);
  });

  it('leaves out parts that have nothing to say', () => {
    expect(texts({ parts: ['{{ name }}', 'Hello.'] }, { inputs: { name: '' } })).toEqual(['Hello.']);
  });

  it.each([{ parts: [] }, { parts: [['a', 'b']] }, { parts: [{ parts: ['a'] }] }])('is refused as %j', (prompt) => {
    expect(codesOf(partsWith(prompt)).length).toBeGreaterThan(0);
  });
});

describe('a list of prompts', () => {
  const line = aLine({
    prompts: { menu: { 'en-US': ['Long.', 'Short.'] } },
    operator: { none: 'Nobody.' },
    steps: {
      ask: {
        type: 'menu',
        prompt: ['First.', { parts: ['Second', 'one.'] }, { say: 'menu' }],
        noInput: ['Silence one.', 'Silence two.'],
        noMatch: ['Wrong one.', 'Wrong two.'],
        tries: 9,
        options: [{ key: '1', next: 'ask' }],
        on: { exhausted: 'bye' },
      },
    },
  });

  it('has its n-th entry for the n-th time in a visit, its last one from then on', () => {
    const call = aConnectedCall(line);
    expect(call.heard).toEqual(['First.']);
    expect(call.silence().heard).toEqual(['Silence one.', 'Second', 'one.']);
    // A list of the catalogue counts like one that stands in the step.
    expect(call.silence().heard).toEqual(['Silence two.', 'Short.']);
    expect(call.silence().heard).toEqual(['Silence two.', 'Short.']);
  });

  it('counts misses of either kind for the prompt, and each kind for its own words', () => {
    const call = aConnectedCall(line).silence().press('7');
    expect(call.heard).toEqual(['Wrong one.', 'Short.']);
    expect(call.press('7').heard).toEqual(['Wrong two.', 'Short.']);
  });

  it('begins anew when the step is entered afresh', () => {
    expect(aConnectedCall(line).silence().press('1').heard).toEqual(['First.']);
  });

  it.each([[[]], [[['a']]], [Array.from({ length: 10 }, () => 'a')]])('is refused as %j', (prompt) => {
    expect(codesOf(partsWith(prompt))).toHaveLength(1);
  });
});

describe('a variable of type prompt', () => {
  const flow = { prompts: { welcome: { 'en-US': 'Welcome {{ name }}.' } } };

  it.each([
    ['Hello {{ name }}.', 'Hello {{ name }}.'],
    [{ say: 'welcome' }, 'Welcome Ada.'],
    [{ text: 'Hello.', rate: 1.2 }, 'Hello.'],
  ])('is spoken as the prompt that it holds: %j', (greeting, text) => {
    expect(texts('{{ greeting }}', { flow, inputs: { greeting } })).toEqual([text]);
    expect(texts({ parts: ['A.', ' {{greeting}} '] }, { flow, inputs: { greeting } })).toEqual(['A.', text]);
  });

  it.each([
    ['a name that the catalogue lacks', { say: 'nobody' }, 'unknown-prompt at variables.greeting.initial.say'],
    ['SSML that is none', { text: 'x', ssml: '<b>x' }, 'ssml-not-well-formed at variables.greeting.initial.ssml'],
    ['a template, which nothing fills in', 'Hello {{ name }}.', 'initial-value at variables.greeting.initial'],
  ])('cannot begin with %s', (_name, initial, code) => {
    const parts = partsWith('{{ greeting }}', { variables: { ...variables, greeting: { type: 'prompt', initial } } });
    expect(codesOf(parts)).toEqual([code]);
  });

  it('that says a prompt which says it again comes to an end', () => {
    const greeting = { type: 'prompt', initial: { say: 'circle' } };
    const parts = partsWith('{{ greeting }}', {
      variables: { greeting },
      prompts: { circle: { 'en-US': { parts: ['Round.', '{{ greeting }}'] } } },
    });
    expect(new Set(aConnectedCall(aLine(parts)).prompts.map(({ text }) => text))).toEqual(new Set(['Round.']));
  });

  it.each(['{{ names }}', '{{ row }}', '{{ call.headers }}'])('cannot be a list or a shape: %s', (prompt) => {
    const more = { ...variables, names: { type: ['text'] }, row: { type: { name: 'text' } } };
    const [code] = codesOf(partsWith(prompt, { variables: more }));
    expect(['wrong-type at steps.ask.prompt', 'expression at steps.ask.prompt']).toContain(code);
  });

  it('cannot stand among words, where nothing but words can be filled in', () => {
    expect(codesOf(partsWith('Well: {{ greeting }}'))).toEqual(['wrong-type at steps.ask.prompt']);
  });

  it('that is handed over as SSML has what was filled in escaped', () => {
    const inner = {
      inputs: { greet: { type: 'prompt' } },
      steps: { say: { ...ask, prompt: '{{ greet }}', next: 'done' }, done: { type: 'return' } },
    };
    const greet = { text: '{{ name }}', ssml: '<prosody rate="slow">{{ name }}</prosody>' };
    const parts = {
      variables,
      voices,
      steps: { ask: { type: 'subflow', flow: 'inner', with: { greet }, next: 'bye' } },
    };
    const line = aLine(parts, { flows: { inner } });
    const { prompts } = aConnectedCall(line, { inputs: { name: '<break time="9s"/> & Co' } });
    expect(prompts).toMatchObject([
      {
        text: '<break time="9s"/> & Co',
        ssml: '<prosody rate="slow">&lt;break time=&quot;9s&quot;/&gt; &amp; Co</prosody>',
      },
    ]);
  });

  it('that is handed over as SSML has to be some', () => {
    const inner = { inputs: { greet: { type: 'prompt' } }, steps: { done: { type: 'return' } } };
    const greet = { text: 'x', ssml: '<prosody>{{ name }}' };
    const parts = {
      variables,
      voices,
      steps: { ask: { type: 'subflow', flow: 'inner', with: { greet }, next: 'bye' } },
    };
    expect(codesOf(parts, { flows: { inner } })).toEqual(['ssml-not-well-formed at steps.ask.with.greet.ssml']);
  });

  describe('that is handed over by its name', () => {
    const inner = {
      languages: ['de-DE'],
      inputs: { greet: { type: 'prompt' } },
      prompts: { own: { 'en-US': 'Own.', 'de-DE': 'Eigene.' } },
      steps: { say: { ...ask, prompt: '{{ greet }}', next: 'done' }, done: { type: 'return' } },
    };
    const between = {
      inputs: { words: { type: 'prompt' } },
      steps: {
        on: { type: 'subflow', flow: 'inner', with: { greet: '{{ words }}' }, next: 'done' },
        done: { type: 'return' },
      },
    };
    const prompts = {
      'en-US': { ofLine: 'Of the line.', english: 'English.' },
      'de-DE': { ofLine: 'Der Leitung.' },
    };
    const handing = (say: string, by = { flow: 'inner', input: 'greet' }) => ({
      prompts: {
        outer: { 'en-US': 'Outer.', 'de-DE': 'Äußere.' },
        filled: { 'en-US': 'It is {{ name }}.', 'de-DE': 'Es ist {{ name }}.' },
      },
      variables,
      steps: { ask: { type: 'subflow', flow: by.flow, with: { [by.input]: { say } }, next: 'bye' } },
    });
    const line = { flows: { inner, between }, prompts };

    it.each([
      ['own', 'Own.'],
      ['ofLine', 'Of the line.'],
      ['outer', 'Outer.'],
    ])('is found in the flow that says it, in the line, and in the flow that hands it over: %s', (say, text) => {
      const { prompts: spoken } = aConnectedCall(aLine(handing(say), line));
      expect(spoken.map((prompt) => prompt.text)).toEqual([text]);
    });

    it('is that of the flow that hands it over, whatever other flows call the same', () => {
      const other = { prompts: { outer: { 'en-US': 'Of a stranger.', 'de-DE': 'Fremd.' } }, ...between };
      const flows = { another: other, inner, between };
      const more = { also: { type: 'subflow', flow: 'another', with: { words: { say: 'ofLine' } }, next: 'bye' } };
      const parts = handing('outer');
      const { prompts: spoken } = aConnectedCall(
        aLine({ ...parts, steps: { ...parts.steps, ...more } }, { flows, prompts }),
      );
      expect(spoken.map((prompt) => prompt.text)).toEqual(['Outer.']);
    });

    it('is found however often it was handed on', () => {
      const by = { flow: 'between', input: 'words' };
      const { prompts: spoken } = aConnectedCall(aLine(handing('ofLine', by), line));
      expect(spoken.map((prompt) => prompt.text)).toEqual(['Of the line.']);
      expect(codesOf(handing('own', by), line)).toEqual(['unknown-prompt at steps.ask.with.words.say']);
    });

    it.each([
      ['nobody', 'unknown-prompt at steps.ask.with.greet.say'],
      ['filled', 'unknown-prompt at steps.ask.with.greet.say'],
      ['{{ call.to }}', 'unknown-prompt at steps.ask.with.greet.say'],
      ['english', 'prompt-missing-language at steps.ask.with.greet.say'],
    ])('is refused where it would be silence: %s', (say, code) => {
      expect(codesOf(handing(say), line)).toEqual([code]);
    });
  });

  it.each([[{ say: 'nobody' }], [''], [[]], [{}]])('is silent where it holds %j', (greeting) => {
    expect(texts('{{ greeting }}', { flow, inputs: { greeting } })).toEqual([]);
  });
});

describe('the speed and the voice of a call', () => {
  const line = aLine({
    voices,
    languages: ['de-DE'],
    steps: {
      ask: { type: 'language', voice: 'en-US-GuyNeural', rate: 1.5, next: 'say' },
      say: {
        ...ask,
        prompt: { parts: ['Hello.', { text: 'Slow.', rate: 0.5 }, { text: 'Hallo.', language: 'de-DE' }] },
      },
    },
  });

  it('are those of the last language step, unless a prompt has its own', () => {
    expect(aConnectedCall(line).prompts).toEqual([
      { text: 'Hello.', language: 'en-US', voice: 'en-US-GuyNeural', rate: 1.5 },
      { text: 'Slow.', language: 'en-US', voice: 'en-US-GuyNeural', rate: 0.5 },
      { text: 'Hallo.', language: 'de-DE', voice: 'de-DE-KatjaNeural', rate: 1.5 },
    ]);
  });

  it('hold in sub-flows, which take the voices of the line where they name none', () => {
    const inner = { steps: { say: { ...ask, prompt: 'Hello.' } } };
    const call = (flow: object) =>
      aConnectedCall(
        aLine(
          { voices, steps: { ask: { type: 'subflow', flow: 'inner', next: 'bye' } } },
          { flows: { inner: { ...inner, ...flow } } },
        ),
      );
    expect(call({}).prompts).toEqual([{ text: 'Hello.', ...english }]);
    expect(call({ voices: { 'en-US': 'en-US-GuyNeural' } }).prompts[0]?.voice).toBe('en-US-GuyNeural');
  });
});

describe('a list that a play step says several times', () => {
  it('is said entry by entry, the last one from then on', () => {
    const steps = { ask: { ...ask, prompt: ['One, {{ name }}.', 'Two.'], loop: 3 } };
    expect(aConnectedCall(aLine({ variables, steps })).heard).toEqual(['One, Ada.', 'Two.', 'Two.']);
  });
});
