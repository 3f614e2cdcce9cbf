import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { TableClient } from '@azure/data-tables';

/** Azure's limits, which Azurite does not all enforce. Source: Microsoft, "Understanding the Table service data model". */
const azureLimits = {
  /** Beside PartitionKey, RowKey and Timestamp. */
  propertiesMax: 252,
  propertyNameCharactersMax: 255,
  stringCharactersMax: 32_768,
  entityBytesMax: 1_048_576,
  keyCharactersMax: 512,
  batchEntitiesMax: 100,
  batchBytesMax: 4 * 1_048_576,
} as const;

/** The client, refusing to send what Azure would not take: the request fails with what is wrong. */
export function checkedTable(client: TableClient): TableClient {
  client.pipeline.addPolicy(azureChecks);
  return client;
}

const azureChecks: PipelinePolicy = {
  name: 'azureChecks',
  sendRequest(request, next) {
    const problem = typeof request.body === 'string' ? problemOf(request.url, request.body) : undefined;
    if (problem !== undefined) throw new Error(`Azure would refuse this: ${problem}`);
    const withoutETag = request.method === 'DELETE' && !request.headers.has('If-Match');
    if (withoutETag) throw new Error('Azure would refuse this: a deletion without If-Match.');
    return next(request);
  },
};

function problemOf(url: string, body: string): string | undefined {
  if (new URL(url).pathname.endsWith('/$batch')) return batchProblem(body);
  return entityProblem(JSON.parse(body), keysInUrl(url));
}

/** What is wrong with a batch of changes, as it is sent. */
export function batchProblem(body: string): string | undefined {
  const entities = body.match(/^content-type: application\/http/gim)?.length ?? 0;
  if (entities > azureLimits.batchEntitiesMax) return `a batch of ${entities} entities.`;
  return body.length > azureLimits.batchBytesMax ? `a batch of ${body.length} bytes.` : undefined;
}

/** What is wrong with a row, as it is sent. */
export function entityProblem(entity: Record<string, unknown>, keys: Record<string, unknown> = {}): string | undefined {
  if ('TableName' in entity) return undefined;
  const { PartitionKey, RowKey } = { ...entity, ...keys };
  const properties = Object.entries(entity).filter(([name]) => !isKey(name) && !name.endsWith('@odata.type'));
  if (properties.length > azureLimits.propertiesMax) return `${properties.length} properties.`;
  const problems = [keyProblem(PartitionKey), keyProblem(RowKey), ...properties.map(propertyProblem)];
  const problem = problems.find((each) => each !== undefined);
  if (problem !== undefined) return problem;
  const bytes = 4 + 2 * (String(PartitionKey).length + String(RowKey).length) + total(properties.map(propertyBytes));
  return bytes > azureLimits.entityBytesMax ? `a row of ${bytes} bytes.` : undefined;
}

function keyProblem(key: unknown): string | undefined {
  if (typeof key !== 'string') return 'a key that is no text.';
  if (key.length > azureLimits.keyCharactersMax) return `a key of ${key.length} characters.`;
  // Stricter than Azure, which forbids / \ # ? and control characters: what else it takes has had faults in SDKs.
  return /^[A-Za-z0-9._+-]+$/.test(key) ? undefined : 'a key with unsafe characters.';
}

function propertyProblem([name, value]: [string, unknown]): string | undefined {
  if (name.length > azureLimits.propertyNameCharactersMax || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return `a property named ${name}.`;
  if (typeof value === 'string') return stringProblem(name, value);
  if (typeof value === 'boolean') return undefined;
  // A number without a type must be an Int32 or have a fraction; Infinity and NaN have become null on the way here.
  if (typeof value !== 'number') return `no value in ${name}.`;
  const isInt32 = Number.isInteger(value) && (value | 0) === value;
  return isInt32 || !Number.isInteger(value) ? undefined : `an integer beyond 32 bits in ${name}.`;
}

function stringProblem(name: string, value: string): string | undefined {
  if (value.length > azureLimits.stringCharactersMax) return `${value.length} characters in ${name}.`;
  return value.isWellFormed() ? undefined : `a lone surrogate in ${name}.`;
}

/** Source: Microsoft, "Estimating storage capacity": 8 bytes and the name per property, 4 and the text per string. */
function propertyBytes([name, value]: [string, unknown]): number {
  return 8 + 2 * name.length + (typeof value === 'string' ? 4 + 2 * value.length : 8);
}

/** Updates name their row in the address, with the quotes of OData. */
function keysInUrl(url: string): Record<string, string> {
  const keys = /\(PartitionKey='(.*)',RowKey='(.*)'\)$/.exec(decodeURIComponent(new URL(url).pathname));
  const [, partitionKey, rowKey] = keys ?? [];
  return partitionKey === undefined || rowKey === undefined ? {} : { PartitionKey: partitionKey, RowKey: rowKey };
}

function isKey(name: string): boolean {
  return name === 'PartitionKey' || name === 'RowKey';
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
