import { expect, test } from 'vitest';
import { playSourcesOf } from '../../src/telephony/play-source.ts';

const jenny = { language: 'en-US', voice: 'en-US-JennyNeural' };
const withClips = { clipUrl: (name: string) => `https://clips.example/${name}` };

const spoken = (inside: string) =>
  `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">${inside}</speak>`;

test('a text is a text, with its language and its voice', () => {
  expect(playSourcesOf({ text: 'Hello.', ...jenny }, {})).toEqual([
    { kind: 'textSource', text: 'Hello.', sourceLocale: 'en-US', voiceName: 'en-US-JennyNeural' },
  ]);
  expect(playSourcesOf({ text: 'Hello.', language: 'de-AT' }, {})).toEqual([
    { kind: 'textSource', text: 'Hello.', sourceLocale: 'de-AT' },
  ]);
});

test('SSML gets the elements around it', () => {
  expect(playSourcesOf({ text: '', ssml: 'One <break time="1s"/> two', ...jenny }, {})).toEqual([
    {
      kind: 'ssmlSource',
      ssmlText: spoken('<voice name="en-US-JennyNeural">One <break time="1s"/> two</voice>'),
    },
  ]);
});

test('a speed makes SSML of a text, in which nothing of the text is a mark', () => {
  expect(playSourcesOf({ text: 'R&D <"now"> it\'s', rate: 0.8, ...jenny }, {})).toEqual([
    {
      kind: 'ssmlSource',
      ssmlText: spoken(
        '<voice name="en-US-JennyNeural"><prosody rate="0.8">R&amp;D &lt;&quot;now&quot;&gt; it&apos;s</prosody></voice>',
      ),
    },
  ]);
});

test('SSML can have a speed as well', () => {
  const [source] = playSourcesOf({ text: '', ssml: '<p>One</p>', rate: 1.5, ...jenny }, {});
  expect(source).toEqual({
    kind: 'ssmlSource',
    ssmlText: spoken('<voice name="en-US-JennyNeural"><prosody rate="1.5"><p>One</p></prosody></voice>'),
  });
});

test('names in attributes cannot end them', () => {
  const [source] = playSourcesOf({ text: 'x', rate: 2, language: 'en"><x', voice: `a'b"c<d` }, {});
  expect(source).toEqual({
    kind: 'ssmlSource',
    ssmlText:
      '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en&quot;&gt;&lt;x">' +
      '<voice name="a&apos;b&quot;c&lt;d"><prosody rate="2">x</prosody></voice></speak>',
  });
});

test('characters that no XML can hold are left out of it', () => {
  const [source] = playSourcesOf({ text: 'a\u0000b\u0008c\ud800d\tπ😀', rate: 2, ...jenny }, {});
  expect(source).toMatchObject({ ssmlText: expect.stringContaining('>abc\ufffdd\tπ😀</prosody>') });
});

test('where a voice is missing, the text is spoken at its usual speed', () => {
  const text = { kind: 'textSource', text: 'Hello.', sourceLocale: 'en-US' };
  expect(playSourcesOf({ text: 'Hello.', rate: 2, language: 'en-US' }, {})).toEqual([text]);
  expect(playSourcesOf({ text: 'Hello.', ssml: '<p>Hello.</p>', language: 'en-US' }, {})).toEqual([text]);
  expect(playSourcesOf({ text: '', ssml: '<p>Hello.</p>', language: 'en-US' }, {})).toEqual([
    { kind: 'ssmlSource', ssmlText: spoken('<p>Hello.</p>') },
  ]);
});

test('a clip is fetched by its address; without one its text is spoken', () => {
  const prompt = { text: 'Music', clip: 'hold.wav', language: 'en-US' };
  expect(playSourcesOf(prompt, withClips)).toEqual([{ kind: 'fileSource', url: 'https://clips.example/hold.wav' }]);
  expect(playSourcesOf(prompt, {})).toEqual([{ kind: 'textSource', text: 'Music', sourceLocale: 'en-US' }]);
});

test('a text longer than the service speaks at once becomes several, broken between words', () => {
  const text = 'word '.repeat(1_700).trim();
  const sources = playSourcesOf({ text, language: 'en-US' }, {});
  const pieces = sources.map((source) => (source.kind === 'textSource' ? source.text : ''));
  expect(pieces.join(' ')).toBe(text);
  expect(pieces.map(({ length }) => length)).toEqual([3_999, 3_999, 499]);
});

test('a long text without a blank is broken all the same', () => {
  const sources = playSourcesOf({ text: 'x'.repeat(9_000), language: 'en-US' }, {});
  expect(sources.map((source) => (source.kind === 'textSource' ? source.text.length : 0))).toEqual([
    4_000, 4_000, 1_000,
  ]);
});
