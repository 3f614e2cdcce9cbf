import type { CommandBody } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { Flow } from '../definition.ts';
import type { OperationOutcome } from '../event.ts';
import type { CompiledTarget } from '../program.ts';
import type { CompiledPrompt, Speech } from '../prompts/compiled-prompt.ts';
import type { CallState, OperationKind, Visit } from '../state.ts';
import type { Step, StepOf, StepType } from '../step-definition.ts';
import type { Target } from '../text-definition.ts';
import type { Value } from '../value-definition.ts';
import type { StepContext } from './step-context.ts';

/** One kind of step: what it needs, where it can lead, and how it is made ready to run. Pure and total. */
export interface StepModule<S extends Step> {
  /** Whether the call must be answered before the step can run. */
  readonly needsAnswer: boolean;
  /** Whether the step goes on without a caller all the same: it speaks to nobody. Default: where it needs no answer. */
  readonly worksAlone?: boolean;
  /** The outcomes beside `next`; each must lead somewhere. `flows`: the line's flows by name, for those that run another. */
  outcomes(step: S, flows: Readonly<Record<string, Flow>>): readonly string[];
  /** The step's own targets beside `next` and `on`. */
  targets(step: S): readonly StepTarget[];
  /** Compiles what the step says and asks; what is wrong with it goes to the compiler. */
  compile(step: S, compiler: StepCompiler): RunnableStep;
}

/** A step that can be run, any number of times at once: it remembers nothing itself. */
export interface RunnableStep {
  /** Starts a visit. */
  enter(context: StepContext): StepResult;
  /** Takes the outcome of an operation of this visit; `kind`: what that operation awaited. */
  resume(context: StepContext, outcome: OperationOutcome, kind: OperationKind): StepResult;
  /** Ends what the visit still has open, when something else ends the visit. */
  leave?(open: readonly OperationKind[]): readonly CommandBody[];
  /** Asks again, as a noMatch of the visit that the context has. Of input steps. */
  retry?(context: StepContext, say: CompiledPrompt | undefined): StepResult;
  /** Takes over the outcome of a flow that the step has started. Of `subflow`. */
  returned?(context: StepContext, ended: Returned): StepResult;
}

/** What a sub-flow ended with. */
export interface Returned {
  readonly outcome: string;
  /** The values of its outputs. */
  readonly outputs: Readonly<Record<string, Value>>;
}

/** A target of a step and where it stands. */
export interface StepTarget {
  readonly path: readonly (string | number)[];
  readonly target: Target;
}

/**
 * What a step wants next. `assign`: variables of the flow. `mark`: what the trace tells. `lateEndKey`: the end key that the
 * caller may still press.
 */
export type StepResult =
  /** The step goes on when an operation is answered. */
  | {
      readonly type: 'awaits';
      readonly visit: Visit;
      readonly commands: readonly AwaitedCommand[];
      readonly assign?: Readonly<Record<string, Value>> | undefined;
      readonly mark?: string | undefined;
      readonly lateEndKey?: string | undefined;
      /** What is said before a question, which callers must not miss. */
      readonly lead?: Speech | undefined;
    }
  /** The step is done. `target`, where given, is taken instead of what the outcome would lead to. */
  | {
      readonly type: 'leaves';
      readonly outcome: string;
      readonly visit?: Visit | undefined;
      readonly target?: CompiledTarget | undefined;
      readonly assign?: Readonly<Record<string, Value>> | undefined;
      readonly changes?: CallChanges | undefined;
      readonly mark?: string | undefined;
      readonly lateEndKey?: string | undefined;
    }
  /** The caller asked for a person. */
  | { readonly type: 'operator' }
  /** Another flow is run; the step goes on when it returns. */
  | { readonly type: 'runs'; readonly flow: string; readonly inputs: Readonly<Record<string, Value>> }
  /** The flow is over, and the step that started it goes on. */
  | { readonly type: 'returns'; readonly outcome: string }
  /** The caller was handed over; the service takes the app out of the call by itself. */
  | { readonly type: 'departs'; readonly visit: Visit; readonly disposition: string; readonly withinMs: number }
  /** The call is over. `hangUp`: the app still has to leave it. */
  | { readonly type: 'ends'; readonly disposition: string; readonly hangUp: boolean };

/** What a step can change of the call as a whole. */
export type CallChanges = Partial<Pick<CallState, 'language' | 'voice' | 'rate' | 'tags'>>;

/** The result of a step that waits. */
export type Awaits = Extract<StepResult, { type: 'awaits' }>;

/** A command and the answer that is awaited for it; without a command, an instant. */
export interface AwaitedCommand {
  readonly command?: CommandBody;
  readonly awaits: OperationKind;
  /** How long the operation takes at most by the flow's own settings; slack for the service is added. Milliseconds. */
  readonly withinMs: number;
}

/** The registry's type: a kind of step without a module does not compile. */
export type StepModules = { readonly [T in StepType]: StepModule<StepOf<T>> };
