import type { FileSource, SsmlSource, TextSource } from '@azure/communication-call-automation';
import type { SpokenPrompt } from '../interpreter/command.ts';
import type { CallAutomationSettings } from './call-automation-settings.ts';

/** Characters of one text that the service speaks. Source: ACS play action. */
const textCharactersMax = 4_000;

/**
 * What the service plays for one prompt: its clip, else its SSML, else its text. A longer text than it speaks at once becomes
 * several sources. A clip gets no `playSourceCacheId`: the service would go on playing an edited clip as it was for an hour.
 */
export function playSourcesOf(
  { text, language, voice, ssml, clip, rate }: SpokenPrompt,
  { clipUrl }: Pick<CallAutomationSettings, 'clipUrl'>,
): (FileSource | SsmlSource | TextSource)[] {
  if (clip !== undefined && clipUrl !== undefined) return [{ kind: 'fileSource', url: clipUrl(clip) }];
  // SSML demands a voice, and a flow is refused whose prompt has none for it. What comes here without one is spoken as text.
  const isMarked = ssml !== undefined || rate !== undefined;
  if (isMarked && (voice !== undefined || text === '')) {
    const marked = ssml ?? escaped(text);
    return [{ kind: 'ssmlSource', ssmlText: documentOf(marked, { language, voice, rate }) }];
  }
  const source = { kind: 'textSource', sourceLocale: language, ...(voice === undefined ? {} : { voiceName: voice }) };
  return piecesOf(text).map((piece) => ({ ...source, kind: 'textSource', text: piece }));
}

interface Speaker {
  readonly language: string;
  readonly voice: string | undefined;
  readonly rate: number | undefined;
}

/**
 * The elements around SSML. The voice stands inside `speak` and the speed inside the voice, in which order alone the speech
 * service takes them. Source: Microsoft, SSML document structure.
 */
function documentOf(marked: string, { language, voice, rate }: Speaker): string {
  const paced = rate === undefined ? marked : `<prosody rate="${rate}">${marked}</prosody>`;
  const voiced = voice === undefined ? paced : `<voice name="${escaped(voice)}">${paced}</voice>`;
  const namespace = 'http://www.w3.org/2001/10/synthesis';
  return `<speak version="1.0" xmlns="${namespace}" xml:lang="${escaped(language)}">${voiced}</speak>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it stands in XML, in an element or an attribute. Characters that XML 1.0 has no place for are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Parts of a text, each short enough, broken between words where there is a blank. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > textCharactersMax) {
    const blank = rest.lastIndexOf(' ', textCharactersMax);
    const end = blank > 0 ? blank : textCharactersMax;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}
