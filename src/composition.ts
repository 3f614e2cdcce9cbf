import { fileURLToPath } from 'node:url';
import type { CallServices } from './calls/call-services.ts';
import type { Signer } from './calls/ports/keys.ts';
import type { Telephony } from './calls/ports/telephony.ts';
import { recoverCall } from './calls/recover-call.ts';
import type { FallbackServices } from './calls/redirect-to-fallback.ts';
import { type Access, type Config, readConfig, readFallbackConfig, type SettingProblem } from './config.ts';
import { catalogOf } from './flow-catalog/catalog.ts';
import { type FlowDirectory, loadFlowDirectory } from './flow-catalog/load-flow-directory.ts';
import { appCredential } from './identity/app-credential.ts';
import { parseKeyRing } from './keys/parse-key-ring.ts';
import { createSealer } from './keys/sealer.ts';
import { createSigner } from './keys/signer.ts';
import { consoleLog } from './process/console-log.ts';
import { createProcessTimers } from './process/process-timers.ts';
import { systemClock } from './process/system-clock.ts';
import { systemIds } from './process/system-ids.ts';
import { failed, ok, type Result } from './result.ts';
import { composeStores, type Stores } from './store/stores.ts';
import { callAutomation } from './telephony/call-automation.ts';
import type { CallbackGate } from './telephony/callback-auth/admit-callback.ts';
import { callbackTokenVerifier } from './telephony/callback-auth/callback-token.ts';

/** The app, put together. */
export interface App {
  readonly services: CallServices;
  /** Who checks callbacks. */
  readonly gate: CallbackGate;
  /** Whether the storage can be reached. */
  storageAnswers(): Promise<boolean>;
}

let app: Result<App, readonly SettingProblem[]> | undefined;

/**
 * The app of this process, put together when it is first needed and then kept. Wrong settings are a value: the functions
 * register all the same, and say what is wrong.
 */
export function composed(): Result<App, readonly SettingProblem[]> {
  app ??= compose(process.env);
  return app;
}

/** What is left to do with a ringing call when the app cannot be put together; undefined where not even that is configured. */
export function fallbackOnly(): FallbackServices | undefined {
  const config = readFallbackConfig(process.env);
  if (config === undefined) return undefined;
  const telephony = tryMake('ACS_CONNECTION', () =>
    callAutomation({ ...withCredential(config.telephony), callbackUrl: () => '' }),
  );
  if (!telephony.ok) return undefined;
  return { telephony: telephony.value, clock: systemClock, ids: systemIds, fallbackNumber: config.fallbackNumber };
}

function compose(environment: Readonly<Record<string, string | undefined>>): Result<App, readonly SettingProblem[]> {
  const config = readConfig(environment);
  return config.ok ? composeFrom(config.value) : config;
}

function composeFrom(config: Config): Result<App, readonly SettingProblem[]> {
  const signingKeys = inSetting('SIGNING_KEYS', parseKeyRing(config.signingKeys));
  const encryptionKeys = inSetting('ENCRYPTION_KEYS', parseKeyRing(config.encryptionKeys));
  const flows = inSetting('FLOWS_DIRECTORY', loadFlows(config));
  if (!signingKeys.ok || !encryptionKeys.ok || !flows.ok) return failed(problemsIn(signingKeys, encryptionKeys, flows));
  const signer = createSigner(signingKeys.value);
  const sealer = createSealer(encryptionKeys.value);
  const stores = tryMake('TABLES_CONNECTION', () => composeStores(accessOf(config.tables), sealer));
  const telephony = tryMake('ACS_CONNECTION', () => telephonyOf(config, signer));
  if (!stores.ok || !telephony.ok) return failed(problemsIn(stores, telephony));
  const services = servicesOf(config, { stores: stores.value, flows: flows.value, telephony: telephony.value });
  const gate = { signer, verifyToken: callbackTokenVerifier(config.callback) };
  return ok({ services, gate, storageAnswers: stores.value.answers });
}

function loadFlows({ flowsDirectory }: Config): Result<FlowDirectory, string> {
  const flows = loadFlowDirectory(flowsDirectory ?? fileURLToPath(new URL('./flows', import.meta.url)));
  return flows.ok ? flows : failed(flowProblems(flows.error.length));
}

function inSetting<T>(setting: string, result: Result<T, string>): Result<T, SettingProblem> {
  return result.ok ? result : failed({ setting, message: result.error });
}

function problemsIn(...results: readonly Result<unknown, SettingProblem>[]): SettingProblem[] {
  return results.flatMap((result) => (result.ok ? [] : [result.error]));
}

/** SDKs throw for a connection string or an endpoint that they cannot read; their messages may hold it. */
function tryMake<T>(setting: string, make: () => T): Result<T, SettingProblem> {
  try {
    return ok(make());
  } catch {
    return failed({ setting, message: 'cannot be used: it is no valid connection string or endpoint' });
  }
}

/** Whoever asks for health must not read the flows in the answer; the developer's tools show each problem with its place. */
function flowProblems(count: number): string {
  return `the flows have ${count === 1 ? 'a problem' : `${count} problems`}; npm start shows what and where`;
}

function servicesOf(
  config: Config,
  parts: { stores: Stores; flows: FlowDirectory; telephony: Telephony },
): CallServices {
  const { calls, attempts, archive, cache } = parts.stores;
  const services: CallServices = {
    calls,
    attempts,
    archive,
    cache,
    telephony: parts.telephony,
    catalog: catalogOf(parts.flows),
    clock: systemClock,
    ids: systemIds,
    log: consoleLog,
    timers: createProcessTimers({ wake: (ref) => recoverCall(services, ref), clock: systemClock, log: consoleLog }),
    ...(config.fallbackNumber === undefined ? {} : { fallbackNumber: config.fallbackNumber }),
  };
  return services;
}

function telephonyOf(config: Config, signer: Signer): Telephony {
  const callbackUrl = (attemptId: string) => `${config.publicUrl}/api/call-events/${signer.sign(attemptId)}`;
  return callAutomation({ ...withCredential(config.telephony), callbackUrl });
}

function withCredential({ access, ...settings }: Config['telephony']) {
  return { ...settings, access: accessOf(access) };
}

/** On Azure the app's own identity says who it is; a connection string is for development. */
function accessOf(access: Access) {
  return 'connectionString' in access ? access : { ...access, credential: appCredential() };
}
