import * as z from 'zod';
import { failed, ok, type Result } from '../result.ts';
import { type AllowedHost, parseHostEntries } from './allowed-hosts.ts';
import { isFreeHeader } from './prepare-request.ts';
import { type Target, targetOf } from './target.ts';

/** Credentials in one setting. */
const credentialsMax = 64;

/** Characters of the setting: an app's settings are kept and shown as a whole, so it is far below what JSON could be. */
const settingCharactersMax = 65_536;

const secret = z.string().regex(/^[\x21-\x7e]{1,8192}$/);
const scope = z
  .string()
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/)
  .max(1_000);
const hosts = z
  .array(z.string())
  .min(1)
  .max(20)
  .transform((entries, context): readonly AllowedHost[] => parsedOr(context, parseHostEntries(entries)));
const tokenUrl = z.string().transform((text, context): Target => parsedOr(context, tokenTargetOf(text)));

const credentialSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bearer'), hosts, token: secret }),
  z.strictObject({
    type: z.literal('header'),
    hosts,
    name: z.string().max(100).refine(isFreeHeader),
    value: z.string().regex(/^[\x21-\x7e]([\x20-\x7e]{0,8190}[\x21-\x7e])?$/),
  }),
  z.strictObject({
    type: z.literal('oauth'),
    hosts,
    tokenUrl,
    clientId: z.string().min(1).max(1_000),
    clientSecret: z.string().min(1).max(8_192),
    scope: scope.optional(),
    clientAuth: z.enum(['body', 'basic']).default('body'),
  }),
  z.strictObject({ type: z.literal('managedIdentity'), hosts, scope }),
]);

/**
 * What shows another side who asks; sent to its own `hosts` only. Secret as a whole.
 * - `bearer`: `token`, as `Authorization: Bearer`.
 * - `header`: `value` in the header `name`, as a key of an API.
 * - `oauth`: client credentials (RFC 6749 4.4). `tokenUrl` is allowed by standing here, and may be `http://` as an entry of the
 *   allow-list may. `clientAuth`: where the client's id and secret stand, `body` (default) or `basic`.
 * - `managedIdentity`: the app's own identity, for `scope`.
 */
export type Credential = z.infer<typeof credentialSchema>;

/** Credentials by the names that flows use. */
export type Credentials = ReadonlyMap<string, Credential>;

/** What is said of a field that is wrong: never what the schema says, which may quote what was found. */
const fieldProblems: Readonly<Record<string, string>> = {
  type: 'type must be bearer, header, oauth or managedIdentity',
  hosts: 'hosts must list 1 to 20 hosts, as api.example.org',
  token: 'token must be 1 to 8,192 visible ASCII characters',
  name: 'name must be a header that a request is free to carry, as X-Api-Key',
  value: 'value must be 1 to 8,192 ASCII characters without spaces around them',
  tokenUrl: 'tokenUrl must be an https address',
  clientId: 'clientId must be a text',
  clientSecret: 'clientSecret must be a text',
  clientAuth: 'clientAuth must be body or basic',
  scope: 'scope must be a text, as api://clinic/.default',
};

/**
 * Reads the setting: an object of credentials by name. Every problem names its credential by place, since a secret may have
 * slipped into a name, and none holds anything of what was found.
 */
export function parseCredentials(json: string): Result<Credentials, readonly string[]> {
  const document = parseObject(json);
  if (document === undefined) return failed(['must be a JSON object: name -> credential']);
  const entries = Object.entries(document);
  if (entries.length > credentialsMax) return failed([`There are more than ${credentialsMax} credentials.`]);
  const credentials = new Map<string, Credential>();
  const problems: string[] = [];
  for (const [index, [name, value]] of entries.entries()) {
    const credential = parseCredential(name, value);
    if (credential.ok) credentials.set(name, credential.value);
    else problems.push(...credential.error.map((each) => `Credential ${index + 1} of ${entries.length}: ${each}.`));
  }
  return problems.length > 0 ? failed(problems) : ok(credentials);
}

function parseObject(json: string): object | undefined {
  if (json.length > settingCharactersMax) return undefined;
  try {
    const document: unknown = JSON.parse(json);
    return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function parseCredential(name: string, value: unknown): Result<Credential, readonly string[]> {
  if (!/^[a-z][A-Za-z0-9]{0,49}$/.test(name)) return failed(['its name must be like clinicApi']);
  const read = credentialSchema.safeParse(value);
  if (read.success) return ok(read.data);
  const fields = read.error.issues.map(
    ({ path }) => fieldProblems[String(path[0])] ?? 'it has a field that is unknown',
  );
  return failed([...new Set(typeof value === 'object' ? fields : ['it must be an object'])]);
}

/** The token's address is its own allow-list: host and port as they stand in it. */
function tokenTargetOf(text: string): Result<Target, unknown> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return failed('noAddress');
  const host = parseHostEntries([`${url.protocol === 'http:' ? 'http://' : ''}${url.host}`]);
  return host.ok ? targetOf(text, host.value) : host;
}

function parsedOr<T>(context: z.RefinementCtx, parsed: Result<T, unknown>): T {
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}
