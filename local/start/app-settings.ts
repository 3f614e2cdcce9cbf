import type { LocalKeys } from './local-keys.ts';
import type { LocalPorts } from './ports.ts';
import { flowsReloadMs } from './watch-flows.ts';

/** Account and key that every Azurite knows; published by Microsoft and no secret. */
const azuriteAccount = 'devstoreaccount1';
const azuriteKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** What the settings of the app are made from. */
export interface LocalSettings {
  readonly ports: LocalPorts;
  readonly keys: LocalKeys;
  /** Of the emulator. */
  readonly acsConnection: string;
  readonly emulatorUrl: string;
  /** `aud` of the emulator's webhook tokens. */
  readonly audience: string;
}

/** The table service's connection string for SDK clients. */
export function tablesConnection(port: number): string {
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${azuriteAccount}`,
    `AccountKey=${azuriteKey}`,
    `TableEndpoint=http://127.0.0.1:${port}/${azuriteAccount};`,
  ].join(';');
}

/** Where Event Grid delivers a function's events: the path of the real host, with its key. */
export function eventGridEndpoint(functionsPort: number, functionName: string, key: string): string {
  const query = new URLSearchParams({ functionName, code: key });
  return `http://127.0.0.1:${functionsPort}/runtime/webhooks/eventgrid?${query}`;
}

/**
 * The environment of the app: what a deployment sets as app settings. A setting of the caller wins only where the local line
 * does not depend on it; everything else must fit the parts that were started here.
 */
export function appSettings(env: NodeJS.ProcessEnv, local: LocalSettings): NodeJS.ProcessEnv {
  const { ports, keys, emulatorUrl } = local;
  return {
    FALLBACK_NUMBER: '+14255550199',
    // Every second rather than every five: the one who waits for the watchdog here is the one who broke something on purpose.
    WATCHDOG_SCHEDULE: '* * * * * *',
    FLOWS_RELOAD_MS: String(flowsReloadMs),
    ...env,
    TABLES_CONNECTION: tablesConnection(ports.tables),
    ACS_CONNECTION: local.acsConnection,
    ACS_ALLOW_HTTP: 'true',
    PUBLIC_URL: `http://127.0.0.1:${ports.functions}`,
    CALLBACK_ISSUER: emulatorUrl,
    CALLBACK_JWKS_URL: `${emulatorUrl}/calling/keys`,
    CALLBACK_AUDIENCE: local.audience,
    SIGNING_KEYS: keys.signingKeys,
    ENCRYPTION_KEYS: keys.encryptionKeys,
    FUNCTIONS_PORT: String(ports.functions),
    FUNCTIONS_SYSTEM_KEY: keys.eventGridKey,
  };
}
