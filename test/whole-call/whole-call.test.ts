import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { orderLine } from './order-flow.ts';
import { anOrderService } from './order-service.ts';
import { patience } from './patience.ts';
import { clearPhone, setPhone, type Telephone } from './telephone.ts';
import { aStateDirectory, aWholeLine, numbers, type WholeLine } from './whole-line.ts';
import { impatientClinic, writeFlows } from './written-flows.ts';

const testTimeoutMs = 60_000;

/** What callers are, type and say here; none of it may stand readable in a table or a log. */
const caller = '+14255550177';
const wrongNumber = '9283746';
const rightNumber = '4728193';
const parcelNumber = '27364518';
const address = 'Elderberry Lane 7';
const secrets = [
  ...[caller.slice(1), wrongNumber, rightNumber, parcelNumber, spelled(rightNumber), spelled(parcelNumber)],
  address,
];

let line: WholeLine;
const state = await aStateDirectory();
const orders = await anOrderService('5577');

function spelled(digits: string): string {
  return [...digits].join(', ');
}

/** The secrets that a text gives away. */
function leaked(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret));
}

beforeAll(async () => {
  const flowsDirectory = join(state.path, 'flows');
  await writeFlows(flowsDirectory, orders.origin);
  line = await aWholeLine(state.path, { FLOWS_DIRECTORY: flowsDirectory, HTTP_ALLOWED_HOSTS: orders.origin });
}, testTimeoutMs);

afterAll(async () => {
  await line?.end();
  await orders.close();
  await state.remove();
}, testTimeoutMs);

test.concurrent('a caller goes through menu, digits, a retry and a confirmation to the nurse', {
  timeout: testTimeoutMs,
}, async () => {
  const phone = await line.call(caller, numbers.clinic);
  await phone.hears('Thank you for calling Riverside Clinic.');
  await phone.answers('For test results, press 2.', '2');
  await phone.answers('Please enter your patient number', `${wrongNumber}#`);
  await phone.answers(`You entered ${spelled(wrongNumber)}.`, '1');
  await phone.hears('I cannot find that patient number.');
  await phone.answers('The patient number has six to eight digits', `${rightNumber}#`);
  await phone.answers(`You entered ${spelled(rightNumber)}.`, '1');
  await phone.hears('Your test result is ready.');
  const leg = await phone.rings(numbers.nurse);

  const callConnectionId = await phone.callConnectionId();
  const live = await line.stored.liveCall(callConnectionId);
  expect(live).toMatchObject({ partitionKey: callConnectionId, rowKey: 'state', step: 'nurse', phase: 'open' });
  expect(JSON.parse(String(live?.state))).toMatchObject({
    flow: 'clinic-reception',
    callId: callConnectionId,
  });
  expect(leaked(await line.stored.everything())).toEqual([]);

  await phone.accept(leg);
  expect(await line.stored.ended(callConnectionId)).toMatchObject({
    callId: callConnectionId,
    to: numbers.clinic,
    disposition: 'connected',
    lastStep: 'nurse',
    noMatch: 1,
    transfers: 1,
  });
  expect((await phone.view()).legs.map((one) => one.state)).toEqual(['connected', 'connected']);
  await phone.hangUp();
  await phone.is('ended');
});

test.concurrent('a caller asks where a parcel is', { timeout: testTimeoutMs }, async () => {
  const phone = await askForParcel(await line.call(caller, numbers.parcels), parcelNumber);
  expect(await phone.is('ended')).toMatchObject({ endReason: 'appHungUp' });
  expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({ disposition: 'served' });
});

test.concurrent('a caller says what to order, and where it goes', { timeout: testTimeoutMs }, async () => {
  const phone = await line.call(caller, orderLine);
  await phone.replies('To order, say order or press 1.', 'Place an order.');
  await phone.replies('Where shall it go?', address);
  await phone.answers(`It goes to ${address}.`, '1');
  await phone.hears('One moment, please.');
  orders.answer();
  await phone.hears(`Your order has the number ${spelled('5577')}.`);
  expect(await phone.is('ended')).toMatchObject({ endReason: 'appHungUp' });

  const callId = await phone.callConnectionId();
  expect(await line.stored.ended(callId)).toMatchObject({ callId, disposition: 'ordered', flow: 'order-line' });
  expect(orders.requests).toEqual([
    { method: 'POST', path: '/orders', idempotencyKey: `${callId}-order`, body: { to: address } },
  ]);
  const rows = (await line.stored.rows('rows')).filter(({ partitionKey }) => partitionKey === 'orders');
  expect(rows).toMatchObject([{ rowKey: callId, number: '5577' }]);
});

test.concurrent('a caller who hangs up leaves one record', { timeout: testTimeoutMs }, async () => {
  const phone = await line.call(caller, numbers.clinic);
  await phone.hears('For appointments, press 1.');
  await phone.hangUp();
  await phone.is('ended');
  expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({
    disposition: 'abandoned',
    lastStep: 'mainMenu',
  });
});

