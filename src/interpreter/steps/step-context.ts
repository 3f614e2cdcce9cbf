import type { SpokenPrompt } from '../command.ts';
import type { Evaluation, Scope } from '../expressions/expression.ts';
import { limits } from '../limits.ts';
import type { Program } from '../program.ts';
import type { CallState, Visit } from '../state.ts';
import type { Prompt } from '../text-definition.ts';

/** What a step can see when it runs. */
export interface StepContext {
  readonly program: Program;
  readonly state: CallState;
  readonly visit: Visit;
  /** The event's instant, the only clock there is. Milliseconds since 1970. */
  readonly atMs: number;
  /** Is told when a template met a missing value, for the trace. */
  readonly onMissing: () => void;
}

/** Fills a template in; a missing value is an empty text. */
export function renderText(context: StepContext, source: string): string {
  const template = context.program.templates.get(source);
  if (template === undefined) return '';
  if (template.constant !== undefined) return template.constant;
  const rendered = template.render(scopeOf(context));
  if (rendered.missing) context.onMissing();
  return rendered.text;
}

/** Evaluates an expression; what it lacks is a value. */
export function evaluate(context: StepContext, source: string, assigned?: Scope): Evaluation {
  const expression = context.program.expressions.get(source);
  const value = expression?.evaluate(assigned === undefined ? scopeOf(context) : { ...scopeOf(context), ...assigned });
  if (value?.ok) return value;
  context.onMissing();
  return { ok: false, error: 'missing' };
}

/** Tests a condition; one that lacks a value does not hold. */
export function holds(context: StepContext, source: string, assigned?: Scope): boolean {
  const value = evaluate(context, source, assigned);
  return value.ok && value.value === true;
}

/** The entry of a prompt for the n-th time (from 0): the last one that is not above n. Source: VoiceXML 2.0, 4.1.6. */
export function promptFor(prompt: Prompt | undefined, time: number): string | undefined {
  if (prompt === undefined || typeof prompt === 'string') return prompt;
  return prompt[Math.max(0, Math.min(time, prompt.length - 1))];
}

/** Makes a text speakable: filled in, with the call's language and voice. Empty texts are nothing to say. */
export function spoken(context: StepContext, sources: readonly (string | undefined)[]): SpokenPrompt[] {
  const { language } = context.state;
  const voice = context.program.flow.voices?.[language];
  const prompts: SpokenPrompt[] = [];
  for (const source of sources) {
    const text = source === undefined ? '' : renderText(context, source).trim();
    if (text !== '') prompts.push(voice === undefined ? { text, language } : { text, language, voice });
  }
  return prompts;
}

/** How long prompts take when spoken slowly, in milliseconds. */
export function speakingMs(prompts: readonly SpokenPrompt[]): number {
  let characters = 0;
  for (const prompt of prompts) {
    for (const character of prompt.text) characters += isWide(character) ? limits.wideCharacterWeight : 1;
  }
  return Math.ceil((characters / limits.speechCharactersPerSecondMin) * 1_000);
}

/** The scripts in which a character is a syllable or a word: from the CJK radicals on. Source: Unicode blocks. */
function isWide(character: string): boolean {
  return character >= '\u2e80';
}

function scopeOf(context: StepContext): Scope {
  const { state, atMs } = context;
  const { from, variables } = state.confidential;
  const call = { id: state.callId ?? '', from, to: state.to, language: state.language };
  return { ...variables[state.frames.length - 1], call, now: new Date(atMs) };
}
