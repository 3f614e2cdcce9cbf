import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCredentials } from '../../src/data-source/credentials.ts';

const hosts = ['api.clinic.example'];
const oauth = { type: 'oauth', hosts, tokenUrl: 'https://login.example/t', clientId: 'me', clientSecret: 's3cret' };

function problems(document: unknown): readonly string[] {
  const parsed = parseCredentials(typeof document === 'string' ? document : JSON.stringify(document));
  return parsed.ok ? [] : parsed.error;
}

test('each type of credential is read', () => {
  const parsed = parseCredentials(
    JSON.stringify({
      plain: { type: 'bearer', hosts, token: 'abc.def-_~+/=' },
      key: { type: 'header', hosts, name: 'X-Api-Key', value: 'a b' },
      client: { ...oauth, scope: 'read write' },
      own: {
        type: 'managedIdentity',
        hosts: ['*.vault.example', 'http://localhost:7071'],
        scope: 'https://x/.default',
      },
    }),
  );
  if (!parsed.ok) throw new Error(parsed.error.join(' '));
  expect([...parsed.value].map(([name, { type }]) => [name, type])).toEqual([
    ['plain', 'bearer'],
    ['key', 'header'],
    ['client', 'oauth'],
    ['own', 'managedIdentity'],
  ]);
  const client = parsed.value.get('client');
  if (client?.type !== 'oauth') throw new Error('It is of another type.');
  expect(client.clientAuth).toBe('body');
  expect(client.tokenUrl).toEqual({ url: new URL('https://login.example/t'), reach: 'public' });
  expect(client.hosts).toEqual([
    { scheme: 'https', host: 'api.clinic.example', below: false, port: '', reach: 'public' },
  ]);
});

test('no credentials at all are fine', () => {
  expect(problems({})).toEqual([]);
});

test('all problems come at once, by place and field', () => {
  expect(
    problems({
      good: { type: 'bearer', hosts, token: 'abc' },
      bad: { type: 'bearer', hosts: [], token: 'a b' },
      worse: { type: 'basic' },
      'Bearer-s3cret': { type: 'bearer', hosts, token: 'abc' },
      s3cret: 's3cret',
      more: { type: 'bearer', hosts, token: 'abc', s3cret: 1 },
    }),
  ).toEqual([
    'Credential 2 of 6: hosts must list 1 to 20 hosts, as api.example.org.',
    'Credential 2 of 6: token must be 1 to 8,192 visible ASCII characters.',
    'Credential 3 of 6: type must be bearer, header, oauth or managedIdentity.',
    'Credential 4 of 6: its name must be like clinicApi.',
    'Credential 5 of 6: it must be an object.',
    'Credential 6 of 6: it has a field that is unknown.',
  ]);
});

test.each([
  ['a host that is none', { type: 'bearer', hosts: ['https://a.test'], token: 'abc' }],
  ['no hosts', { type: 'bearer', token: 'abc' }],
  ['a line break in a token', { type: 'bearer', hosts, token: 'a\r\nx: y' }],
  ['a line break in a header', { type: 'header', hosts, name: 'X-Key', value: 'a\r\nx: y' }],
  ['a header that frames the message', { type: 'header', hosts, name: 'Transfer-Encoding', value: 'chunked' }],
  ['the header Host', { type: 'header', hosts, name: 'host', value: 'evil.test' }],
  ['a header with a bad name', { type: 'header', hosts, name: 'X Key', value: 'a' }],
  ['an address of tokens that is none', { ...oauth, tokenUrl: 'login.example' }],
  ['an address of tokens with a password', { ...oauth, tokenUrl: 'https://me:s3cret@login.example/t' }],
  ['an address of tokens in a private network', { ...oauth, tokenUrl: 'https://10.0.0.1/t' }],
  ['metadata as address of tokens', { ...oauth, tokenUrl: 'http://169.254.169.254/t' }],
  ['a file as address of tokens', { ...oauth, tokenUrl: 'file:///etc/passwd' }],
  ['a scope that is none', { type: 'managedIdentity', hosts, scope: 'a\nb' }],
])('%s is refused', (_, credential) => {
  expect(problems({ wrong: credential }).length).toBe(1);
});

test('tokens may come from this machine over clear text, as the list of hosts has it', () => {
  expect(problems({ local: { ...oauth, tokenUrl: 'http://localhost:7071/token' } })).toEqual([]);
});

test('what is no JSON object has one problem', () => {
  for (const text of ['', '{', '[]', 'null', '"s3cret"', '1', `{"a":"${'x'.repeat(70_000)}"}`])
    expect(problems(text)).toEqual(['must be a JSON object: name -> credential']);
});

test('there is an end to credentials', () => {
  const credential = { type: 'bearer', hosts, token: 'abc' };
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, credential]));
  expect(problems(many(64))).toEqual([]);
  expect(problems(many(65))).toEqual(['There are more than 64 credentials.']);
});

test('no problem holds a secret, wherever it stands, and nothing throws', () => {
  const canary = 'q7XcanaryX7q';
  const value = fc.oneof(fc.constant(canary), fc.jsonValue(), fc.constant([canary]), fc.constant({ [canary]: canary }));
  const field = fc.constantFrom(
    'type',
    'hosts',
    'token',
    'name',
    'value',
    'tokenUrl',
    'clientId',
    'scope',
    canary,
    '__proto__',
  );
  const type = fc.constantFrom('bearer', 'header', 'oauth', 'managedIdentity', canary);
  const credential = fc.tuple(type, fc.array(fc.tuple(field, value))).map(([chosen, fields]) => {
    return Object.fromEntries([['type', chosen], ...fields]);
  });
  const document = fc.dictionary(fc.constantFrom('a', canary, '__proto__', `-${canary}`), fc.oneof(credential, value));
  fc.assert(
    fc.property(document, (settings) => {
      expect(problems(settings).join()).not.toContain(canary);
    }),
  );
  expect(problems(`{"a": ${canary}`).join()).not.toContain(canary);
});
