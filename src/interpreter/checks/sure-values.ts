import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import type { StepOf } from '../step-definition.ts';
import { reachable } from '../walk.ts';
import { type Edge, edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';
import { beginsWithValue, mentions, type NamedValue, nameOf, unaskedIn } from './named-value.ts';
import { isSurelyAssigned } from './surely-assigned.ts';

/** Values followed through a flow; more are in flows that machines make, and each costs a walk over the steps. */
const walksMax = 200;

/** Values in a row that are each taken from the next one, from flow to flow: each waits for the walk of that one. */
const waitingMax = 100;

/** What a `set` does to one of its variables, and what it has done before. */
interface Setting {
  readonly step: string;
  readonly values: readonly (readonly [variable: string, source: string])[];
  /** Which of them. */
  readonly index: number;
}

/** A value that is asked for, and whether by somebody who is still there: ways behind a hang-up do not lead to them. */
interface Asked {
  readonly value: NamedValue;
  readonly isWithCaller: boolean;
}

/** Which values surely are there where a step begins, whatever way a call came. */
export class SureValues {
  readonly #line: LineGraph;
  readonly #without = new Map<FlowGraph, Map<string, ReadonlySet<string>>>();
  #waiting = 0;

  constructor(line: LineGraph) {
    this.#line = line;
  }

  /** Whether some way leads to a step before anything has made sure of a value. */
  mayLack(graph: FlowGraph, step: string, asked: Asked): boolean {
    return !beginsWithValue(graph, asked.value.variable) && this.#stepsWithout(graph, asked).has(step);
  }

  /** The steps that a call can come to before anything has made sure of a value. */
  #stepsWithout(graph: FlowGraph, asked: Asked): ReadonlySet<string> {
    const key = `${nameOf(asked.value)} ${asked.isWithCaller}`;
    const walks = this.#without.get(graph) ?? new Map<string, ReadonlySet<string>>();
    this.#without.set(graph, walks);
    const known = walks.get(key);
    if (known !== undefined) return known;
    if (walks.size >= walksMax || this.#waiting >= waitingMax) return new Set();
    // Known before it is worked out: values that are set from each other come to an end, and are taken to be there.
    walks.set(key, new Set());
    this.#waiting += 1;
    const without = this.#walk(graph, asked);
    this.#waiting -= 1;
    walks.set(key, without);
    return without;
  }

  #walk(graph: FlowGraph, asked: Asked): ReadonlySet<string> {
    const roots = flowTargets(graph.flow).filter(({ path }) => !(asked.isWithCaller && path[0] === 'onHangUp'));
    return reachable(
      roots.map(({ target }) => stepNameOf(target)),
      (from) =>
        edgesFrom(graph, from)
          .filter((edge) => !(asked.isWithCaller && edge.kind === 'hungUp') && !this.#makesSure(graph, edge, asked))
          .map(({ to }) => to),
    );
  }

  /** Whether a value is there once a step has been left by a way: it was assigned, or a condition on it held. */
  #makesSure(graph: FlowGraph, edge: Edge, asked: Asked): boolean {
    const { value } = asked;
    const step = stepIn(graph, edge.from);
    if (step === undefined) return false;
    switch (step.type) {
      case 'branch':
        return isTestedBy(step, edge, value);
      case 'subflow':
        return this.#isReturned(step, edge, value);
      case 'set': {
        const values = Object.entries(step.values);
        const index = values.findIndex(([variable]) => variable === value.variable);
        return index >= 0 && this.#isSet(graph, { step: edge.from, values, index }, asked);
      }
      default:
        return isSurelyAssigned(step, edge, { value, schedules: this.#line.program.schedules });
    }
  }

  /** Whether a `set` gives a variable something: from a missing value it takes nothing, and is left as it was. */
  #isSet(graph: FlowGraph, { step, values, index }: Setting, { value, isWithCaller }: Asked): boolean {
    const source = values[index]?.[1] ?? '';
    const isSure = (read: NamedValue) => {
      const earlier = values.slice(0, index).findIndex(([variable]) => variable === read.variable);
      const asked = { value: read, isWithCaller };
      const isSetHere = earlier >= 0 && this.#isSet(graph, { step, values, index: earlier }, asked);
      return isSetHere || (!isSelf(read, value) && !this.mayLack(graph, step, asked));
    };
    const alias = /^\s*([A-Za-z0-9]+)\s*$/.exec(source)?.[1];
    const reads = new Set(Object.keys(graph.compiled.variables).filter((variable) => mentions(source, { variable })));
    if (value.field !== undefined)
      return alias === undefined
        ? [...reads].every((variable) => beginsWithValue(graph, variable))
        : isSure({ variable: alias, field: value.field });
    // Among other words an empty text is no gap: nobody could tell it from one that was meant.
    return unaskedIn(graph, { source, reads }).every(
      (read) => (read.field === undefined && alias === undefined) || isSure(read),
    );
  }

  /** Whether a flow that was run had the value of its output where it returned this outcome. */
  #isReturned({ flow, into = {} }: StepOf<'subflow'>, { outcome }: Edge, { variable, field }: NamedValue): boolean {
    const output = Object.hasOwn(into, variable) ? into[variable] : undefined;
    const inner = this.#line.flows.get(flow);
    // A flow that a hang-up leads to its return does not go on in the flow that runs it.
    if (output === undefined || inner === undefined) return false;
    return !Object.entries(inner.flow.steps).some(
      ([name, step]) =>
        step.type === 'return' &&
        (step.outcome ?? 'next') === outcome &&
        this.mayLack(inner, name, { value: { variable: output, field }, isWithCaller: true }),
    );
  }
}

function isSelf(read: NamedValue, value: NamedValue): boolean {
  return read.variable === value.variable && read.field === value.field;
}

function isTestedBy({ cases }: StepOf<'branch'>, { path }: Edge, value: NamedValue): boolean {
  // Whoever looks at a variable knows on every way what it is.
  if (value.field === undefined) return cases.some((one) => mentions(one.if, value));
  const asksForNone = (condition: string) => mentions(condition, value, '!\\s*has\\(\\s*');
  // A case is taken where those before it did not hold: what they asked to be missing is there.
  const before = path[2] === 'else' ? cases : cases.slice(0, Number(path[3]));
  if (before.some((one) => asksForNone(one.if))) return true;
  const condition = path[2] === 'else' ? '' : (cases[Number(path[3])]?.if ?? '');
  return mentions(condition, value) && !asksForNone(condition);
}
