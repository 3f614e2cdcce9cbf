/** How a language speaks of keys. Patterns are of lower-case text. */
interface KeyWords {
  /** What is said before a key, as "press", with the blank behind it. */
  readonly press: string;
  /** What may follow a key and belongs to it, as in "press the 1 key". */
  readonly key: string;
  /** What follows a key where the option comes after it, as in "press 1 for billing". */
  readonly after: string;
  /** The same where nothing but the key begins a sentence, as in "1 for billing": "9 to noon" names none. */
  readonly for: string;
  /** What follows a key where another one comes after a dash, as in "press 1 - or 2 - now". */
  readonly or: string;
  /** Names of keys in words, with the key. */
  readonly names: Readonly<Record<string, string>>;
}

/** The languages that the checks can read; of others they say nothing. */
const words: Readonly<Record<string, KeyWords>> = {
  en: {
    press: '(?:press|push|hit|choose|select|dial)(?: the)?(?: key| number)? ',
    key: '(?: key| button)?',
    after: ' (?:for|to|if)',
    for: ' for',
    or: 'or',
    names: {
      zero: '0',
      one: '1',
      two: '2',
      three: '3',
      four: '4',
      five: '5',
      six: '6',
      seven: '7',
      eight: '8',
      nine: '9',
      star: '*',
      asterisk: '*',
      pound: '#',
      hash: '#',
    },
  },
  es: {
    press: '(?:pulse|presione|oprima|marque|teclee|elija)(?: el| la)?(?: tecla| número)? ',
    key: '',
    after: ' (?:para|si|por)',
    for: ' para',
    or: '[ou]',
    names: {
      cero: '0',
      uno: '1',
      dos: '2',
      tres: '3',
      cuatro: '4',
      cinco: '5',
      seis: '6',
      siete: '7',
      ocho: '8',
      nueve: '9',
      asterisco: '*',
      estrella: '*',
      almohadilla: '#',
      numeral: '#',
      gato: '#',
    },
  },
  de: {
    press: '(?:drücken sie|wählen sie|drücke|wähle)(?: bitte)?(?: die)?(?: taste)? ',
    key: '',
    after: ' (?:für|um|wenn|falls)',
    for: ' für',
    or: 'oder',
    names: {
      null: '0',
      eins: '1',
      zwei: '2',
      zwo: '2',
      drei: '3',
      vier: '4',
      fünf: '5',
      sechs: '6',
      sieben: '7',
      acht: '8',
      neun: '9',
      stern: '*',
      sterntaste: '*',
      raute: '#',
      rautetaste: '#',
    },
  },
  fr: {
    press: '(?:appuyez sur|tapez|faites|composez)(?: le| la)?(?: touche| numéro)? ',
    key: '',
    after: ' (?:pour|si)',
    for: ' pour',
    or: 'ou',
    names: {
      zéro: '0',
      un: '1',
      deux: '2',
      trois: '3',
      quatre: '4',
      cinq: '5',
      six: '6',
      sept: '7',
      huit: '8',
      neuf: '9',
      étoile: '*',
      dièse: '#',
    },
  },
};

/** What a text says about keys. */
export interface SpokenKeys {
  /** Keys that callers are told to press. */
  readonly pressed: ReadonlySet<string>;
  /** Keys that stand anywhere in the text, as in "Billing, 2." */
  readonly named: ReadonlySet<string>;
  /** Where a key comes before what it is for, as heard; undefined where none does. */
  readonly keyFirst: string | undefined;
}

/** What a text says about keys; undefined in a language that the checks cannot read. */
export function spokenKeys(text: string, language: string): SpokenKeys | undefined {
  const patterns = patternsOf(language.split('-')[0] ?? '');
  if (patterns === undefined) return undefined;
  const heard = text.toLowerCase();
  const keyIn = (found: RegExpMatchArray): string => patterns.names[found[1] ?? ''] ?? found[1] ?? '';
  return {
    pressed: new Set([...heard.matchAll(patterns.pressed)].map(keyIn)),
    named: new Set([...heard.matchAll(patterns.named)].map(keyIn)),
    keyFirst: patterns.keyFirst.flatMap((pattern) => pattern.exec(heard)?.[0].trim() ?? [])[0],
  };
}

interface KeyPatterns {
  readonly names: Readonly<Record<string, string>>;
  readonly pressed: RegExp;
  readonly named: RegExp;
  /** A key before what it is for: anywhere, at the beginning of a sentence, and as its beginning. */
  readonly keyFirst: readonly RegExp[];
}

const patterns = new Map<string, KeyPatterns>(
  Object.entries(words).map(([language, spoken]) => [language, patternsFor(spoken)]),
);

function patternsFor({ press, key: keyWord, after, for: isFor, or, names }: KeyWords): KeyPatterns {
  const key = `([0-9*#]|${Object.keys(names).join('|')})`;
  // Letters and digits around a key make it part of a word or of a number; "press one of" names none.
  const begin = '(?<![\\p{L}\\p{N}])';
  const stop = '(?![\\p{L}\\p{N}])';
  const end = `(?![\\p{L}\\p{N}]|[ -][0-9]|[ -](?:${Object.keys(names).join('|')})${stop}| (?:of|de|des|der) )`;
  // Within a sentence "press 1, to pay press 2" tells the next option, and only at its beginning what the key is for.
  const sentence = '(?<=^|[.!?]\\s+)(?:please |por favor,? |bitte )?';
  const pause = `(?:,${after}${stop}| ?[-–—:] ?(?!${or} )(?=\\p{L}))`;
  return {
    names,
    pressed: new RegExp(`${begin}${press}${key}${end}`, 'gu'),
    named: new RegExp(`${begin}${key}${stop}`, 'gu'),
    keyFirst: [
      new RegExp(`${begin}${press}${key}${end}${keyWord}${after}${stop}`, 'u'),
      new RegExp(`${sentence}${press}${key}${end}${keyWord}${pause}`, 'u'),
      new RegExp(`${sentence}[0-9*#]${isFor}${stop}(?! [0-9])`, 'u'),
    ],
  };
}

function patternsOf(language: string): KeyPatterns | undefined {
  return patterns.get(language);
}

/** How languages name the hash key, which mostly ends what callers enter. */
const hash: Readonly<Record<string, RegExp>> = {
  en: /#|(?<!\p{L})(?:hash|pound)(?: key| sign)(?!\p{L})/iu,
  es: /#|almohadilla|tecla (?:numeral|gato)/iu,
  de: /#|(?<!\p{L})raute/iu,
  fr: /#|touche dièse/iu,
};

/** Whether a text names the hash key. Of other languages it says nothing. */
export function namesHash(text: string, language: string): boolean {
  const primary = language.split('-')[0] ?? '';
  return Object.hasOwn(hash, primary) && hash[primary]?.test(text) === true;
}
