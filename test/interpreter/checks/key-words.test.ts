import { expect, test } from 'vitest';
import { blamingWord } from '../../../src/interpreter/checks/blaming-words.ts';
import { spokenKeys } from '../../../src/interpreter/checks/key-words.ts';

const heard = [
  {
    language: 'en-US',
    text: 'For billing, press 2. For the desk, press zero.',
    pressed: ['2', '0'],
    keyFirst: undefined,
  },
  { language: 'en', text: 'Press 1 for billing.', pressed: ['1'], keyFirst: 'press 1 for' },
  { language: 'en-GB', text: 'To pay, press the star key.', pressed: ['*'], keyFirst: undefined },
  { language: 'en-GB', text: 'When you are done, press pound.', pressed: ['#'], keyFirst: undefined },
  { language: 'en-US', text: 'For billing press 1, to pay press 2.', pressed: ['1', '2'], keyFirst: undefined },
  { language: 'en-US', text: 'In an emergency hang up and press 9 1 1.', pressed: [], keyFirst: undefined },
  { language: 'en-US', text: 'Press one of the keys.', pressed: [], keyFirst: undefined },
  { language: 'en-US', text: 'Press 1, for appointments.', pressed: ['1'], keyFirst: 'press 1, for' },
  { language: 'en-US', text: 'Welcome. Please press 1, if you agree.', pressed: ['1'], keyFirst: 'please press 1, if' },
  { language: 'en-US', text: 'Press the 1 key for billing.', pressed: ['1'], keyFirst: 'press the 1 key for' },
  { language: 'en-US', text: 'Dial 1 for billing.', pressed: ['1'], keyFirst: 'dial 1 for' },
  { language: 'en-US', text: 'Hello. 1 for billing, 2 for sales.', pressed: [], keyFirst: '1 for' },
  { language: 'en-US', text: 'Press 1 - billing. Press 2 - sales.', pressed: ['1', '2'], keyFirst: 'press 1 -' },
  { language: 'en-US', text: 'For sales, press 1, for billing, press 2.', pressed: ['1', '2'], keyFirst: undefined },
  { language: 'en-US', text: 'For sales: press 1, for billing: press 2.', pressed: ['1', '2'], keyFirst: undefined },
  { language: 'en-US', text: 'To agree, use the keys. Press 1 - or say yes.', pressed: ['1'], keyFirst: undefined },
  { language: 'en-US', text: 'Billing, 1. For sales, 2.', pressed: [], keyFirst: undefined },
  { language: 'en-US', text: '2 for 1 today. 9 to noon. For more, press 5.', pressed: ['5'], keyFirst: undefined },
  { language: 'en-US', text: 'In an emergency dial nine one one.', pressed: [], keyFirst: undefined },
  { language: 'en-US', text: 'Abroad, dial 1 425 555 0199, or 1-800-555-0100.', pressed: [], keyFirst: undefined },
  { language: 'es-US', text: 'Pulse 1, para citas.', pressed: ['1'], keyFirst: 'pulse 1, para' },
  { language: 'es-US', text: '1 para citas, 2 para pagos.', pressed: [], keyFirst: '1 para' },
  { language: 'de-DE', text: 'Drücken Sie die 1: Termine.', pressed: ['1'], keyFirst: 'drücken sie die 1:' },
  { language: 'de-DE', text: '1 für Termine, 2 für Rechnungen.', pressed: [], keyFirst: '1 für' },
  {
    language: 'de-DE',
    text: 'Drücken Sie die Taste 1 für Termine.',
    pressed: ['1'],
    keyFirst: 'drücken sie die taste 1 für',
  },
  { language: 'fr-FR', text: 'Appuyez sur 1, pour un rendez-vous.', pressed: ['1'], keyFirst: 'appuyez sur 1, pour' },
  { language: 'fr-FR', text: 'Bonjour. 1 pour un rendez-vous.', pressed: [], keyFirst: '1 pour' },
  {
    language: 'es-US',
    text: 'Para citas, pulse 1. Para pagar, marque el dos.',
    pressed: ['1', '2'],
    keyFirst: undefined,
  },
  { language: 'es-ES', text: 'Pulse 1 para citas.', pressed: ['1'], keyFirst: 'pulse 1 para' },
  { language: 'de-DE', text: 'Für Termine drücken Sie die 1.', pressed: ['1'], keyFirst: undefined },
  {
    language: 'de-DE',
    text: 'Drücken Sie die Eins für Termine.',
    pressed: ['1'],
    keyFirst: 'drücken sie die eins für',
  },
  { language: 'fr-FR', text: 'Pour un rendez-vous, appuyez sur le 1.', pressed: ['1'], keyFirst: undefined },
  { language: 'fr-CA', text: 'Appuyez sur 1 pour un rendez-vous.', pressed: ['1'], keyFirst: 'appuyez sur 1 pour' },
];

test.each(heard)('"$text" tells to press $pressed', ({ text, language, pressed, keyFirst }) => {
  const keys = spokenKeys(text, language);
  expect(keys?.keyFirst).toBe(keyFirst);
  expect([...(keys?.pressed ?? [])]).toEqual(pressed);
});

test('keys in words and in short prompts are named', () => {
  expect([...(spokenKeys('Appointments, 1. Billing, two. The desk, star.', 'en-US')?.named ?? [])]).toEqual([
    '1',
    '2',
    '*',
  ]);
});

test('digits inside numbers and words are no keys', () => {
  expect([...(spokenKeys('We are open from 10 to 18, in room B2.', 'en-US')?.named ?? [])]).toEqual([]);
});

test('other languages are not judged', () => {
  expect(spokenKeys('Tryck 1 för fakturor.', 'sv-SE')).toBeUndefined();
  expect(blamingWord('Invalid.', 'sv-SE')).toBeUndefined();
  expect(blamingWord('Invalid.', 'constructor')).toBeUndefined();
});

test.each([
  ['en-US', 'That was an INVALID key.', 'INVALID'],
  ['es-US', 'Número inválido.', 'inválido'],
  ['de-DE', 'Ungültige Eingabe.', 'Ungültige'],
  ['fr-FR', 'Saisie incorrecte.', 'incorrecte'],
])('in %s, "%s" blames', (language, text, word) => {
  expect(blamingWord(text, language)).toBe(word);
});

test('a word that only contains a blaming one does not blame', () => {
  expect(blamingWord('The wrongdoer has been found, terrorised.', 'en-US')).toBeUndefined();
});
