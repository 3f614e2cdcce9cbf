import type { Command, CommandBody, SpokenPrompt } from '../../src/interpreter/command.ts';
import type { CallOffered, InputEnd, OperationOutcome } from '../../src/interpreter/event.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { CallState, OperationKind } from '../../src/interpreter/state.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import type { Value } from '../../src/interpreter/value-definition.ts';

/** Sunday, 1 March 2026, noon in UTC. */
export const sundayNoonMs = Date.UTC(2026, 2, 1, 12);

/** What a test says of how a call begins. */
export interface Beginning {
  readonly offered?: Partial<CallOffered>;
  readonly inputs?: Readonly<Record<string, Value>>;
  readonly atMs?: number;
}

/** What an outcome answers. */
const kinds: Readonly<Partial<Record<OperationOutcome['type'], OperationKind>>> = {
  promptCompleted: 'prompt',
  promptFailed: 'prompt',
  promptCancelled: 'prompt',
  inputCollected: 'input',
  choiceMade: 'input',
  speechHeard: 'input',
  inputFailed: 'input',
  inputCancelled: 'input',
  transferAccepted: 'transfer',
  transferFailed: 'transfer',
  requestAnswered: 'request',
  requestFailed: 'request',
  rowsFound: 'rows',
  rowSaved: 'save',
  rowExists: 'save',
  saveUncertain: 'save',
};

/** A call that is told what happens, and tells what the line does about it. A tenth of a second passes with each happening. */
export class ToldCall {
  readonly #program: Program;
  #state: CallState;
  #commands: readonly Command[] = [];
  #trace: string[] = [];
  #atMs: number;

  constructor(program: Program, { offered, inputs, atMs = sundayNoonMs }: Beginning = {}) {
    this.#program = program;
    this.#state = newCall(program, 'attempt', inputs);
    this.#atMs = atMs;
    this.#happen({ type: 'callOffered', from: '+14255550101', to: '+14255550100', headers: {}, ...offered });
  }

  /** The call as it is now. */
  get state(): CallState {
    return this.#state;
  }

  /** The variables of the running flow. */
  get variables(): Readonly<Record<string, Value>> {
    return this.#state.confidential.variables.at(-1) ?? {};
  }

  /** What the last happening made the line do. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** The last command of a type; throws where there is none. */
  sent<T extends CommandBody['type']>(type: T): Extract<Command, { type: T }> {
    const found = this.#commands.findLast((one): one is Extract<Command, { type: T }> => one.type === type);
    if (found === undefined) throw new Error(`No ${type} among: ${JSON.stringify(this.#commands)}`);
    return found;
  }

  /** What the last happening made the line say. */
  get prompts(): readonly SpokenPrompt[] {
    return this.#commands.flatMap((command) => ('prompts' in command ? command.prompts : []));
  }

  /** The same as texts. */
  get heard(): readonly string[] {
    return this.prompts.map(({ text }) => text);
  }

  /** Everything so far, as `step: outcome`. */
  get trace(): readonly string[] {
    return this.#trace;
  }

  /** The call is connected. */
  connect(): this {
    this.#state = { ...this.#state, callId: 'call' };
    return this.#happen({ type: 'callConnected' });
  }

  /** The caller presses keys. */
  press(digits: string, endedBy: InputEnd = 'interDigit'): this {
    return this.tell({ type: 'inputCollected', digits, endedBy });
  }

  /** The caller says something into a menu that offers it. */
  choose(label: string): this {
    return this.tell({ type: 'choiceMade', label });
  }

  /** The caller says something freely. */
  say(text: string): this {
    return this.tell({ type: 'speechHeard', text });
  }

  /** The caller does nothing. */
  silence(): this {
    return this.tell({ type: 'inputFailed', reason: 'noInput' });
  }

  /** The prompt was spoken. */
  spoken(): this {
    return this.tell({ type: 'promptCompleted' });
  }

  /** A service answers. */
  answer(status: number, body?: Extract<OperationOutcome, { type: 'requestAnswered' }>['body']): this {
    return this.tell({ type: 'requestAnswered', status, body });
  }

  /** The caller hangs up. */
  hangUp(): this {
    return this.#happen({ type: 'callDisconnected', reason: '200/0' });
  }

  /** The earliest instant that is awaited comes. */
  waitForDue(): this {
    const due = this.#state.operations.toSorted((one, other) => one.dueAtMs - other.dueAtMs)[0];
    if (due === undefined) throw new Error('Nothing is awaited.');
    this.#atMs = due.dueAtMs;
    return this.#happen({ type: 'deadlinePassed', token: due.token });
  }

  /** What the open operation of its kind came to; `kind`: of a refusal. */
  tell(outcome: OperationOutcome, kind: OperationKind | undefined = kinds[outcome.type]): this {
    const operation = this.#state.operations.findLast((one) => kind === undefined || one.kind === kind);
    if (operation === undefined) throw new Error(`Nothing awaits ${outcome.type}: ${this.#trace.join('; ')}`);
    return this.#happen({ ...outcome, token: operation.token });
  }

  #happen(event: object): this {
    this.#atMs += 100;
    // Every caller hands over an event of the union but for its instant.
    const happened = { ...event, atMs: this.#atMs } as Parameters<typeof transition>[2];
    const { state, commands, trace } = transition(this.#program, this.#state, happened);
    this.#state = state;
    this.#commands = commands;
    this.#trace.push(...trace.map(({ step, outcome }) => `${step}: ${outcome}`));
    return this;
  }
}

/** A call that rings, and goes on as far as it can. */
export function aRingingCall(program: Program, beginning?: Beginning): ToldCall {
  return new ToldCall(program, beginning);
}

/** A call that has just been connected. */
export function aConnectedCall(program: Program, beginning?: Beginning): ToldCall {
  return new ToldCall(program, beginning).connect();
}
