import type { SpokenPrompt } from '../command.ts';
import type { Template } from '../expressions/template.ts';

/** A prompt made ready: its catalogue looked up, its templates compiled. */
export interface CompiledPrompt {
  /** The n-th is for the n-th time in a visit, the last one from then on. At least one. */
  readonly entries: readonly PromptEntry[];
}

/** What is said at one time. */
export interface PromptEntry {
  readonly parts: readonly PromptPart[];
  /** The whole of it where nothing has to be filled in, as it sounds until a `language` step changes that. */
  readonly fixed?: Speech | undefined;
}

/** A part of what is said. */
export type PromptPart = TextPart | CataloguedPart | VariablePart;

/** A text with templates in it. */
export interface TextPart {
  readonly type: 'text';
  readonly text?: Template | undefined;
  readonly ssml?: Template | undefined;
  readonly clip?: string | undefined;
  readonly language?: string | undefined;
  readonly rate?: number | undefined;
}

/** A prompt of the catalogue. */
export interface CataloguedPart {
  readonly type: 'catalogued';
  readonly prompt: CataloguedPrompt;
}

/** A prompt of the catalogue: language -> prompt. At least one language. */
export type CataloguedPrompt = ReadonlyMap<string, CompiledPrompt>;

/** A variable that holds a prompt. */
export interface VariablePart {
  readonly type: 'variable';
  readonly name: string;
}

/** What is spoken, and how long that takes when spoken slowly. */
export interface Speech {
  readonly prompts: readonly SpokenPrompt[];
  readonly lastsMs: number;
}

/** Nothing to say. */
export const silence: Speech = { prompts: [], lastsMs: 0 };

/** One after the other. */
export function joined(first: Speech, second: Speech): Speech {
  if (first.prompts.length === 0) return second;
  if (second.prompts.length === 0) return first;
  return { prompts: [...first.prompts, ...second.prompts], lastsMs: first.lastsMs + second.lastsMs };
}
