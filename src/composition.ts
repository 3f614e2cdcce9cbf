import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallServices } from './calls/call-services.ts';
import type { FlowCatalog } from './calls/ports/flow-catalog.ts';
import type { HttpClient } from './calls/ports/http-client.ts';
import type { Signer } from './calls/ports/keys.ts';
import type { Telephony } from './calls/ports/telephony.ts';
import { recoverCall } from './calls/recover-call.ts';
import type { FallbackServices } from './calls/redirect-to-fallback.ts';
import { clipDurations } from './clips/clip-durations.ts';
import { type ClipShelf, createClipShelf, createFreshClipShelf } from './clips/clip-shelf.ts';
import { clipUrl } from './clips/clip-url.ts';
import { type Access, type Config, readConfig, readFallbackConfig, type SettingProblem } from './config.ts';
import { type AllowedHost, parseAllowedHosts } from './data-source/allowed-hosts.ts';
import { type Credentials, parseCredentials } from './data-source/credentials.ts';
import { createHttpClient } from './data-source/http-client.ts';
import { createFlowCatalog, type DirectoryCatalog } from './flow-catalog/catalog.ts';
import { loadFlowDirectory } from './flow-catalog/load-flow-directory.ts';
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
  /** The clips that the app serves itself. */
  readonly clips: Pick<ClipShelf, 'get'>;
  /** What is wrong with the flows, so that new calls go to the fallback number while running ones keep theirs. */
  flowsProblem(): SettingProblem | undefined;
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
  const allowedHosts = inSetting('HTTP_ALLOWED_HOSTS', parseAllowedHosts(config.http.allowedHosts));
  const credentials = inSetting('HTTP_CREDENTIALS', parseCredentials(config.http.credentials));
  if (!signingKeys.ok || !encryptionKeys.ok || !allowedHosts.ok || !credentials.ok)
    return failed(problemsIn(signingKeys, encryptionKeys, allowedHosts, credentials, checkedFlows(config)));
  const signer = createSigner(signingKeys.value);
  const sealer = createSealer(encryptionKeys.value);
  const stores = tryMake('TABLES_CONNECTION', () => composeStores(accessOf(config.tables), sealer));
  const telephony = tryMake('ACS_CONNECTION', () => telephonyOf(config, signer));
  if (!stores.ok || !telephony.ok) return failed(problemsIn(stores, telephony, checkedFlows(config)));
  const catalog = catalogOf(config, stores.value);
  const services = servicesOf(config, {
    stores: stores.value,
    catalog,
    telephony: telephony.value,
    http: httpClientOf(allowedHosts.value, credentials.value),
  });
  const gate = { signer, verifyToken: callbackTokenVerifier(config.callback) };
  const flowsProblem = () => settingOfFlows(catalog.problems());
  return ok({ services, gate, clips: clipsOf(config), storageAnswers: stores.value.answers, flowsProblem });
}

function catalogOf(config: Config, { programs }: Stores): DirectoryCatalog {
  return createFlowCatalog({
    directory: flowsDirectoryOf(config),
    clips: () => measuredClips(config),
    programs,
    reloadMs: config.flowsReloadMs,
    clock: systemClock,
    log: consoleLog,
  });
}

/** What is wrong with the flows, where the app cannot be put together for other reasons: everything is named at once. */
function checkedFlows(config: Config): Result<unknown, SettingProblem> {
  const loaded = loadFlowDirectory(flowsDirectoryOf(config), { clips: measuredClips(config) });
  const problem = loaded.ok ? undefined : settingOfFlows(loaded.error);
  return problem === undefined ? ok(undefined) : failed(problem);
}

function flowsDirectoryOf({ flowsDirectory }: Config): string {
  return flowsDirectory ?? fileURLToPath(new URL('./flows', import.meta.url));
}

function clipsDirectoryOf(config: Config): string {
  return join(flowsDirectoryOf(config), 'clips');
}

function measuredClips(config: Config) {
  return clipDurations(clipsDirectoryOf(config), config.clips.elsewhere);
}

function clipsOf(config: Config): Pick<ClipShelf, 'get'> {
  const directory = clipsDirectoryOf(config);
  const { flowsReloadMs } = config;
  return flowsReloadMs === undefined
    ? createClipShelf(directory)
    : createFreshClipShelf(directory, { everyMs: flowsReloadMs, clock: systemClock });
}

/** The identity is asked for a token only by credentials of that type. */
function httpClientOf(allowedHosts: readonly AllowedHost[], credentials: Credentials): HttpClient {
  const identity = appCredential();
  return createHttpClient({
    allowedHosts,
    credentials,
    identityTokens: (scope, abortSignal) => identity.getToken(scope, { abortSignal }),
    clock: systemClock,
  });
}

function inSetting<T>(setting: string, result: Result<T, string | readonly string[]>): Result<T, SettingProblem> {
  if (result.ok) return result;
  const message = typeof result.error === 'string' ? result.error : result.error.join(' ');
  return failed({ setting, message });
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
function settingOfFlows({ length }: readonly unknown[]): SettingProblem | undefined {
  if (length === 0) return undefined;
  const problems = length === 1 ? 'a problem' : `${length} problems`;
  return { setting: 'FLOWS_DIRECTORY', message: `the flows have ${problems}; npm start shows what and where` };
}

interface Parts {
  readonly stores: Stores;
  readonly catalog: FlowCatalog;
  readonly telephony: Telephony;
  readonly http: HttpClient;
}

function servicesOf(config: Config, { stores, ...parts }: Parts): CallServices {
  const { calls, attempts, archive, cache, lineData, switches } = stores;
  const services: CallServices = {
    ...{ calls, attempts, archive, cache, lineData, switches },
    ...parts,
    clock: systemClock,
    ids: systemIds,
    log: consoleLog,
    timers: createProcessTimers({ wake: (ref) => recoverCall(services, ref), clock: systemClock, log: consoleLog }),
    ...(config.fallbackNumber === undefined ? {} : { fallbackNumber: config.fallbackNumber }),
  };
  return services;
}

function telephonyOf(config: Config, signer: Signer): Telephony {
  return callAutomation({
    ...withCredential(config.telephony),
    callbackUrl: (attemptId) => `${config.publicUrl}/api/call-events/${signer.sign(attemptId)}`,
    clipUrl: (name) => clipUrl(config.clips.baseUrl, name),
  });
}

function withCredential({ access, ...settings }: Config['telephony']) {
  return { ...settings, access: accessOf(access) };
}

/** On Azure the app's own identity says who it is; a connection string is for development. */
function accessOf(access: Access) {
  return 'connectionString' in access ? access : { ...access, credential: appCredential() };
}
