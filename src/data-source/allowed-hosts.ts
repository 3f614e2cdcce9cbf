import { failed, ok, type Result } from '../result.ts';
import type { Reach } from './reachable-address.ts';

/** A host that requests may be sent to. */
export interface AllowedHost {
  readonly scheme: 'https' | 'http';
  /** As an address has it: in lower case, international names in ASCII, IPv6 in brackets. */
  readonly host: string;
  /** Whether the names below `host` are meant, however deep, and not the name itself. */
  readonly below: boolean;
  /** As an address has it: empty for the scheme's own port. */
  readonly port: string;
  /** Where the host's addresses may lie. */
  readonly reach: Reach;
}

/** Hosts in one list: more is no list that somebody could answer for. */
const hostsMax = 100;

/** Characters of one entry: the longest name there is (RFC 1035, 255), a scheme and a port. */
const entryCharactersMax = 270;

/**
 * Reads a list of hosts, separated by commas. An entry is one of
 * - `api.example.org` or `api.example.org:8443`: https, to public addresses only;
 * - `*.example.org`: every name below, with at least one dot in what follows the star; not the name itself;
 * - `http://localhost:7071`: clear text, for development, to this machine or its private network only.
 *
 * The problems name an entry by its place only, since they may be shown to whoever asks for the app's health.
 */
export function parseAllowedHosts(text: string): Result<readonly AllowedHost[], readonly string[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  return parseHostEntries(entries.length === 1 && entries[0] === '' ? [] : entries);
}

/** Reads the entries of a list of hosts, as `parseAllowedHosts` does. */
export function parseHostEntries(entries: readonly string[]): Result<readonly AllowedHost[], readonly string[]> {
  if (entries.length > hostsMax) return failed([`There are ${entries.length} hosts; at most ${hostsMax} make a list.`]);
  const hosts: AllowedHost[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const host = parseHost(entry);
    if (host.ok) hosts.push(host.value);
    else problems.push(`Host ${index + 1} of ${entries.length} ${host.error}`);
  }
  return problems.length > 0 ? failed(problems) : ok(hosts);
}

/** The entry that allows an address; undefined where none does. Addresses with a name and password in them are never allowed. */
export function allowingHost(url: URL, hosts: readonly AllowedHost[]): AllowedHost | undefined {
  if (url.username !== '' || url.password !== '') return undefined;
  return hosts.find(
    ({ scheme, host, below, port }) =>
      url.protocol === `${scheme}:` &&
      url.port === port &&
      (below ? url.hostname.endsWith(`.${host}`) : url.hostname === host),
  );
}

function parseHost(entry: string): Result<AllowedHost, string> {
  if (entry === '' || entry.length > entryCharactersMax) return failed('is empty or too long.');
  const scheme = /^http:\/\//i.test(entry) ? 'http' : 'https';
  const name = scheme === 'http' ? entry.slice('http://'.length) : entry;
  if (name.includes('://')) return failed('has a scheme; write the name alone, or http://name for development.');
  const below = name.startsWith('*.');
  const url = URL.parse(`${scheme}://${below ? name.slice(2) : name}`);
  if (url === null || !isHostAlone(url))
    return failed('is no host such as api.example.org, *.example.org or a.b:8443.');
  if (below && (scheme === 'http' || !/[a-z]/.test(url.hostname) || !url.hostname.includes('.')))
    return failed('has a star where none may be; write it as *.example.org.');
  const reach = scheme === 'http' ? 'local' : 'public';
  return ok({ scheme, host: url.hostname, below, port: url.port, reach });
}

function isHostAlone(url: URL): boolean {
  const rest = `${url.username}${url.password}${url.pathname}${url.search}${url.hash}`;
  return rest === '/' && !/[*]|\.$/.test(url.hostname) && !url.href.endsWith('?') && !url.href.endsWith('#');
}
