import { expect, test } from 'vitest';
import { isWithinReach } from '../../src/data-source/reachable-address.ts';

test.each([
  ['this network', '0.0.0.0', '0.1.2.3'],
  ['private use', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ['carrier-grade NAT', '100.64.0.1', '100.127.255.255', '100.100.100.200'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['link-local', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  ['metadata and platform', '169.254.169.254', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'],
  ['protocol assignments and documentation', '192.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'],
  ['benchmarks', '198.18.0.1', '198.19.255.255', '2001:2::1'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
  ['reserved and broadcast', '240.0.0.1', '255.255.255.255', '4000::1', '100::1', '3fff::1', '5f00::1'],
  ['unique local', 'fc00::1', 'fdff::1'],
  ['site-local, of old', 'fec0::1'],
  ['unspecified', '::', '0:0:0:0:0:0:0:0'],
  [
    'IPv4 in IPv6',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::ffff:0:8.8.8.8',
    '::127.0.0.1',
    '::8.8.8.8',
  ],
  ['NAT64', '64:ff9b::8.8.8.8', '64:ff9b::a00:1', '64:ff9b:1::1'],
  ['6to4 and Teredo', '2002:7f00:1::1', '2002:808:808::1', '192.88.99.1', '2001::1', '2001:0:5ef5:79fd::1'],
  ['no addresses', '', 'localhost', '1.2.3', '127.1', '0x7f000001', '2130706433', '1.2.3.4.5', '[::1]', '8.8.8.8 '],
])('%s: not public', (_, ...addresses) => {
  expect(addresses.filter((address) => isWithinReach(address, 'public'))).toEqual([]);
});

test('what the whole internet reaches is public, and not local', () => {
  const addresses = [
    ...[
      '1.1.1.1',
      '8.8.8.8',
      '20.50.2.1',
      '100.63.255.255',
      '100.128.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '223.255.255.255',
    ],
    ...['168.63.129.15', '192.31.196.1', '2606:4700:4700::1111', '2603:1000::1', '2001:4860:4860::8888', '2a00::1'],
  ];
  expect(addresses.filter((address) => !isWithinReach(address, 'public'))).toEqual([]);
  expect(addresses.filter((address) => isWithinReach(address, 'local'))).toEqual([]);
});

test('local are this machine and private networks, no metadata service and nothing in disguise', () => {
  const near = ['127.0.0.1', '127.9.9.9', '::1', '10.1.2.3', '172.17.0.2', '192.168.0.9', 'fd12::1'];
  expect(near.filter((address) => !isWithinReach(address, 'local'))).toEqual([]);
  const far = [
    '169.254.169.254',
    '168.63.129.16',
    '0.0.0.0',
    '::',
    '100.64.0.1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '224.0.0.1',
  ];
  expect(far.filter((address) => isWithinReach(address, 'local'))).toEqual([]);
});
