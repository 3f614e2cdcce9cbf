import { stepTargets } from '../compile/check-targets.ts';
import type { CompiledFlow, CompiledText } from '../program.ts';
import type { Step } from '../step-definition.ts';
import type { Prompt } from '../text-definition.ts';

/** A text that callers hear, as written. */
export interface SpokenText {
  readonly path: CompiledText['path'];
  readonly source: string;
  /** The language that it is written in; undefined where it is spoken in every language of the flow. */
  readonly language: string | undefined;
  /** Which entry of its list it is, from 0 on. */
  readonly entry: number;
  /** It is heard in its language whatever the call's is. */
  readonly always?: boolean;
}

/** A prompt of a flow, where it stands, and when it is heard. */
export interface PlacedPrompt {
  readonly path: CompiledText['path'];
  readonly prompt: Prompt;
  readonly role: 'prompt' | 'confirm' | 'noInput' | 'noMatch' | 'retry' | 'filler' | 'music';
  readonly step?: { readonly name: string; readonly step: Step } | undefined;
}

/** Every prompt of a flow outside of its catalogue. */
export function promptsOf({ flow }: CompiledFlow): PlacedPrompt[] {
  const { noInput, noMatch, filler, confirmKeys } = flow.defaults ?? {};
  const defaults = (
    [
      ['noInput', noInput],
      ['noMatch', noMatch],
      ['filler', filler],
    ] as const
  ).flatMap(([role, prompt]) => (prompt === undefined ? [] : [{ path: ['defaults', role], prompt, role }]));
  const confirm =
    confirmKeys === undefined
      ? []
      : [{ path: ['defaults', 'confirmKeys'], prompt: confirmKeys, role: 'confirm' as const }];
  return [...defaults, ...confirm, ...Object.entries(flow.steps).flatMap(([name, step]) => stepPrompts(name, step))];
}

function stepPrompts(name: string, step: Step): PlacedPrompt[] {
  const place = ['steps', name];
  const fields = {
    prompt: 'prompt' in step ? step.prompt : undefined,
    confirm: 'confirm' in step ? step.confirm : undefined,
    noInput: 'noInput' in step ? step.noInput : undefined,
    noMatch: 'noMatch' in step ? step.noMatch : undefined,
    filler: 'filler' in step ? step.filler : undefined,
    music: 'music' in step ? step.music : undefined,
  };
  const roles = ['prompt', 'confirm', 'noInput', 'noMatch', 'filler', 'music'] as const;
  const own = roles.flatMap((role) => {
    const prompt = fields[role];
    return prompt === undefined ? [] : [{ path: [...place, role], prompt, role, step: { name, step } }];
  });
  return [
    ...own,
    ...retryPrompts(step).map((one) => ({ ...one, path: [...place, ...one.path], step: { name, step } })),
  ];
}

/** What is said at a retry, wherever it is written. */
function retryPrompts(step: Step): PlacedPrompt[] {
  return stepTargets(step).flatMap(({ path, target }) =>
    typeof target === 'object' && target.say !== undefined
      ? [{ path: [...path, 'say'], prompt: target.say, role: 'retry' as const }]
      : [],
  );
}

/** What is said of each item that a menu offers from a list, in each language that it is written in. */
export function listTexts(place: SpokenText['path'], say: string | Readonly<Record<string, string>>): SpokenText[] {
  const path = [...place, 'optionsFrom', 'say'];
  if (typeof say === 'string') return [{ path, source: say, language: undefined, entry: 0 }];
  return Object.entries(say).map(([language, source]) => ({ path: [...path, language], source, language, entry: 0 }));
}

/** The texts of the prompts of a flow, its catalogue looked up. */
export class SpokenTexts {
  readonly #catalogue = new Map<string, SpokenText[]>();

  constructor({ texts }: CompiledFlow) {
    for (const { path, kind, source } of texts) {
      const named = kind === 'prompt' ? cataloguedName(path) : undefined;
      if (named === undefined) continue;
      const { name, language, rest } = named;
      const known = this.#catalogue.get(name) ?? [];
      this.#catalogue.set(name, known);
      known.push({ path, source, language, entry: typeof rest[0] === 'number' ? rest[0] : 0 });
    }
  }

  /** The texts that a prompt says. */
  of({ path, prompt }: Pick<PlacedPrompt, 'path' | 'prompt'>): SpokenText[] {
    if (!Array.isArray(prompt)) return this.#entry({ path, prompt, entry: 0 });
    return prompt.flatMap((one, entry) => this.#entry({ path: [...path, entry], prompt: one, entry }));
  }

  #entry({ path, prompt, entry }: { path: SpokenText['path']; prompt: Prompt; entry: number }): SpokenText[] {
    if (typeof prompt === 'string') return [{ path, source: prompt, language: undefined, entry }];
    if (Array.isArray(prompt)) return [];
    if ('say' in prompt)
      return (this.#catalogue.get(prompt.say) ?? []).map((text) => ({ ...text, entry: entry + text.entry }));
    if ('parts' in prompt)
      return prompt.parts.flatMap((part, index) =>
        this.#entry({ path: [...path, 'parts', index], prompt: part, entry }),
      );
    const field = prompt.ssml === undefined ? 'text' : 'ssml';
    const source = prompt[field];
    const always = prompt.language !== undefined;
    return source === undefined ? [] : [{ path: [...path, field], source, language: prompt.language, entry, always }];
  }
}

/** The prompt of the catalogue that a text stands in; undefined where it stands elsewhere. */
export function cataloguedName(path: SpokenText['path']) {
  if (path[0] === 'prompts') return { name: String(path[1]), language: String(path[2]), rest: path.slice(3) };
  if (path[0] === '..') return { name: String(path[3]), language: String(path[2]), rest: path.slice(4) };
  return undefined;
}

/** A text as it is heard, as far as it is known: without elements of SSML, and with a mark in place of what is filled in. */
export function heardText(source: string): string {
  return source
    .replace(/\{\{.*?\}\}/gs, ' … ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
