import { finish } from './end-call.ts';
import { limits } from './limits.ts';
import type { CompiledTarget } from './program.ts';
import { freshVisit } from './state.ts';
import { areTooLarge, assigned, initialValues } from './store-values.ts';
import { closeOperations, flowOf, note, replaceFrame, stepOf, type Turn, topFrame } from './turn.ts';
import type { Value } from './value-definition.ts';

/** A target that is a step's name. */
export function stepTarget(step: string): CompiledTarget {
  return { step, retry: false };
}

/** Starts a flow on top of the running one. The limit that this would breach, if any; then nothing is started. */
export function pushFrame(
  turn: Turn,
  name: string,
  inputs: Readonly<Record<string, Value>>,
): 'flowsTooDeep' | 'variablesTooLarge' | undefined {
  const { state } = turn;
  const flow = turn.program.flows.get(name);
  if (flow === undefined || state.frames.length >= limits.framesMax) return 'flowsTooDeep';
  const { start } = flow.flow;
  const variables = [...state.confidential.variables, assigned(flow.variables, initialValues(flow.variables), inputs)];
  if (areTooLarge(variables)) return 'variablesTooLarge';
  state.frames = [...state.frames, { flow: name, step: start, visit: freshVisit, inputs: {}, visits: [] }];
  state.confidential = { ...state.confidential, variables };
  return undefined;
}

/** Ends flows from the top until so many are left, with all that they still await. */
export function keepFrames({ state }: Turn, count: number): void {
  if (state.frames.length <= count) return;
  state.frames = state.frames.slice(0, count);
  state.confidential = { ...state.confidential, variables: state.confidential.variables.slice(0, count) };
  state.operations = state.operations.filter((operation) => operation.frame < count);
}

/** The step that leads to a person: that of the running flow, else of the nearest that called it. Undefined where there is none. */
export function operatorOf({
  program,
  state,
}: Pick<Turn, 'program' | 'state'>): { readonly frame: number; readonly step: string } | undefined {
  for (let frame = state.frames.length - 1; frame >= 0; frame--) {
    const operator = program.flows.get(state.frames[frame]?.flow ?? '')?.flow.operator;
    if (typeof operator === 'string') return { frame, step: operator };
    if (operator !== undefined) return undefined;
  }
  return undefined;
}

/** Goes back to the nearest flow that says what to do about an error; undefined where none does. */
export function toErrorHandler(turn: Turn): CompiledTarget | undefined {
  const { frames } = turn.state;
  for (let frame = frames.length - 1; frame >= 0; frame--) {
    const onError = turn.program.flows.get(frames[frame]?.flow ?? '')?.flow.onError;
    if (onError === undefined) continue;
    keepFrames(turn, frame + 1);
    return stepTarget(onError);
  }
  return undefined;
}

/**
 * The caller has left: where the running flow goes on because of that, else the flow that called it, and so on. Undefined where
 * the call is over.
 */
export function pathOfHangUp(turn: Turn): CompiledTarget | undefined {
  for (;;) {
    const target = stepOf(turn)?.on.get('hungUp') ?? ownPath(turn);
    if (target !== undefined) {
      replaceFrame(turn, { ...topFrame(turn), leaving: true });
      return target;
    }
    if (turn.state.frames.length === 1) break;
    keepFrames(turn, turn.state.frames.length - 1);
  }
  finish(turn);
  return undefined;
}

function ownPath(turn: Turn): CompiledTarget | undefined {
  const onHangUp = flowOf(turn)?.flow.onHangUp;
  return onHangUp === undefined ? undefined : stepTarget(onHangUp);
}

/** What the running flow does after a hang-up is done: the flow that called it has a path of its own. */
export function endOfPath(turn: Turn): CompiledTarget | undefined {
  closeOperations(turn);
  while (turn.state.frames.length > 1) {
    const { leaving } = topFrame(turn);
    keepFrames(turn, turn.state.frames.length - 1);
    if (leaving === true) {
      note(turn, topFrame(turn).step, 'hungUp');
      return pathOfHangUp(turn);
    }
  }
  finish(turn);
  return undefined;
}
