import { expect, test } from 'vitest';
import { blamingWord, spokenKeys } from '../../../src/interpreter/checks/key-words.ts';

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
