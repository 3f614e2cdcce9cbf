import { isIP } from 'node:net';
import { failed, ok, type Result } from '../result.ts';
import { type AllowedHost, allowingHost } from './allowed-hosts.ts';
import { requestLimits } from './data-source-limits.ts';
import { isWithinReach, type Reach } from './reachable-address.ts';

/** Where a request goes: an address that is allowed, and where the host's addresses may lie. */
export interface Target {
  readonly url: URL;
  readonly reach: Reach;
}

/** Why a request is not sent, as a code for the log. */
export type RefusalCode =
  | 'urlNotAllowed'
  | 'hostNotAllowed'
  | 'addressNotAllowed'
  | 'headerNotAllowed'
  | 'bodyNotAllowed'
  | 'bodyTooLarge'
  | 'unknownAuth'
  | 'authNotForHost'
  | 'noIdentity';

/**
 * Checks where a request is to go. Segments `.` and `..` are refused, encoded ones too, since they leave the path that a flow's
 * author wrote: whoever reads an address resolves them, so that no encoding of the caller's input keeps them in place.
 * An IP address in the URL is checked here; names are checked by the look-up of the connection.
 */
export function targetOf(text: string, hosts: readonly AllowedHost[]): Result<Target, RefusalCode> {
  const url = text.length > requestLimits.urlCharactersMax ? null : URL.parse(text);
  if (url === null || hasDotSegment(text)) return failed('urlNotAllowed');
  const host = allowingHost(url, hosts);
  if (host === undefined) return failed('hostNotAllowed');
  const address = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isWithinReach(address, host.reach)) return failed('addressNotAllowed');
  return ok({ url, reach: host.reach });
}

/** Source: WHATWG URL, single-dot and double-dot URL path segment; a backslash is a slash to it. */
function hasDotSegment(text: string): boolean {
  const [path = ''] = text.split(/[?#]/, 1);
  return path.split(/[/\\]/).some((segment) => /^(\.|%2e){1,2}$/i.test(segment.replace(/[\t\r\n]/g, '')));
}