test.concurrent('a caller who presses nothing three times is connected to the desk', {
  timeout: testTimeoutMs,
}, async () => {
  const phone = await line.call(caller, impatientClinic);
  await phone.hears('For appointments, press 1.');
  await phone.hears('I did not hear anything.');
  await phone.hears('I still did not hear anything.');
  await phone.hears('One moment, I will connect you to the desk.');
  await phone.accept(await phone.rings(numbers.clinicDesk));
  expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({
    disposition: 'connected',
    noInput: 3,
  });
});

test.concurrent('a number that the line does not have is refused, logged and recorded', {
  timeout: testTimeoutMs,
}, async () => {
  const unknown = '+14255550999';
  const phone = await line.call(caller, unknown);
  expect(await phone.is('ended')).toMatchObject({ endReason: 'rejected', heard: [] });
  await vi.waitFor(async () => {
    const records = await line.stored.records(({ to }) => to === unknown);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ disposition: 'rejected', durationMs: 0 });
    expect(records[0]?.callId).toBeUndefined();
  }, patience);
  expect(line.printed()).toContain('"kind":"reject"');
});

test.concurrent('both lines answer at the same time', { timeout: testTimeoutMs }, async () => {
  const [clinic, parcels] = await Promise.all([line.call(caller, numbers.clinic), line.call(caller, numbers.parcels)]);
  await Promise.all([clinic.hears('Thank you for calling Riverside Clinic.'), askForParcel(parcels, parcelNumber)]);
  await clinic.hangUp();
  const [first, second] = await Promise.all(
    [clinic, parcels].map(async (phone) => line.stored.ended(await phone.callConnectionId())),
  );
  expect([first?.flow, second?.flow]).toEqual(['clinic-reception', 'parcel-status']);
});

// What follows goes one after the other: a telephone that is busy is busy for everybody.
test('a caller whom nobody can take is told so, and the line hangs up', { timeout: testTimeoutMs }, async () => {
  await setPhone(line.report.emulator, numbers.clinicDesk, 'busy');
  const phone = await line.call(caller, numbers.clinic);
  await phone.answers('For appointments, press 1.', '1');
  await phone.hears('One moment, I will connect you to the desk.');
  await phone.hears('I am sorry, nobody can take your call at the moment.');
  await phone.is('ended');
  await clearPhone(line.report.emulator, numbers.clinicDesk);
  expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({ disposition: 'nobody-free' });
});

test('0 leads to the desk from the menu and from the question for a number', { timeout: testTimeoutMs }, async () => {
  const fromMenu = await line.call(caller, numbers.clinic);
  await fromMenu.answers('For appointments, press 1.', '0');
  await fromMenu.accept(await fromMenu.rings(numbers.clinicDesk));
  const fromNumber = await line.call(caller, numbers.clinic);
  await fromNumber.answers('For appointments, press 1.', '2');
  await fromNumber.answers('Please enter your patient number', '0#');
  await fromNumber.accept(await fromNumber.rings(numbers.clinicDesk));
  for (const phone of [fromMenu, fromNumber]) {
    expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({ disposition: 'connected' });
  }
});

test('twenty callers at once each hear of their own parcel', { timeout: testTimeoutMs }, async () => {
  const parcels = Array.from({ length: 20 }, (_, index) => String(20_000_000 + index * 987_654));
  const phones = await Promise.all(
    parcels.map(async (parcel) => askForParcel(await line.call(caller, numbers.parcels), parcel)),
  );
  const records = await Promise.all(phones.map(async (phone) => line.stored.ended(await phone.callConnectionId())));
  expect(records.map(({ disposition }) => disposition)).toEqual(parcels.map(() => 'served'));
  const told = await Promise.all(phones.map(async (phone) => (await phone.words()).filter(isAboutParcel)));
  expect(told).toEqual(parcels.map((parcel) => [expect.stringContaining(spelled(parcel))]));
});

test('nothing that the callers were, said or typed was ever written readable', { timeout: testTimeoutMs }, async () => {
  expect(line.printed()).toContain('"what":"callEnded"');
  expect(leaked(line.printed())).toEqual([]);
  expect(line.printed()).not.toMatch(/Bearer|accesskey|eyJ[A-Za-z0-9_-]{10}/i);
  expect(leaked(await line.stored.everything())).toEqual([]);
  expect(await line.stored.rows('calls')).toEqual([]);
});

function isAboutParcel(words: string): boolean {
  return words.startsWith('Parcel ');
}

async function askForParcel(phone: Telephone, parcel: string): Promise<Telephone> {
  await phone.answers('Please enter the eight digits of your parcel number.', parcel);
  await phone.hears(`Parcel ${spelled(parcel)}`);
  await phone.answers('To finish, press 9.', '9');
  await phone.hears('Thank you for calling Northway Parcels. Goodbye.');
  await phone.is('ended');
  return phone;
}
