import type { Schedule } from './calendar/schedule-definition.ts';
import type { Flow, Variable } from './definition.ts';
import type { CataloguedPrompt, CompiledPrompt } from './prompts/compiled-prompt.ts';
import type { Step } from './step-definition.ts';
import type { RunnableStep } from './steps/step-module.ts';
import type { VariableType } from './value-definition.ts';

/**
 * A line made ready to run: its main flow and all that it is made of, checked, with texts and conditions compiled once. It is
 * named by the hash of its source, and a call keeps the program that it started with.
 */
export interface Program {
  /** SHA-256 of the source, in hexadecimal; of a flow that comes with the app, a word. */
  readonly hash: string;
  /** The main flow, as written. */
  readonly flow: Flow;
  /** The main flow, compiled. */
  readonly main: CompiledFlow;
  /** Every flow of the program by its name, the main one among them. */
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  readonly schedules: Readonly<Record<string, Schedule>>;
  /** How long each clip plays, in milliseconds. */
  readonly clips: Readonly<Record<string, number>>;
}

/** A flow made ready to run. */
export interface CompiledFlow {
  readonly flow: Flow;
  readonly steps: ReadonlyMap<string, CompiledStep>;
  /** Inputs and variables of the flow, each with its type. */
  readonly variables: Readonly<Record<string, Variable>>;
  readonly defaults: CompiledDefaults;
  readonly catalogue: ReadonlyMap<string, CataloguedPrompt>;
  /** Language -> voice: the flow's own, else those of the program's main flow. */
  readonly voices: Readonly<Record<string, string>>;
  /** The zone of `now`. */
  readonly timeZone: string;
  /** Variables that take secrets, which are wiped after their last use. */
  readonly secrets: ReadonlySet<string>;
  /** Every text that was compiled, for the checks. */
  readonly texts: readonly CompiledText[];
}

/** A step made ready to run. */
export interface CompiledStep {
  readonly name: string;
  /** Its place among the flow's steps. */
  readonly index: number;
  readonly step: Step;
  readonly needsAnswer: boolean;
  /** Whether somebody must be there to be spoken to. */
  readonly needsCaller: boolean;
  readonly next?: CompiledTarget | undefined;
  /** Outcome -> target, as `on` says. */
  readonly on: ReadonlyMap<string, CompiledTarget>;
  readonly run: RunnableStep;
  /** A `retry` leads here, so that its visits are remembered. */
  readonly isRetried: boolean;
  /** Secrets that nothing from here on sends any more. */
  readonly wipes?: readonly string[] | undefined;
}

/** Where an outcome leads. */
export interface CompiledTarget {
  readonly step: string;
  /** Back to an input step as a noMatch of the same visit. */
  readonly retry: boolean;
  /** Spoken at a retry instead of the step's noMatch prompt. */
  readonly say?: CompiledPrompt | undefined;
}

/** What the flow's steps use when they do not say it themselves. */
export interface CompiledDefaults {
  readonly noInput?: CompiledPrompt | undefined;
  readonly noMatch?: CompiledPrompt | undefined;
  readonly confirmKeys?: CompiledPrompt | undefined;
  readonly filler?: CompiledPrompt | undefined;
}

/** A text of a flow as it was compiled: where it stands, and what it reads. */
export interface CompiledText {
  readonly path: readonly (string | number)[];
  readonly source: string;
  readonly kind: TextKind;
  /** The type of what takes it, where what it yields may be none of that type: then that is left empty. */
  readonly mayNotFit?: VariableType | undefined;
  /** The names that its expressions read: variables, `call`, `now`. */
  readonly reads: ReadonlySet<string>;
}

/** What a text is to its step. */
export type TextKind = 'prompt' | 'template' | 'condition' | 'value';
