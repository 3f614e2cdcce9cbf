import { RestError, type TableClient } from '@azure/data-tables';
import { StoreUnavailable } from '../calls/ports/record-store.ts';
import { failed, ok, type Result } from '../result.ts';

/** Answers of the service that are outcomes, not failures. */
export type Refusal = 'missing' | 'exists' | 'changed';

/**
 * Asks the service once, within the client's time-outs. A table that is missing is created and asked again. Everything that
 * is no outcome throws `StoreUnavailable`, which carries the service's code and nothing of the row: the SDK's own error holds
 * the whole request.
 */
export async function askTable<T>(table: TableClient, ask: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await ask());
  } catch (error) {
    if (codeOf(error) !== 'TableNotFound') return refusalOrThrow(table, error);
  }
  try {
    await table.createTable();
    return ok(await ask());
  } catch (error) {
    return refusalOrThrow(table, error);
  }
}

function refusalOrThrow(table: TableClient, error: unknown): { readonly ok: false; readonly error: Refusal } {
  const code = codeOf(error);
  const status = error instanceof RestError ? error.statusCode : undefined;
  // Only in the service's own words: a 404 of whatever else answers at that address would make live calls unknown.
  if (status === 404 && (code === 'ResourceNotFound' || code === 'EntityNotFound')) return failed('missing');
  if (status === 409 && code === 'EntityAlreadyExists') return failed('exists');
  if (status === 412) return failed('changed');
  throw new StoreUnavailable(`The table ${table.tableName} could not be asked: ${code}.`);
}

/** The service's code where there is one, else the status, else what kind of error it is. */
function codeOf(error: unknown): string {
  if (!(error instanceof RestError)) return error instanceof Error ? error.name : 'unknown';
  // `details` is the parsed body of whatever answered.
  const details = error.details as { odataError?: { code?: unknown } } | undefined;
  const code = details?.odataError?.code ?? error.code ?? error.statusCode ?? error.name;
  return String(code).slice(0, 100);
}
