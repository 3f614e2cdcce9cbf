import type { ParseError, printParseErrorCode } from 'jsonc-parser';

/** What is wrong, to follow "The file is not JSON: ", and a sentence that says what to do. */
export interface SyntaxWords {
  readonly what: string;
  readonly advice: string;
}

/** The same, with the place that they are about where that is not the place of the error. */
export interface PlacedSyntaxWords extends SyntaxWords {
  readonly offset: ParseError['offset'];
}

/** Names of the errors that the JSON library tells apart. */
export type SyntaxErrorName = ReturnType<typeof printParseErrorCode>;

const comment = { what: 'it holds a comment', advice: 'Remove the comment; a "note" can say it.' };
const badNumber = { what: 'a number is not complete', advice: 'Write it in full, such as 10 or 0.5.' };

const wordsByName: Record<SyntaxErrorName, SyntaxWords> = {
  InvalidSymbol: {
    what: 'a word stands here without double quotes',
    advice: 'Write names and texts in double quotes; only numbers, true, false and null go without.',
  },
  InvalidNumberFormat: badNumber,
  PropertyNameExpected: { what: 'a name in double quotes is missing', advice: 'Write the name.' },
  ValueExpected: { what: 'a value is missing', advice: 'Write the value.' },
  ColonExpected: { what: 'a colon is missing', advice: 'Write a colon between the name and its value.' },
  CommaExpected: { what: 'a comma is missing', advice: 'Write a comma before this place.' },
  CloseBraceExpected: { what: 'a closing } is missing', advice: 'Close what is open.' },
  CloseBracketExpected: { what: 'a closing ] is missing', advice: 'Close what is open.' },
  EndOfFileExpected: {
    what: 'something stands after its end',
    advice: 'Remove it, or the bracket before that is too many.',
  },
  InvalidCommentToken: comment,
  UnexpectedEndOfComment: comment,
  UnexpectedEndOfString: {
    what: 'a text has no closing quote',
    advice: 'Close it with a double quote on the same line.',
  },
  UnexpectedEndOfNumber: badNumber,
  InvalidUnicode: {
    what: 'an escape \\u lacks digits',
    advice: 'Write four of them, as in \\u00e9, or the character itself.',
  },
  InvalidEscapeCharacter: { what: 'a text holds an unknown escape', advice: 'Write a backslash as \\\\.' },
  InvalidCharacter: { what: 'a text holds a control character', advice: 'Write a tab as \\t and a line break as \\n.' },
  '<unknown ParseErrorCode>': { what: 'it cannot be read from here on', advice: 'Correct the JSON at this place.' },
};

const quoteInText = { what: 'a text holds a double quote', advice: 'Write it as \\".' };

/** Words for the first error in a text, named as the JSON library names it. */
export function wordSyntaxError(name: SyntaxErrorName, text: string, offset: ParseError['offset']): PlacedSyntaxWords {
  if (text.trim() === '') return { what: 'the file is empty', advice: 'Write the document, beginning with {.', offset };
  if (text.startsWith('\uFEFF')) {
    return { what: 'it begins with a byte order mark', advice: 'Save it as UTF-8 without one (BOM).', offset };
  }
  // After a value inside brackets the library wants a comma, even where the wrong bracket closes.
  if (name === 'CommaExpected' && text[offset] === '}') return { ...wordsByName.CloseBracketExpected, offset };
  if (name === 'CommaExpected' && text[offset] === ']') return { ...wordsByName.CloseBraceExpected, offset };
  if (name === 'ValueExpected' || name === 'PropertyNameExpected') return wordMissing(wordsByName[name], text, offset);
  return (name === 'InvalidSymbol' ? wordQuotes(text, offset) : undefined) ?? { ...wordsByName[name], offset };
}

/** A comma announces what is missing, unless it is the comma that is too many; behind a colon it never is. */
function wordMissing({ what, advice }: SyntaxWords, text: string, offset: ParseError['offset']): PlacedSyntaxWords {
  const instead = (words: string) => ({ what, advice: advice.replace(/[.]$/, words), offset });
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === ',') return instead(', or remove the comma before this place.');
  if (before === ':') return instead(' behind the colon.');
  return text[offset] === ',' ? instead(', or remove the comma.') : { what, advice, offset };
}

/**
 * A word right behind a quote is not what lacks quotes. With an odd number of them in its line, the text that seems to end there is
 * not closed, and ends where the next one begins; else the text holds quotes.
 */
function wordQuotes(text: string, wordAt: number): PlacedSyntaxWords | undefined {
  if (text[wordAt - 1] !== '"') return undefined;
  const lineAt = text.lastIndexOf('\n', wordAt) + 1;
  const [line = ''] = text.slice(lineAt).split('\n', 1);
  const quotes = [...line.matchAll(/\\.|(")/g)]
    .filter(([, quote]) => quote !== undefined)
    .map(({ index }) => lineAt + index);
  const closing = quotes.indexOf(wordAt - 1);
  if (quotes.length % 2 === 0) return { ...quoteInText, offset: wordAt - 1 };
  return { ...wordsByName.UnexpectedEndOfString, offset: quotes[closing - 1] ?? wordAt - 1 };
}
