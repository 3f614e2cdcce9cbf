import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';
import type { LoadedDialogue } from './parse-dialogue.ts';
import type { OtherWords } from './run-dialogue.ts';

/** Of no effect where one text takes the place of another, which is all that is changed. */
const formattingOptions: FormattingOptions = { insertSpaces: true, tabSize: 2 };

/** The text of a dialogue file in which one dialogue hears other words; nothing else is changed, not even white space. */
export function updatedText(
  text: string,
  { path }: Pick<LoadedDialogue, 'path'>,
  words: readonly OtherWords[],
): string {
  return words.reduce((updated, { turn, said }) => {
    const edits = modify(updated, [...path, 'turns', turn, 'hear'], said, { formattingOptions });
    return applyEdits(updated, edits);
  }, text);
}
