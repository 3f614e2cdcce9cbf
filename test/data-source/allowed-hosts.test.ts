import { expect, test } from 'vitest';
import { allowingHost, parseAllowedHosts } from '../../src/data-source/allowed-hosts.ts';
import { hostsOf } from './a-client.ts';

function allowed(hosts: string, ...urls: readonly string[]): boolean[] {
  return urls.map((url) => allowingHost(new URL(url), hostsOf(hosts)) !== undefined);
}

test('a host is allowed over https on its own port, and nothing that only looks like it', () => {
  expect(allowed('api.example.org', 'https://api.example.org/x?y', 'https://API.example.org:443/')).toEqual([
    true,
    true,
  ]);
  const others = [
    ...[
      'http://api.example.org/',
      'https://api.example.org:8443/',
      'https://example.org/',
      'https://x.api.example.org/',
    ],
    ...[
      'https://api.example.org.evil.test/',
      'https://api.example.org@evil.test/',
      'https://evil.test/api.example.org',
    ],
    ...['https://api.example.org./', 'ftp://api.example.org/', 'https://evil.test#api.example.org'],
    ...['https://me@api.example.org/', 'https://:secret@api.example.org/', 'https://apiexample.org/'],
  ];
  expect(allowed('api.example.org', ...others)).toEqual(others.map(() => false));
});

test('a port is part of the host', () => {
  expect(allowed('a.test:8443', 'https://a.test:8443/', 'https://a.test/', 'https://a.test:844/')).toEqual([
    true,
    false,
    false,
  ]);
});

test('a star stands for names below, not for the name itself', () => {
  const urls = [
    'https://a.example.org/',
    'https://a.b.example.org/',
    'https://example.org/',
    'https://evilexample.org/',
  ];
  expect(allowed('*.example.org', ...urls)).toEqual([true, true, false, false]);
});

test('clear text is for hosts that are listed with it, and for nothing but this machine and its network', () => {
  expect(
    allowed('http://localhost:7071', 'http://localhost:7071/', 'http://localhost/', 'https://localhost:7071/'),
  ).toEqual([true, false, false]);
  expect(hostsOf('http://localhost:7071, api.example.org')).toEqual([
    { scheme: 'http', host: 'localhost', below: false, port: '7071', reach: 'local' },
    { scheme: 'https', host: 'api.example.org', below: false, port: '', reach: 'public' },
  ]);
});

test('names are compared as the network has them', () => {
  expect(allowed('Bücher.example', 'https://xn--bcher-kva.example/', 'https://BÜCHER.example/')).toEqual([true, true]);
  expect(allowed('[2606:4700::1]:8443', 'https://[2606:4700:0:0::1]:8443/')).toEqual([true]);
});

test('an empty list allows nothing', () => {
  expect(parseAllowedHosts(' ')).toEqual({ ok: true, value: [] });
  expect(allowed('', 'https://api.example.org/')).toEqual([false]);
});

test('what is no host is named by its place, without what was written', () => {
  const wrong = [
    ...['https://a.test', 'ftp://a.test', 'a.test/path', 'a.test?', 'a.test#', 'me@a.test', 'a b', '', '*', '*.org'],
    ...['*.', 'a.*.test', '**.a.test', 'a.test.', 'a.test:99999', 'http://*.a.test', '*.1.2.3.4', 'x'.repeat(300)],
  ];
  const parsed = parseAllowedHosts(['good.test', ...wrong].join(','));
  if (parsed.ok) throw new Error('It was taken.');
  const count = wrong.length + 1;
  expect(parsed.error.map((problem) => problem.slice(0, 12))).toEqual(
    wrong.map((_, index) => `Host ${index + 2} of ${count} `.slice(0, 12)),
  );
  expect(parsed.error.join()).not.toMatch(/a\.test|xxx|1\.2\.3\.4/);
});

test('a list has an end', () => {
  const hosts = Array.from({ length: 101 }, (_, index) => `a${index}.test`);
  expect(parseAllowedHosts(hosts.slice(0, 100).join()).ok).toBe(true);
  expect(parseAllowedHosts(hosts.join())).toEqual({
    ok: false,
    error: ['There are 101 hosts; at most 100 make a list.'],
  });
});
