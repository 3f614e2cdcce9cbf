import type { CallProbe, CommandRequest, CommandResult, Telephony } from '../../src/calls/ports/telephony.ts';
import type { CommandType } from '../../src/interpreter/command.ts';

/** What comes of a command, or how to find out. */
export type Answer = CommandResult | ((request: CommandRequest) => CommandResult | Promise<CommandResult>);

/** A telephone service that answers by a table and remembers what it was asked. */
export interface ScriptedTelephony extends Telephony {
  /** The next commands of this type come to this, one after the other; after them every command is done again. */
  answers(type: CommandType, ...answers: readonly Answer[]): void;
  /** The next probes find this, one after the other; the last holds from then on. */
  finds(...probes: readonly [CallProbe, ...CallProbe[]]): void;
  /** Every command that was sent, in order. */
  readonly requests: readonly CommandRequest[];
  /** Types of the commands that were sent, in order. */
  sent(): readonly CommandType[];
  /** The calls that were asked about, in order. */
  readonly probed: readonly string[];
}

/** Takes every command at once: an answer makes `call-1`, and every call is connected. */
export function createScriptedTelephony(): ScriptedTelephony {
  const script = new Map<CommandType, Answer[]>();
  const requests: CommandRequest[] = [];
  const probed: string[] = [];
  let probes: readonly CallProbe[] = ['connected'];
  return {
    requests,
    probed,
    sent: () => requests.map(({ command }) => command.type),
    answers: (type, ...answers) => {
      script.set(type, [...(script.get(type) ?? []), ...answers]);
    },
    finds: (...found) => {
      probes = found;
    },
    perform: async (request) => {
      requests.push(request);
      const { type } = request.command;
      const answer = script.get(type)?.shift();
      if (answer === undefined) return type === 'answer' ? { type: 'done', callId: 'call-1' } : { type: 'done' };
      return typeof answer === 'function' ? answer(request) : answer;
    },
    probe: async (callId) => {
      probed.push(callId);
      const [found = 'unknown', ...rest] = probes;
      if (rest.length > 0) probes = rest;
      return found;
    },
  };
}

/** Nobody can know whether the command was done. */
export const uncertain: CommandResult = { type: 'uncertain', code: 'timeout' };
/** The service will not do it. */
export const refused: CommandResult = { type: 'refused', reason: 'refused', code: '409' };
/** The service knows no such call any more. */
export const gone: CommandResult = { type: 'refused', reason: 'gone', code: '404' };

/** Not done, but it may be asked again. */
export function throttled(retryAfterMs: number): CommandResult {
  return { type: 'throttled', retryAfterMs, code: '429' };
}
