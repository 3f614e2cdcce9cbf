import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { appSettings, eventGridEndpoint } from '../../../local/start/app-settings.ts';

const local = {
  ports: { functions: 1, emulator: 2, tables: 3 },
  keys: { signingKeys: 's:1', encryptionKeys: 'e:1', emulatorAccessKey: 'a', eventGridKey: 'g' },
  acsConnection: 'endpoint=http://127.0.0.1:2/;accesskey=a',
  emulatorUrl: 'http://127.0.0.1:2',
  audience: 'the-resource',
};

test('settings fit the parts that were started; the caller chooses only what is free', () => {
  const env = { FALLBACK_NUMBER: '+14255550777', PUBLIC_URL: 'https://elsewhere.example', OTHER: 'kept' };
  expect(appSettings(env, local)).toEqual({
    OTHER: 'kept',
    FALLBACK_NUMBER: '+14255550777',
    WATCHDOG_SCHEDULE: '* * * * * *',
    FLOWS_RELOAD_MS: '500',
    TABLES_CONNECTION: expect.stringMatching(/;TableEndpoint=http:\/\/127\.0\.0\.1:3\/devstoreaccount1;$/),
    ACS_CONNECTION: local.acsConnection,
    ACS_ALLOW_HTTP: 'true',
    PUBLIC_URL: 'http://127.0.0.1:1',
    CALLBACK_ISSUER: 'http://127.0.0.1:2',
    CALLBACK_JWKS_URL: 'http://127.0.0.1:2/calling/keys',
    CALLBACK_AUDIENCE: 'the-resource',
    SIGNING_KEYS: 's:1',
    ENCRYPTION_KEYS: 'e:1',
    FUNCTIONS_PORT: '1',
    FUNCTIONS_SYSTEM_KEY: 'g',
  });
});

test('the sample for Core Tools lists every setting of the app', async () => {
  const sample = JSON.parse(await readFile(new URL('../../../local.settings.sample.json', import.meta.url), 'utf8'));
  const ofTheHost = ['FUNCTIONS_PORT', 'FUNCTIONS_SYSTEM_KEY'];
  const ofTheApp = Object.keys(appSettings({}, local)).filter((name) => !ofTheHost.includes(name));
  expect(Object.keys(sample.Values)).toEqual(expect.arrayContaining(ofTheApp));
  const ofDeploymentsOnly = ['ACS_ENDPOINT', 'TABLES_ENDPOINT', 'COGNITIVE_SERVICES_ENDPOINT', 'CALLER_ID_NUMBER'];
  const ofFlows = ['FLOWS_DIRECTORY', 'CLIPS_BASE_URL', 'HTTP_ALLOWED_HOSTS', 'HTTP_CREDENTIALS'];
  expect(Object.keys(sample.Values)).toEqual(expect.arrayContaining([...ofDeploymentsOnly, ...ofFlows]));
});

test('Event Grid is given the path and key of the real host', () => {
  expect(eventGridEndpoint(7071, 'incomingCall', 'a+b')).toBe(
    'http://127.0.0.1:7071/runtime/webhooks/eventgrid?functionName=incomingCall&code=a%2Bb',
  );
});
