import type { SpokenPrompt } from '../command.ts';
import { limits } from '../limits.ts';
import type { StepContext } from '../steps/step-context.ts';
import { scopeOf } from '../steps/step-context.ts';
import {
  type CataloguedPrompt,
  type CompiledPrompt,
  joined,
  type PromptEntry,
  type PromptPart,
  type Speech,
  silence,
  type TextPart,
} from './compiled-prompt.ts';
import { speakingMs } from './speech-length.ts';

/** What a prompt says for the n-th time (from 0) in a visit. Empty texts are nothing to say. Source: VoiceXML 2.0, 4.1.6. */
export function speechFor(context: StepContext, prompt: CompiledPrompt | undefined, time: number): Speech {
  if (prompt === undefined) return silence;
  const { entries } = prompt;
  const entry = entries[Math.max(0, Math.min(time, entries.length - 1))];
  if (entry === undefined) return silence;
  const { fixed } = entry;
  if (fixed !== undefined && speaksByDefault(context)) return fixed;
  return renderEntry(context, entry, time);
}

/** Whether the call still has the language, voice and speed of the flow, for which fixed texts are made ready. */
function speaksByDefault({ state, flow }: StepContext): boolean {
  return state.language === flow.flow.language && state.voice === undefined && state.rate === undefined;
}

function renderEntry(context: StepContext, entry: PromptEntry, time: number): Speech {
  return entry.parts.reduce((before, part) => joined(before, renderPart(context, part, time)), silence);
}

function renderPart(context: StepContext, part: PromptPart, time: number): Speech {
  switch (part.type) {
    case 'text':
      return renderText(context, part);
    case 'catalogued':
      return speechFor(context, inLanguage(context, part.prompt), time);
    case 'variable':
      return renderVariable(context, part.name, time);
  }
}

/** A prompt that the checker let pass has the call's language; should it lack it all the same, any is better than silence. */
function inLanguage(
  { state, flow }: StepContext,
  prompt: ReadonlyMap<string, CompiledPrompt>,
): CompiledPrompt | undefined {
  return prompt.get(state.language) ?? prompt.get(flow.flow.language) ?? prompt.values().next().value;
}

function renderText(context: StepContext, part: TextPart): Speech {
  const fill = (template: TextPart['text']) => {
    if (template === undefined || template.constant !== undefined) return template?.constant;
    const filled = template.render(scopeOf(context, part.language));
    if (filled.missing) context.onMissing();
    return filled.text;
  };
  return spoken(context, { ...part, text: fill(part.text), ssml: fill(part.ssml) });
}

/** The value is JSON that a prompt's schema let pass: a text, a reference to the catalogue, or a text with more to it. */
function renderVariable(context: StepContext, name: string, time: number): Speech {
  const value = context.variables[name];
  if (typeof value === 'string') return spoken(context, { text: value });
  if (typeof value !== 'object' || Array.isArray(value)) return silence;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  if (typeof fields.say === 'string') {
    // A prompt can say a variable that says that prompt again.
    const depth = (context.promptDepth ?? 0) + 1;
    const prompt = depth > limits.promptDepthMax ? undefined : promptNamed(context, fields.say);
    if (prompt === undefined) context.onMissing();
    const inner = { ...context, promptDepth: depth };
    return prompt === undefined ? silence : speechFor(inner, inLanguage(context, prompt), time);
  }
  return spoken(context, {
    text: textIn(fields.text),
    ssml: textIn(fields.ssml),
    clip: textIn(fields.clip),
    language: textIn(fields.language),
    rate: typeof fields.rate === 'number' ? fields.rate : undefined,
  });
}

/**
 * A name is that of the running flow's catalogue; one that was handed over can be that of a flow that waits for it, the nearest first. Of
 * such only what has nothing to fill in is said: its templates speak of that flow's variables, which here are others, secrets among them.
 */
function promptNamed({ flow, program, state }: StepContext, name: string): CataloguedPrompt | undefined {
  const own = flow.catalogue.get(name);
  if (own !== undefined) return own;
  for (const outer of (state.outerFrames ?? []).toReversed()) {
    const prompt = program.flows.get(outer.flow)?.catalogue.get(name);
    if (prompt !== undefined && [...prompt.values()].every(isConstant)) return prompt;
  }
  return undefined;
}

function isConstant({ entries }: CompiledPrompt): boolean {
  return entries.every(({ parts }) =>
    parts.every(
      (part) =>
        part.type === 'text' &&
        (part.text === undefined || part.text.constant !== undefined) &&
        (part.ssml === undefined || part.ssml.constant !== undefined),
    ),
  );
}

/** Speaks words as the call does, in its language, voice and speed. */
export function speechOfText(context: StepContext, text: string): Speech {
  return spoken(context, { text });
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A part of a prompt, filled in. */
interface FilledPart {
  readonly text?: string | undefined;
  readonly ssml?: string | undefined;
  readonly clip?: string | undefined;
  readonly language?: string | undefined;
  readonly rate?: number | undefined;
}

function spoken(context: StepContext, part: FilledPart): Speech {
  const { state, flow, program } = context;
  const language = part.language ?? state.language;
  // A voice speaks one language: that which a `language` step chose holds for the call's.
  const voice = (language === state.language ? state.voice : undefined) ?? flow.voices[language];
  const prompt = spokenPrompt({ ...part, language, voice, rate: part.rate ?? state.rate });
  return prompt === undefined ? silence : { prompts: [prompt], lastsMs: speakingMs(prompt, program.clips) };
}

/** A prompt in its shortest form, without what is not given; undefined where there is nothing to say. */
export function spokenPrompt(
  part: FilledPart & { readonly language: string; readonly voice?: string | undefined },
): SpokenPrompt | undefined {
  const text = part.text?.trim().slice(0, limits.promptCharactersMax) ?? '';
  const ssml = part.ssml?.trim() ?? '';
  if (text === '' && ssml === '' && part.clip === undefined) return undefined;
  return {
    text,
    language: part.language,
    ...(part.voice === undefined ? {} : { voice: part.voice }),
    ...(ssml === '' ? {} : { ssml }),
    ...(part.clip === undefined ? {} : { clip: part.clip }),
    ...(part.rate === undefined || part.rate === 1 ? {} : { rate: part.rate }),
  };
}
