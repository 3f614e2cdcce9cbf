import type { FrameBreach } from './breach.ts';
import { finish } from './end-call.ts';
import { limits } from './limits.ts';
import type { CompiledTarget } from './program.ts';
import { type CallState, depthOf, framesOf, freshVisit } from './state.ts';
import { areTooLarge, assigned, initialValues } from './store-values.ts';
import { closeOperations, flowOf, note, runFrame, stepOf, type Turn } from './turn.ts';
import type { Value } from './value-definition.ts';

/** A target that is a step's name. */
export function stepTarget(step: string): CompiledTarget {
  return { step, retry: false };
}

/** Starts a flow on top of the running one. The limit that this would breach, if any; then nothing is started. */
export function pushFrame(turn: Turn, name: string, inputs: Readonly<Record<string, Value>>): FrameBreach | undefined {
  const { state } = turn;
  const flow = turn.program.flows.get(name);
  if (flow === undefined || depthOf(state) >= limits.framesMax) return 'flowsTooDeep';
  const { start } = flow.flow;
  const onUnfit = () => note(turn, state.step, 'unfitValue');
  const filled = assigned(flow.variables, { before: initialValues(flow.variables), onUnfit }, inputs);
  const variables = [...state.confidential.variables, filled];
  if (areTooLarge(variables)) return 'variablesTooLarge';
  state.outerFrames = framesOf(state);
  runFrame(turn, { flow: name, step: start, visit: freshVisit });
  state.confidential = { ...state.confidential, variables };
  return undefined;
}

/** Ends flows, the running one first, until so many are left, with all that they still await. */
export function keepFrames(turn: Turn, count: number): void {
  const { state } = turn;
  if (depthOf(state) <= count) return;
  const frames = state.outerFrames?.slice(0, count) ?? [];
  const running = frames.pop();
  if (running === undefined) throw new Error('A call keeps at least one frame.');
  runFrame(turn, running);
  state.outerFrames = frames.length === 0 ? undefined : frames;
  state.confidential = { ...state.confidential, variables: state.confidential.variables.slice(0, count) };
  state.operations = state.operations.filter((operation) => (operation.frame ?? 0) < count);
}

/** The step that leads to a person: that of the running flow, else of the nearest that called it. Undefined where there is none. */
export function operatorOf({
  program,
  state,
}: Pick<Turn, 'program' | 'state'>): { readonly frame: number; readonly step: string } | undefined {
  for (let frame = depthOf(state) - 1; frame >= 0; frame--) {
    const operator = program.flows.get(flowAt(state, frame))?.flow.operator;
    if (typeof operator === 'string') return { frame, step: operator };
    if (operator !== undefined) return undefined;
  }
  return undefined;
}

/** The flow of a frame; the running one is above the others. */
function flowAt({ outerFrames, flow }: CallState, frame: number): string {
  return outerFrames?.[frame]?.flow ?? flow;
}

/** Goes back to the nearest flow that says what to do about an error; undefined where none does. */
export function toErrorHandler(turn: Turn): CompiledTarget | undefined {
  for (let frame = depthOf(turn.state) - 1; frame >= 0; frame--) {
    const onError = turn.program.flows.get(flowAt(turn.state, frame))?.flow.onError;
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
export function takeHangUpPath(turn: Turn): CompiledTarget | undefined {
  for (;;) {
    const target = stepOf(turn)?.on.get('hungUp') ?? ownPath(turn);
    if (target !== undefined) {
      turn.state.leaving = true;
      return target;
    }
    if (depthOf(turn.state) === 1) break;
    keepFrames(turn, depthOf(turn.state) - 1);
  }
  finish(turn);
  return undefined;
}

function ownPath(turn: Turn): CompiledTarget | undefined {
  const onHangUp = flowOf(turn)?.flow.onHangUp;
  return onHangUp === undefined ? undefined : stepTarget(onHangUp);
}

/** What the running flow does after a hang-up is done: the flow that called it has a path of its own. */
export function endHangUpPath(turn: Turn): CompiledTarget | undefined {
  closeOperations(turn);
  while (depthOf(turn.state) > 1) {
    const { leaving } = turn.state;
    keepFrames(turn, depthOf(turn.state) - 1);
    if (leaving === true) {
      note(turn, turn.state.step, 'hungUp');
      return takeHangUpPath(turn);
    }
  }
  finish(turn);
  return undefined;
}
