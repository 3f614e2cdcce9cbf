import type { TableClient } from '@azure/data-tables';
import { entityProblem } from '../conformance/checked-table.ts';

/** Azure's limits for keys that operators read, and for binary properties. Source as for the checked table. */
const keyCharactersMax = 512;
const binaryBytesMax = 65_536;

/** As `checkedTable`, for tables whose keys hold whatever Azure allows, and whose properties are typed. */
export function checkedRows(client: TableClient): TableClient {
  client.pipeline.addPolicy({
    name: 'azureChecks',
    sendRequest(request, next) {
      const problem = typeof request.body === 'string' ? rowProblem(JSON.parse(request.body)) : undefined;
      if (problem !== undefined) throw new Error(`Azure would refuse this: ${problem}`);
      return next(request);
    },
  });
  return client;
}

/** What is wrong with a row, as it is sent. */
export function rowProblem(entity: Record<string, unknown>): string | undefined {
  const { PartitionKey, RowKey, ...properties } = entity;
  if ('TableName' in entity) return undefined;
  const problem = keyProblem(PartitionKey) ?? keyProblem(RowKey);
  if (problem !== undefined) return problem;
  const keys = { PartitionKey: 'k'.repeat(String(PartitionKey).length), RowKey: 'k'.repeat(String(RowKey).length) };
  try {
    const plain = Object.entries(properties).map(([name, value]) => [name, plainOf(entity, name, value)]);
    return entityProblem(Object.fromEntries(plain), keys);
  } catch (error) {
    return String(error);
  }
}

function keyProblem(key: unknown): string | undefined {
  if (typeof key !== 'string' || key === '') return 'a key that is no text.';
  if (key.length > keyCharactersMax) return `a key of ${key.length} characters.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return /[/\\#?%\u0000-\u001f\u007f-\u009f]/.test(key) || !key.isWellFormed()
    ? 'a key with unsafe characters.'
    : undefined;
}

/** A typed property as an untyped one of the same size, for the checks of the checked table. */
function plainOf(entity: Record<string, unknown>, name: string, value: unknown): unknown {
  const type = entity[`${name}@odata.type`];
  if (type === 'Edm.Double' && typeof value === 'number') return 0.5;
  if (type !== 'Edm.Binary') return value;
  const bytes = Buffer.from(String(value), 'base64').length;
  if (bytes > binaryBytesMax) throw new Error(`${bytes} bytes in ${name}.`);
  return 'x'.repeat(Math.ceil(bytes / 2));
}
