import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { isWithinReach, type Reach } from './reachable-address.ts';

/** Finds the addresses of a host. Rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** A host has an address where no request may go. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Asks the system, as any other program of the machine would. */
export const systemResolve: Resolve = (host) => systemLookup(host, { all: true });

/**
 * The look-up that a connection is made with. The connection goes to the very addresses that are checked here, so that a name
 * that changes its address in between (DNS rebinding) gains nothing. One address that is out of reach refuses them all:
 * no honest host has such a mixture. Source: OWASP, Server-Side Request Forgery Prevention.
 */
export function checkedLookup(resolve: Resolve, reach: Reach): LookupFunction {
  const find = callbackify(async (host: string) => {
    const addresses = await resolve(host);
    if (!addresses.every(({ address }) => isWithinReach(address, reach))) throw new AddressRefused();
    const [first] = addresses;
    if (first === undefined) throw Object.assign(new Error(), { code: 'ENODATA' });
    return { first, addresses: [...addresses] };
  });
  return (host, options, callback) =>
    find(host, (error, found) => {
      if (error !== null) return callback(error, '');
      if (options.all === true) callback(null, found.addresses);
      else callback(null, found.first.address, found.first.family);
    });
}
