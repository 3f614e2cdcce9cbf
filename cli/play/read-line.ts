import type { DialogueTurn } from '../dialogue/dialogue.ts';
import { dialogueLimits } from '../dialogue/dialogue-limits.ts';

/** What somebody typed at the text phone. */
export type TypedLine =
  | { readonly type: 'turn'; readonly turn: DialogueTurn }
  | { readonly type: 'help' }
  /** Begins as a command and is none; `explanation`: how it is typed. */
  | { readonly type: 'mistyped'; readonly explanation: string }
  | { readonly type: 'unknown' };

/** What can be typed. */
export const phoneHelp = `  1 2 3 # *     presses keys, one after the other
  say <words>   says something
  silence       does nothing until the line goes on; so does an empty line
  wait <n>      lets n seconds pass
  fail          makes the service fail what it plays or listens for
  hang up       ends the call; so does the end of the input
  help          shows this`;

/** How the commands are typed, for a line that begins with the word of one and goes on otherwise. */
const explanations = new Map([
  ['say', 'say what? Type say, and the words'],
  ['wait', 'wait takes seconds from 0.1 to 9999, such as wait 3'],
  ['hang', 'to end the call, type hang up'],
  ['hangup', 'to end the call, type hang up'],
  ['fail', 'fail stands alone'],
  ['silence', 'silence stands alone'],
  ['help', 'help stands alone'],
]);

/** Reads a line typed at the text phone. Words without `say` are said where the line listens to words. */
export function readLine(line: string, { takesWords }: { readonly takesWords: boolean }): TypedLine {
  const text = line.trim().slice(0, dialogueLimits.spokenCharactersMax);
  const word = text.toLowerCase();
  const keys = text.replaceAll(/[\s,]/g, '');
  if (word === 'help' || word === '?') return { type: 'help' };
  if (word === '' || word === 'silence') return turn({ silence: true });
  if (word === 'hang up' || word === 'hangup') return turn({ hangUp: true });
  if (word === 'fail') return turn({ fault: 'media' });
  if (/^[0-9*#]+$/.test(keys) && keys.length <= dialogueLimits.keysMax) return turn({ press: keys });
  const said = /^say\s+(.*\S)$/is.exec(text)?.[1];
  if (said !== undefined) return turn({ say: said });
  const seconds = Number(/^wait\s+(\d{1,4}(?:\.\d)?)\s*s?$/.exec(word)?.[1]);
  if (seconds > 0) return turn({ waitMs: Math.round(seconds * 1_000) });
  const explanation = mistakeIn(text);
  if (explanation !== undefined) return { type: 'mistyped', explanation };
  return takesWords ? turn({ say: text }) : { type: 'unknown' };
}

/** Words that the caller does say begin so now and then as well; that they can be said after `say` is part of the answer. */
function mistakeIn(text: string): string | undefined {
  const [first = ''] = text.split(/\s/, 1);
  const explanation = explanations.get(first.toLowerCase());
  if (explanation === undefined || first === text) return explanation;
  return `${explanation}; to say these words, type say ${text}`;
}

function turn(one: DialogueTurn): TypedLine {
  return { type: 'turn', turn: one };
}
