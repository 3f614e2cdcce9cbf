import { BlockList, isIP } from 'node:net';

/**
 * Where a request may go. `public`: to addresses that the whole internet can reach, and no others. `local`: to this machine
 * and its private network, and no others, so that clear text does not leave it.
 */
export type Reach = 'public' | 'local';

interface Ranges {
  readonly within: BlockList;
  readonly except: BlockList;
}

/**
 * Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890) and multicast (RFC 5771), without the few blocks that are
 * globally reachable; and 168.63.129.16, where Azure's platform answers its machines (Microsoft Learn, "What is IP address
 * 168.63.129.16?").
 */
const publicIpv4: Ranges = {
  within: subnets('ipv4', ['0.0.0.0/0']),
  except: subnets('ipv4', [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
    ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
  ]),
};

/**
 * Global unicast (RFC 4291) without the special blocks in it: protocol assignments with Teredo, documentation, 6to4. Mapped
 * IPv4, NAT64, unique local, link-local and multicast addresses are outside of it, so that nothing new can slip in.
 * Source: IANA IPv6 Special-Purpose Address Registry.
 */
const publicIpv6: Ranges = {
  within: subnets('ipv6', ['2000::/3']),
  except: subnets('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']),
};

/** Loopback (RFC 1122, RFC 4291), private use (RFC 1918) and unique local (RFC 4193): no metadata service of Azure is there. */
const localIpv4: Ranges = {
  within: subnets('ipv4', ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']),
  except: new BlockList(),
};

const localIpv6: Ranges = { within: subnets('ipv6', ['::1/128', 'fc00::/7']), except: new BlockList() };

/** One list for each family: a list takes an IPv6 address that is mapped from IPv4 for the IPv4 address. */
const ranges = {
  public: { ipv4: publicIpv4, ipv6: publicIpv6 },
  local: { ipv4: localIpv4, ipv6: localIpv6 },
} as const;

/** Whether a request may be sent to an IP address. What is no address, or one with a zone, is within no reach. */
export function isWithinReach(address: string, reach: Reach): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const { within, except } = ranges[reach][family];
  return within.check(address, family) && !except.check(address, family);
}

function subnets(family: 'ipv4' | 'ipv6', blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [network = '', prefix] = block.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
