import type { SpokenPrompt } from '../command.ts';
import { limits } from '../limits.ts';

/** How long a prompt takes when spoken slowly, in milliseconds. `clips`: how long each clip plays. */
export function speakingMs(prompt: SpokenPrompt, clips: Readonly<Record<string, number>>): number {
  if (prompt.clip !== undefined) return clips[prompt.clip] ?? limits.unknownClipMs;
  return Math.ceil((charactersIn(prompt) * 1_000) / limits.speechCharactersPerSecondMin / (prompt.rate ?? 1));
}

function charactersIn({ text, ssml }: SpokenPrompt): number {
  const said = ssml ?? text;
  let characters = said.length;
  for (let index = 0; index < said.length; index++)
    if (isWide(said.charCodeAt(index))) characters += limits.wideCharacterWeight - 1;
  return characters;
}

/** The scripts in which a character is a syllable or a word: from the CJK radicals on. Source: Unicode blocks. */
function isWide(unit: number): boolean {
  return unit >= 0x2e80;
}
