import {
  type DataCommand,
  isRepeatable,
  type LookUpRows,
  type SaveRow,
  type SendRequest,
} from '../interpreter/command.ts';
import type { OperationOutcome } from '../interpreter/event.ts';
import { callLimits } from './call-limits.ts';
import type { CallRecord } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import type { HttpResult } from './ports/http-client.ts';

/** What a request or the line's own tables said. `code` is for the log. */
export interface DataResult {
  readonly type: 'answered';
  readonly outcome: OperationOutcome;
  readonly code?: string;
  /** Whether a request was not sent and will never be, by the settings of the app. */
  readonly isRefused?: true;
}

interface Performance {
  readonly record: CallRecord;
  readonly command: DataCommand;
  /** Somebody else has begun it, and may have died after it took effect. */
  readonly begunBefore: boolean;
}

/** Performs a command of data. Whatever goes wrong is an outcome that the flow can list. */
export async function performData(
  services: CallServices,
  { record, command, begunBefore }: Performance,
): Promise<DataResult> {
  switch (command.type) {
    case 'sendRequest':
      return sendRequest(services, command, begunBefore);
    case 'lookUpRows':
      return lookUpRows(services, command);
    case 'saveRow':
      return saveRow(services, command, `${record.id}/${command.token}`);
  }
}

/** Sends a request; once more where that is safe and time is left of its own. */
async function sendRequest(
  { http, clock }: CallServices,
  command: SendRequest,
  begunBefore: boolean,
): Promise<DataResult> {
  const untilMs = clock.nowMs() + command.timeoutMs;
  const first = await http.send(command, command.timeoutMs);
  const leftMs = untilMs - clock.nowMs();
  const again = first.type === 'unreachable' || (first.type === 'uncertain' && isRepeatable(command));
  const result = again && leftMs >= callLimits.requestRepeatMsMin ? await http.send(command, leftMs) : first;
  const outcome = outcomeOf(result, command, begunBefore || first.type === 'uncertain');
  return {
    type: 'answered',
    outcome,
    ...('code' in result ? { code: result.code } : {}),
    ...(result.type === 'refused' ? { isRefused: true } : {}),
  };
}

/** `mayHaveTaken`: an earlier sending may have taken effect, which a later one that did not get through cannot take back. */
function outcomeOf(result: HttpResult, command: SendRequest, mayHaveTaken: boolean): OperationOutcome {
  switch (result.type) {
    case 'answered':
      return { type: 'requestAnswered', status: result.status, body: result.body };
    case 'unusable':
      return { type: 'requestAnswered', status: result.status, unreadable: true };
    case 'uncertain':
      return { type: 'requestFailed', reason: isRepeatable(command) ? 'timeout' : 'uncertain' };
    default:
      return { type: 'requestFailed', reason: mayHaveTaken ? 'timeout' : 'failed' };
  }
}

async function lookUpRows({ lineData }: CallServices, { table, by }: LookUpRows): Promise<DataResult> {
  const rows = await tryTwice(async () => {
    if ('prefix' in by) return lineData.readPrefix(table, by.prefix, by.max);
    const row = await lineData.read(table, by.rowKey);
    return row === undefined ? [] : [row];
  });
  if (rows.ok) return { type: 'answered', outcome: { type: 'rowsFound', rows: rows.value } };
  return { type: 'answered', outcome: { type: 'commandRefused', reason: 'unreachable' }, code: rows.code };
}

/** A row that no table can hold, as one with an endless key, is refused; one that the store did not confirm is uncertain. */
async function saveRow({ lineData }: CallServices, command: SaveRow, writeId: string): Promise<DataResult> {
  const { table, rowKey, fields, mode } = command;
  const written = await tryTwice(() => lineData.write(table, { rowKey, fields, mode, writeId }));
  if (written.ok) return { type: 'answered', outcome: { type: written.value === 'exists' ? 'rowExists' : 'rowSaved' } };
  const outcome: OperationOutcome =
    written.code === 'RangeError' ? { type: 'commandRefused', reason: 'refused' } : { type: 'saveUncertain' };
  return { type: 'answered', outcome, code: written.code };
}

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

async function tryTwice<T>(ask: () => Promise<T>): Promise<Tried<T>> {
  let code = 'unknown';
  for (let tries = 0; tries < callLimits.rowsTriesMax; tries++) {
    try {
      return { ok: true, value: await ask() };
    } catch (error) {
      code = error instanceof Error ? error.name : 'unknown';
      if (code === 'RangeError') break;
    }
  }
  return { ok: false, code };
}
