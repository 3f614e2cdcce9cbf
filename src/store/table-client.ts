import type { BearerTokenAuthenticationPolicyOptions, PipelinePolicy } from '@azure/core-rest-pipeline';
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { storeLimits } from './store-limits.ts';

/** The tables of the app, by what stands in them. */
export const tableNames = {
  calls: 'calls',
  attempts: 'attempts',
  traces: 'traces',
  cdr: 'cdr',
  ended: 'ended',
  rows: 'rows',
  switches: 'switches',
  programs: 'programs',
} as const;

/** Name of a table of the app. */
export type TableName = keyof typeof tableNames;

/** Proves who asks; what Azure's SDKs take. Made by the composition. */
export type TokenCredential = NonNullable<BearerTokenAuthenticationPolicyOptions['credential']>;

/** Where the tables are and who asks: a connection string in development, an endpoint and an identity on Azure. */
export type TableAccess =
  | { readonly connectionString: string }
  | { readonly endpoint: string; readonly credential: TokenCredential };

/** A client of a table, with short time-outs and at most one retry. Opens no connection until it is used. */
export function openTable(access: TableAccess, table: TableName): TableClient {
  const options: TableServiceClientOptions = {
    retryOptions: { maxRetries: storeLimits.retriesMax, retryDelayInMs: storeLimits.retryDelayMs },
    additionalPolicies: [
      { policy: boundedTime, position: 'perCall' },
      { policy: asciiBody, position: 'perCall' },
    ],
  };
  const name = tableNames[table];
  if ('endpoint' in access) return new TableClient(access.endpoint, name, access.credential, options);
  return TableClient.fromConnectionString(access.connectionString, name, {
    ...options,
    // Only a development storage speaks plain HTTP; Azure's connection strings name https.
    allowInsecureConnection: true,
  });
}

/**
 * Bounds each try and, by aborting, all of them: `timeout` ends with the response's headers, and a service that asks for a
 * pause (`Retry-After`) may ask for any. Source: @azure/core-rest-pipeline 1.25.0, nodeHttpClient and retryPolicy.
 */
const boundedTime: PipelinePolicy = {
  name: 'boundedTime',
  sendRequest(request, next) {
    if (request.timeout === 0) request.timeout = storeLimits.requestTimeoutMs;
    const tries = 1 + storeLimits.retriesMax;
    const totalMs = tries * request.timeout + storeLimits.retriesMax * storeLimits.retryDelayMs;
    request.abortSignal ??= AbortSignal.timeout(totalMs);
    return next(request);
  },
};

/**
 * Writes JSON with escapes for all that is not ASCII; it means the same. Azurite 3.35.0 decodes a body chunk by chunk, and
 * so damages a character of several bytes that lies across two of them (table/generated/utils/serializer.js).
 */
const asciiBody: PipelinePolicy = {
  name: 'asciiBody',
  sendRequest(request, next) {
    if (typeof request.body === 'string')
      request.body = request.body.replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    return next(request);
  },
};
