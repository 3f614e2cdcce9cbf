import type { Command } from '../../../src/interpreter/command.ts';
import type { CallEvent } from '../../../src/interpreter/event.ts';
import type { Program } from '../../../src/interpreter/program.ts';
import { aCall, aCallBeingAnswered, type CallParts, connected, hangingUp, hungUp, nowMs } from '../a-call.ts';
import type { StepCase } from '../step-cases.ts';

/** Where a step leads in these tables: each hangs up, and says so in the disposition. */
type End = 'bye' | 'other' | 'sorry';

const dispositions: Readonly<Record<End, string>> = { bye: 'served', other: 'elsewhere', sorry: 'sorry' };

/** What is told of a step that is left. */
interface Leaving extends Omit<CallParts, 'step'> {
  readonly to: End;
  /** What the trace tells of the step. */
  readonly trace: readonly string[];
  /** The call waits for nothing of the step but its prompt or input, which is ended. */
  readonly cancels?: boolean;
}

/** What is told of a step that stays. */
interface Staying extends Omit<CallParts, 'step'> {
  readonly trace?: readonly string[];
  readonly commands?: readonly Command[];
}

/** Rows of a step's table: what events make of a call that stands in the step. */
export class StepRows {
  readonly #program: Program;
  readonly #at: CallParts;

  constructor(program: Program, at: CallParts) {
    this.#program = program;
    this.#at = at;
  }

  /** The step as it is entered by a call that has just been connected. */
  enters(name: string, becomes: Staying): StepCase {
    const { trace = [], commands = [], ...parts } = becomes;
    const { step } = this.#at;
    const program = this.#program;
    return {
      name,
      program,
      state: withParts(aCallBeingAnswered(program, step), aCall(program, { step, ...valuesOf(this.#at) })),
      event: connected,
      becomes: aCall(program, { step, ...valuesOf(this.#at), seq: 4, answeredAtMs: nowMs, ...parts }),
      commands,
      trace,
    };
  }

  /** The step is entered and left at once. */
  passes(name: string, leaving: Leaving): StepCase {
    const { step } = this.#at;
    const program = this.#program;
    const state = withParts(aCallBeingAnswered(program, step), aCall(program, { step, ...valuesOf(this.#at) }));
    const left = this.leaves(name, connected, { answeredAtMs: nowMs, ...leaving });
    return { ...left, state };
  }

  /** An event ends the step. */
  leaves(name: string, event: CallEvent, { to, trace, cancels = false, ...parts }: Leaving): StepCase {
    const program = this.#program;
    const { step } = this.#at;
    const isError = to === 'sorry';
    const reason = /: (\w+)/.exec(trace.at(-1) ?? '')?.[1] ?? '';
    const error = isError ? { errorHandled: true, tally: { errors: 1, ...parts.tally } } : {};
    const index = cancels ? 1 : 0;
    const hangUp = { type: 'hangUp', token: `4.${index}` } as const;
    return {
      name,
      program,
      state: aCall(program, this.#at),
      event,
      becomes: hangingUp(program, {
        ...valuesOf(this.#at),
        step: to,
        disposition: dispositions[to],
        operations: { [`4.${index}`]: { kind: 'hangUp', dueAtMs: nowMs + 8_000 } },
        ...parts,
        ...error,
      }),
      commands: cancels ? [{ type: 'cancelMedia', token: '4.0' }, hangUp] : [hangUp],
      trace: [...trace, ...(isError ? [`${step}: onError (${reason})`] : []), `${to}: ends ${dispositions[to]}`],
    };
  }

  /** An event leaves the call in the step. */
  stays(name: string, event: CallEvent, { trace = [], commands = [], ...parts }: Staying): StepCase {
    const program = this.#program;
    const { operations: _operations, ...at } = this.#at;
    return {
      name,
      program,
      state: aCall(program, this.#at),
      event,
      becomes: aCall(program, { ...at, seq: 4, ...parts }),
      commands,
      trace,
    };
  }

  /** An event that nothing awaits changes nothing. */
  ignores(name: string, event: CallEvent): StepCase {
    const state = aCall(this.#program, this.#at);
    return { name, program: this.#program, state, event, becomes: state, commands: [], trace: [] };
  }

  /** The caller hangs up, and no path is there for that. */
  endsByHangUp(): StepCase {
    const { step } = this.#at;
    return this.stays('is over when the caller hangs up', hungUp, {
      phase: 'ended',
      endedAtMs: nowMs,
      parties: { caller: 'gone' },
      disposition: 'abandoned',
      trace: [`${step}: hungUp`, `${step}: ended abandoned`],
    });
  }
}

/** The parts that every state of a table has. */
function valuesOf({ variables, confidential, emergencies, tags, language }: CallParts): Partial<CallParts> {
  return {
    ...(variables === undefined ? {} : { variables }),
    ...(confidential === undefined ? {} : { confidential }),
    ...(emergencies === undefined ? {} : { emergencies }),
    ...(tags === undefined ? {} : { tags }),
    ...(language === undefined ? {} : { language }),
  };
}

function withParts(state: ReturnType<typeof aCall>, from: ReturnType<typeof aCall>): ReturnType<typeof aCall> {
  const { confidential, emergencies, tags, language } = from;
  return { ...state, confidential, emergencies, tags, language };
}
