import { expect, test } from 'vitest';
import { readConfig, readFallbackConfig } from '../src/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const acsConnection = 'endpoint=https://line.communication.azure.com/;accesskey=c2VjcmV0';

/** What a deployment sets at least. */
const least = {
  PUBLIC_URL: 'https://line.example.org',
  ACS_ENDPOINT: 'https://line.communication.azure.com',
  TABLES_ENDPOINT: 'https://line.table.core.windows.net',
  CALLBACK_AUDIENCE: '7b1f2c9e-5a3d-4e86-9c41-0d2f6a8e3b57',
  SIGNING_KEYS: `signing1:${key}`,
  ENCRYPTION_KEYS: `sealing1:${key}`,
};

/** The names of the settings that are wrong, each once, in alphabetical order. */
function wrongIn(environment: Record<string, string | undefined>): string[] {
  const config = readConfig(environment);
  return config.ok ? [] : [...new Set(config.error.map(({ setting }) => setting))].sort();
}

test('the least that a deployment sets is enough; the rest has the defaults of the service', () => {
  expect(readConfig(least)).toEqual({
    ok: true,
    value: {
      publicUrl: 'https://line.example.org',
      telephony: { access: { endpoint: 'https://line.communication.azure.com' }, allowHttp: false },
      tables: { endpoint: 'https://line.table.core.windows.net' },
      callback: {
        issuer: 'https://acscallautomation.communication.azure.com',
        jwksUrl: 'https://acscallautomation.communication.azure.com/calling/keys',
        audience: least.CALLBACK_AUDIENCE,
      },
      signingKeys: least.SIGNING_KEYS,
      encryptionKeys: least.ENCRYPTION_KEYS,
      clips: { baseUrl: 'https://line.example.org/api/clips', elsewhere: false },
      http: { allowedHosts: '', credentials: '{}' },
    },
  });
});

test('everything that can be set is read', () => {
  const all = {
    ...least,
    PUBLIC_URL: 'http://127.0.0.1:7071//',
    ACS_CONNECTION: acsConnection,
    ACS_ALLOW_HTTP: 'true',
    TABLES_CONNECTION: 'UseDevelopmentStorage=true',
    CALLBACK_ISSUER: 'http://127.0.0.1:7072',
    CALLBACK_JWKS_URL: 'http://127.0.0.1:7072/calling/keys',
    SIGNING_KEYS: `signing2:${key},signing1:${key}`,
    COGNITIVE_SERVICES_ENDPOINT: 'https://speech.cognitiveservices.azure.com',
    FALLBACK_NUMBER: '+14255550199',
    CALLER_ID_NUMBER: '+14255550100',
    FLOWS_DIRECTORY: '/home/site/flows',
    FLOWS_RELOAD_MS: '500',
    CLIPS_BASE_URL: 'https://clips.example.org/line?sig=x',
    HTTP_ALLOWED_HOSTS: 'api.example.org',
    HTTP_CREDENTIALS: '{"clinicApi":{}}',
  };
  expect(readConfig(all)).toMatchObject({
    ok: true,
    value: {
      publicUrl: 'http://127.0.0.1:7071',
      telephony: {
        access: { connectionString: acsConnection },
        allowHttp: true,
        cognitiveServicesEndpoint: all.COGNITIVE_SERVICES_ENDPOINT,
        callerIdNumber: all.CALLER_ID_NUMBER,
      },
      tables: { connectionString: all.TABLES_CONNECTION },
      callback: { issuer: all.CALLBACK_ISSUER, jwksUrl: all.CALLBACK_JWKS_URL },
      signingKeys: all.SIGNING_KEYS,
      fallbackNumber: all.FALLBACK_NUMBER,
      flowsDirectory: all.FLOWS_DIRECTORY,
      flowsReloadMs: 500,
      clips: { baseUrl: all.CLIPS_BASE_URL, elsewhere: true },
      http: { allowedHosts: all.HTTP_ALLOWED_HOSTS, credentials: all.HTTP_CREDENTIALS },
    },
  });
});

test('what is missing is named all at once', () => {
  expect(wrongIn({})).toEqual(
    ['ACS_ENDPOINT', 'CALLBACK_AUDIENCE', 'ENCRYPTION_KEYS', 'PUBLIC_URL', 'SIGNING_KEYS', 'TABLES_ENDPOINT'].sort(),
  );
});

test('an empty setting is as good as none', () => {
  expect(wrongIn({ ...least, PUBLIC_URL: '', ACS_CONNECTION: '', FALLBACK_NUMBER: '' })).toEqual(['PUBLIC_URL']);
});

test.each([
  ['PUBLIC_URL', 'line.example.org'],
  // Without a scheme this is an address all the same, of the scheme `localhost`; nothing could be sent there.
  ['PUBLIC_URL', 'localhost:7071'],
  ['ACS_ENDPOINT', 'line'],
  ['ACS_CONNECTION', 'line.communication.azure.com'],
  ['ACS_ALLOW_HTTP', 'yes'],
  ['SIGNING_KEYS', key],
  ['SIGNING_KEYS', `signing1:${key.slice(4)}`],
  ['ENCRYPTION_KEYS', `sealing1:${key};sealing2:${key}`],
  ['FALLBACK_NUMBER', '2065550123'],
  ['FALLBACK_NUMBER', '+1 425 555 0199'],
  ['CALLER_ID_NUMBER', '+0123456'],
  ['FLOWS_RELOAD_MS', 'often'],
  ['FLOWS_RELOAD_MS', '50'],
  ['CLIPS_BASE_URL', 'clips.example.org'],
])('%s is named when it is wrong, and its value is not told', (setting, value) => {
  const config = readConfig({ ...least, [setting]: value });
  expect(config.ok ? [] : config.error.map((problem) => problem.setting)).toEqual([setting]);
  expect(JSON.stringify(config)).not.toContain(value);
});

test('several wrong settings are all named', () => {
  expect(wrongIn({ ...least, PUBLIC_URL: 'x', SIGNING_KEYS: 'y', TABLES_ENDPOINT: undefined })).toEqual([
    'PUBLIC_URL',
    'SIGNING_KEYS',
    'TABLES_ENDPOINT',
  ]);
});

test('passing calls on takes a number and telephony, whatever else is wrong', () => {
  const environment = { FALLBACK_NUMBER: '+14255550199', ACS_CONNECTION: acsConnection, SIGNING_KEYS: 'wrong' };
  expect(readFallbackConfig(environment)).toEqual({
    telephony: { access: { connectionString: acsConnection }, allowHttp: false },
    fallbackNumber: '+14255550199',
  });
});

test('passing calls on works where the setting for the other way to telephony is empty', () => {
  const environment = { FALLBACK_NUMBER: '+14255550199', ACS_CONNECTION: '', ACS_ENDPOINT: least.ACS_ENDPOINT };
  expect(readFallbackConfig(environment)?.telephony.access).toEqual({ endpoint: least.ACS_ENDPOINT });
});

test.each([
  ['no number', { ACS_CONNECTION: acsConnection }],
  ['an empty number', { ACS_CONNECTION: acsConnection, FALLBACK_NUMBER: '' }],
  ['a wrong number', { ACS_CONNECTION: acsConnection, FALLBACK_NUMBER: '0199' }],
  ['no telephony', { FALLBACK_NUMBER: '+14255550199' }],
])('calls cannot be passed on with %s', (_what, environment) => {
  expect(readFallbackConfig(environment)).toBeUndefined();
});
