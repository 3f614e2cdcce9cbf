import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';
import type { Program } from '../../src/interpreter/program.ts';
import type { LoadedDialogue } from './parse-dialogue.ts';
import { otherWords } from './run-dialogue.ts';

/** Of no effect where one text takes the place of another, which is all that is changed. */
const formattingOptions: FormattingOptions = { insertSpaces: true, tabSize: 2 };

/**
 * The text of a dialogue file in which one dialogue hears what the flow says now; nothing else is changed, not even white space.
 * Undefined where the call differs in more than words, or in none.
 */
export function updatedText(text: string, program: Program, { dialogue, path }: LoadedDialogue): string | undefined {
  const words = otherWords(program, dialogue);
  if (words === undefined || words.length === 0) return undefined;
  return words.reduce((updated, { turn, said }) => {
    const edits = modify(updated, [...path, 'turns', turn, 'hear'], said, { formattingOptions });
    return applyEdits(updated, edits);
  }, text);
}
