import { escapeXml, isScalar } from '../expressions/template.ts';
import type {
  CataloguedPrompt,
  CompiledPrompt,
  PromptEntry,
  PromptPart,
  Speech,
  TextPart,
} from '../prompts/compiled-prompt.ts';
import { spokenPrompt } from '../prompts/render-prompt.ts';
import { speakingMs } from '../prompts/speech-length.ts';
import { suggestName } from '../suggest-name.ts';
import type { Prompt, RichPrompt } from '../text-definition.ts';
import { richProblems } from './check-media.ts';
import { missingLanguages } from './check-prompt-languages.ts';
import type { FlowTexts, StepCompiler, TextPath } from './step-compiler.ts';

interface PromptAt {
  readonly path: TextPath;
  readonly prompt: Prompt;
}

/** Makes a prompt ready. */
export function compilePrompt(texts: FlowTexts, compiler: StepCompiler, { path, prompt }: PromptAt): CompiledPrompt {
  const entries = Array.isArray(prompt)
    ? prompt.map((entry, index) => compileEntry(texts, compiler, { path: [...path, index], prompt: entry }))
    : [compileEntry(texts, compiler, { path, prompt })];
  return { entries };
}

function compileEntry(texts: FlowTexts, compiler: StepCompiler, { path, prompt }: PromptAt): PromptEntry {
  const parts =
    typeof prompt === 'object' && 'parts' in prompt
      ? prompt.parts.map((part, index) =>
          compilePart(texts, compiler, { path: [...path, 'parts', index], prompt: part }),
        )
      : [compilePart(texts, compiler, { path, prompt })];
  return { parts, fixed: fixedSpeech(texts, parts) };
}

function compilePart(texts: FlowTexts, compiler: StepCompiler, { path, prompt }: PromptAt): PromptPart {
  if (typeof prompt === 'string') return compileText(texts, compiler, { path, source: prompt });
  if ('say' in prompt) return cataloguedPart(texts, compiler, { path, name: prompt.say });
  if ('parts' in prompt || Array.isArray(prompt)) throw new Error('The schema lets no list stand inside of parts.');
  return compileRich(texts, compiler, { path, prompt });
}

/** A template that is exactly one variable of type prompt is that prompt, whatever it holds. */
function compileText(
  texts: FlowTexts,
  compiler: StepCompiler,
  { path, source }: { path: TextPath; source: string },
): PromptPart {
  const name = source.includes('{{') ? /^\s*\{\{\s*([A-Za-z0-9]+)\s*\}\}\s*$/.exec(source)?.[1] : undefined;
  const isPrompt =
    name !== undefined && Object.hasOwn(texts.variables, name) && texts.variables[name]?.type === 'prompt';
  const text = compiler.template(path, source, { kind: 'prompt' });
  if (!isPrompt) refuseAmongWords(texts, compiler, { path, reads: text.reads });
  if (text.single !== undefined && !isScalar(text.single.celType)) compiler.problem(notWords(path, source));
  return name !== undefined && isPrompt ? { type: 'variable', name } : { type: 'text', text };
}

function notWords(path: TextPath, source: string) {
  return {
    code: 'wrong-type' as const,
    path,
    message: `"${source}" is a list or a shape, which cannot be said.`,
    advice: 'Name a field or an item of it.',
  };
}

/** A prompt can be more than words, so it cannot stand among them. */
function refuseAmongWords(
  texts: FlowTexts,
  compiler: StepCompiler,
  { path, reads }: { path: TextPath; reads: ReadonlySet<string> },
): void {
  const name = [...reads].find((one) => Object.hasOwn(texts.variables, one) && texts.variables[one]?.type === 'prompt');
  if (name === undefined) return;
  compiler.problem({
    code: 'wrong-type',
    path,
    message: `"${name}" is a prompt and cannot stand among words.`,
    advice: `Write "parts", with "{{ ${name} }}" as a part of its own.`,
  });
}

function cataloguedPart(
  texts: FlowTexts,
  compiler: StepCompiler,
  { path, name }: { path: TextPath; name: string },
): PromptPart {
  const prompt: CataloguedPrompt | undefined = texts.catalogue.get(name);
  if (prompt !== undefined) {
    const has = (language: string) => prompt.has(language);
    for (const problem of missingLanguages([...path, 'say'], name, { spoken: texts.languages, has }))
      compiler.problem(problem);
    return { type: 'catalogued', prompt };
  }
  const known = [...texts.catalogue.keys()];
  const all = 'Add it to "prompts" of the flow, or to prompts/<language>.json.';
  compiler.problem({
    code: 'unknown-prompt',
    path: [...path, 'say'],
    message: `There is no prompt "${name}" in the catalogue.`,
    advice: suggestName(name, known, all),
  });
  return { type: 'text' };
}

function compileRich(
  texts: FlowTexts,
  compiler: StepCompiler,
  { path, prompt }: { path: TextPath; prompt: RichPrompt },
): TextPart {
  const { language: own } = texts.flow;
  for (const problem of richProblems({ ...texts, language: own }, prompt))
    compiler.problem({ ...problem, path: [...path, ...problem.path] });
  const { text, ssml, clip, language, rate } = prompt;
  return {
    type: 'text',
    text: text === undefined ? undefined : compiler.template([...path, 'text'], text, { kind: 'prompt' }),
    ssml:
      ssml === undefined
        ? undefined
        : compiler.template([...path, 'ssml'], ssml, { kind: 'prompt', escaping: escapeXml }),
    clip,
    language,
    rate,
  };
}

/** What is spoken where nothing has to be filled in, so that most prompts need no work in a call. */
function fixedSpeech(texts: FlowTexts, parts: readonly PromptPart[]): Speech | undefined {
  const prompts = [];
  let lastsMs = 0;
  for (const part of parts) {
    if (part.type === 'catalogued') {
      const fixed = onlyEntry(part.prompt.get(texts.flow.language))?.fixed;
      if (fixed === undefined) return undefined;
      prompts.push(...fixed.prompts);
      lastsMs += fixed.lastsMs;
      continue;
    }
    const spoken = part.type === 'text' ? constantPrompt(texts, part) : undefined;
    if (spoken === undefined) return undefined;
    prompts.push(spoken);
    lastsMs += speakingMs(spoken, texts.clips ?? {});
  }
  return { prompts, lastsMs };
}

function onlyEntry(prompt: CompiledPrompt | undefined): PromptEntry | undefined {
  return prompt?.entries.length === 1 ? prompt.entries[0] : undefined;
}

function constantPrompt({ flow, voices }: FlowTexts, { text, ssml, ...part }: TextPart) {
  if ((text !== undefined && text.constant === undefined) || (ssml !== undefined && ssml.constant === undefined))
    return undefined;
  const language = part.language ?? flow.language;
  return spokenPrompt({ ...part, text: text?.constant, ssml: ssml?.constant, language, voice: voices[language] });
}
