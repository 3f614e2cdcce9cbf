import type { CommandBody } from '../command.ts';
import type { Value } from '../definition.ts';
import type { OperationOutcome } from '../event.ts';
import type { OperationKind, Visit } from '../state.ts';
import type { Step, StepOf, StepType } from '../step-definition.ts';
import type { Target } from '../text-definition.ts';
import type { StepContext } from './step-context.ts';

/** One kind of step: what it needs, where it can lead, and how it runs. Pure and total. */
export interface StepModule<S extends Step> {
  /** Whether the call must be answered before the step can run. */
  readonly needsAnswer: boolean;
  /** The outcomes beside `next`; each must lead somewhere. */
  readonly outcomes: readonly string[];
  /** The expressions and templates of the step, for compiling and checking. */
  texts(step: S): readonly StepText[];
  /** The step's own targets beside `next` and `on`. */
  targets(step: S): readonly StepTarget[];
  /** Starts a visit. */
  enter(step: S, context: StepContext): StepResult;
  /** Takes the outcome of an operation of this visit. */
  resume(step: S, context: StepContext, outcome: OperationOutcome): StepResult;
  /** Ends what the visit still has open, when something else ends the visit. */
  leave(step: S, open: readonly OperationKind[]): readonly CommandBody[];
}

/** A text of a step that is compiled: where it stands (path below the step), and what it must yield. */
export interface StepText {
  readonly path: readonly (string | number)[];
  readonly source: string;
  readonly kind: 'template' | 'condition' | 'value';
  /** For a value: the variable that takes it. */
  readonly variable?: string;
}

/** A target of a step and where it stands. */
export interface StepTarget {
  readonly path: readonly (string | number)[];
  readonly target: Target;
}

/** What a step wants next. */
export type StepResult =
  /** The step goes on when an operation is answered. */
  | {
      readonly type: 'awaits';
      readonly visit: Visit;
      readonly commands: readonly AwaitedCommand[];
      readonly assign?: Readonly<Record<string, Value>>;
      readonly mark?: string;
    }
  /** The step is done. `target`, where given, is taken instead of what the outcome would lead to. */
  | {
      readonly type: 'leaves';
      readonly outcome: string;
      readonly visit?: Visit;
      readonly target?: Target;
      readonly assign?: Readonly<Record<string, Value>>;
      readonly mark?: string;
    }
  /** The caller was handed over; the service takes the app out of the call by itself. */
  | { readonly type: 'departs'; readonly visit: Visit; readonly disposition: string; readonly withinMs: number }
  /** The call is over. `hangUp`: the app still has to leave it. */
  | { readonly type: 'ends'; readonly disposition: string; readonly hangUp: boolean };

/** The result of a step that waits. */
export type Awaits = Extract<StepResult, { type: 'awaits' }>;

/** A command and the answer that is awaited for it. */
export interface AwaitedCommand {
  readonly command: CommandBody;
  readonly awaits: OperationKind;
  /** How long the operation takes at most by the flow's own settings; slack for the service is added. Milliseconds. */
  readonly withinMs: number;
}

/** The registry's type: a kind of step without a module does not compile. */
export type StepModules = { readonly [T in StepType]: StepModule<StepOf<T>> };
