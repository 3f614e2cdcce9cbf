import { expect, test } from 'vitest';
import { formatBanner, formatReport } from '../../../local/start/banner.ts';

const line = {
  phoneUrl: 'http://127.0.0.1:2/',
  functionsUrl: 'http://127.0.0.1:1',
  emulatorUrl: 'http://127.0.0.1:2',
  connectionString: 'endpoint=http://127.0.0.1:2/;accesskey=of-this-machine',
  tablesUrl: 'http://127.0.0.1:3/devstoreaccount1',
  tablesPath: '/state/tables',
  flowsPath: '/project/flows',
  requestHosts: [],
  lines: [{ number: '+14255550100', label: 'Clinic' }],
  broken: Promise.race<string>([]),
};

test('the banner says where the phone is and how to look into the tables, and holds no key', () => {
  const banner = formatBanner(line);
  expect(banner).toContain('Phone      http://127.0.0.1:2/\n');
  expect(banner).toContain('+14255550100  Clinic');
  expect(banner).toContain('Azure Storage Explorer, "Local storage emulator", tables port 3.');
  expect(banner).not.toMatch(/accesskey|AccountKey/i);
});

test('the banner says where the flows are, and where their requests may go', () => {
  const banner = formatBanner({ ...line, requestHosts: ['http://localhost:8080', 'api.example.org'] });
  expect(banner).toContain('Flows      /project/flows  (edit them: the next call gets what is right)\n');
  expect(banner).toContain('Requests   of flows may go to http://localhost:8080, api.example.org\n');
  expect(formatBanner(line)).toContain('of flows may go nowhere; HTTP_ALLOWED_HOSTS=');
});

test('the report is one line with these keys', () => {
  const report = formatReport(line);
  expect(report.split('\n')).toHaveLength(2);
  expect(Object.keys(JSON.parse(report))).toEqual([
    ...['phone', 'functions', 'emulator', 'connectionString', 'tables', 'numbers'],
  ]);
});
