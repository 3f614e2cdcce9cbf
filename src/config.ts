import * as z from 'zod';
import { failed, ok, type Result } from './result.ts';

/** A setting that is missing or wrong: its name and what it must be. Never its value, which may be a key. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

const phoneNumber = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'must be a number in E.164 form, as +14255550199');
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address, as https://example.org' });
const interval = z
  .string()
  .regex(/^[1-9][0-9]{2,6}$/, 'must be a number of milliseconds, from 100 to 9999999')
  .transform(Number);
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
/** The outline of a ring, so that its problem is named with all others; what is left to say is said where it is parsed. */
const keyRing = z
  .string()
  .regex(
    /^\s*[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=(\s*,\s*[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=)*\s*$/,
    'must be a ring of keys: kid:base64 of 32 bytes, separated by commas',
  );

const settingsSchema = z.object({
  PUBLIC_URL: httpUrl,
  ACS_CONNECTION: z
    .string()
    .regex(/^endpoint=.+;accesskey=.+$/i, 'must be a connection string: endpoint=...;accesskey=...')
    .optional(),
  ACS_ENDPOINT: httpUrl.optional(),
  ACS_ALLOW_HTTP: flag.default(false),
  TABLES_CONNECTION: z.string().min(1).optional(),
  TABLES_ENDPOINT: httpUrl.optional(),
  CALLBACK_ISSUER: httpUrl.default('https://acscallautomation.communication.azure.com'),
  CALLBACK_JWKS_URL: httpUrl.default('https://acscallautomation.communication.azure.com/calling/keys'),
  CALLBACK_AUDIENCE: z.string('must be the immutable id of the communication resource').min(1),
  SIGNING_KEYS: keyRing,
  ENCRYPTION_KEYS: keyRing,
  COGNITIVE_SERVICES_ENDPOINT: httpUrl.optional(),
  FALLBACK_NUMBER: phoneNumber.optional(),
  CALLER_ID_NUMBER: phoneNumber.optional(),
  FLOWS_DIRECTORY: z.string().min(1).optional(),
  FLOWS_RELOAD_MS: interval.optional(),
  CLIPS_BASE_URL: httpUrl.optional(),
  HTTP_ALLOWED_HOSTS: z.string().default(''),
  HTTP_CREDENTIALS: z.string().default('{}'),
});

type Settings = z.infer<typeof settingsSchema>;

/** A service that is reached by a connection string, in development, or by its endpoint and the app's identity. */
export type Access = { readonly connectionString: string } | { readonly endpoint: string };

/** The app's configuration, checked as a whole. */
export interface Config {
  /** The app's own address as the service reaches it, without a slash at the end. */
  readonly publicUrl: string;
  readonly telephony: {
    readonly access: Access;
    readonly allowHttp: boolean;
    readonly cognitiveServicesEndpoint?: string;
    readonly callerIdNumber?: string;
  };
  readonly tables: Access;
  readonly callback: { readonly issuer: string; readonly jwksUrl: string; readonly audience: string };
  readonly signingKeys: string;
  readonly encryptionKeys: string;
  readonly fallbackNumber?: string;
  /** Where the flows are; those beside the app where absent. */
  readonly flowsDirectory?: string;
  /** How often a new call looks for edited flows at most, in milliseconds; never where absent. */
  readonly flowsReloadMs?: number;
  /** Where the service fetches clips. */
  readonly clips: {
    readonly baseUrl: string;
    /** Whether they are kept elsewhere than with the app. */
    readonly elsewhere: boolean;
  };
  /** What requests of flows may reach, and what they show there; each is parsed where it is used. The second is secret. */
  readonly http: { readonly allowedHosts: string; readonly credentials: string };
}

/** Reads the environment: one checked configuration, or every wrong or missing setting at once. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly SettingProblem[]> {
  const present = presentIn(environment);
  const read = settingsSchema.safeParse(present);
  const problems = read.success
    ? []
    : read.error.issues.map((issue) => ({ setting: String(issue.path[0]), message: issue.message }));
  const missing = [
    ...either(present, 'ACS_CONNECTION', 'ACS_ENDPOINT'),
    ...either(present, 'TABLES_CONNECTION', 'TABLES_ENDPOINT'),
  ];
  if (!read.success || missing.length > 0) return failed([...problems, ...missing]);
  return ok(configOf(read.data));
}

const fallbackSchema = settingsSchema.pick({
  ACS_CONNECTION: true,
  ACS_ENDPOINT: true,
  ACS_ALLOW_HTTP: true,
  FALLBACK_NUMBER: true,
});

/** The part of the configuration that passing a ringing call on takes; undefined where it is missing or wrong itself. */
export function readFallbackConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly telephony: Config['telephony']; readonly fallbackNumber: string } | undefined {
  const read = fallbackSchema.safeParse(presentIn(environment));
  if (!read.success) return undefined;
  const { ACS_CONNECTION, ACS_ENDPOINT, ACS_ALLOW_HTTP, FALLBACK_NUMBER } = read.data;
  if (FALLBACK_NUMBER === undefined || (ACS_CONNECTION === undefined && ACS_ENDPOINT === undefined)) return undefined;
  const telephony = { access: accessOf(ACS_CONNECTION, ACS_ENDPOINT), allowHttp: ACS_ALLOW_HTTP };
  return { telephony, fallbackNumber: FALLBACK_NUMBER };
}

/** An empty setting is as good as none. */
function presentIn(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

function either(present: Readonly<Record<string, unknown>>, first: string, second: string): SettingProblem[] {
  if (present[first] !== undefined || present[second] !== undefined) return [];
  return [{ setting: second, message: `is missing; set it, or ${first} in development` }];
}

function configOf(settings: Settings): Config {
  const { COGNITIVE_SERVICES_ENDPOINT, CALLER_ID_NUMBER, FALLBACK_NUMBER, FLOWS_DIRECTORY, FLOWS_RELOAD_MS } = settings;
  const publicUrl = settings.PUBLIC_URL.replace(/\/+$/, '');
  return {
    publicUrl,
    telephony: {
      access: accessOf(settings.ACS_CONNECTION, settings.ACS_ENDPOINT),
      allowHttp: settings.ACS_ALLOW_HTTP,
      ...(COGNITIVE_SERVICES_ENDPOINT === undefined ? {} : { cognitiveServicesEndpoint: COGNITIVE_SERVICES_ENDPOINT }),
      ...(CALLER_ID_NUMBER === undefined ? {} : { callerIdNumber: CALLER_ID_NUMBER }),
    },
    tables: accessOf(settings.TABLES_CONNECTION, settings.TABLES_ENDPOINT),
    callback: {
      issuer: settings.CALLBACK_ISSUER,
      jwksUrl: settings.CALLBACK_JWKS_URL,
      audience: settings.CALLBACK_AUDIENCE,
    },
    signingKeys: settings.SIGNING_KEYS,
    encryptionKeys: settings.ENCRYPTION_KEYS,
    ...(FALLBACK_NUMBER === undefined ? {} : { fallbackNumber: FALLBACK_NUMBER }),
    ...(FLOWS_DIRECTORY === undefined ? {} : { flowsDirectory: FLOWS_DIRECTORY }),
    ...(FLOWS_RELOAD_MS === undefined ? {} : { flowsReloadMs: FLOWS_RELOAD_MS }),
    clips: {
      baseUrl: settings.CLIPS_BASE_URL ?? `${publicUrl}/api/clips`,
      elsewhere: settings.CLIPS_BASE_URL !== undefined,
    },
    http: { allowedHosts: settings.HTTP_ALLOWED_HOSTS, credentials: settings.HTTP_CREDENTIALS },
  };
}

function accessOf(connectionString: string | undefined, endpoint: string | undefined): Access {
  return connectionString === undefined ? { endpoint: endpoint ?? '' } : { connectionString };
}
