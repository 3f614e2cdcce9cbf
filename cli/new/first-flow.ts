/** A new flow: small, whole, and without a finding. `$schema` where editors find one beside it. */
export function firstFlow(name: string, schema: string | undefined): object {
  return {
    ...(schema === undefined ? {} : { $schema: schema }),
    name,
    note: 'What this line is for.',
    language: 'en-US',
    defaults: {
      noInput: ['I did not hear anything.', 'I still did not hear anything.'],
      noMatch: ['I did not get that.', 'Sorry, I still did not get that.'],
      tries: 3,
    },
    start: 'mainMenu',
    operator: { none: 'Nobody sits at this line yet.' },
    onError: 'sorry',
    steps: {
      mainMenu: {
        type: 'menu',
        prompt: [
          'Thank you for calling. For opening hours, press 1. For our address, press 2.',
          'Opening hours, press 1. Our address, press 2.',
        ],
        options: [
          { key: '1', next: 'hours' },
          { key: '2', next: 'address' },
        ],
        on: { exhausted: 'goodbye' },
      },
      hours: { type: 'play', prompt: 'We are open Monday to Friday, from nine to five.', next: 'goodbye' },
      address: { type: 'play', prompt: 'You find us at 1 Main Street.', next: 'goodbye' },
      goodbye: { type: 'hangUp', prompt: 'Thank you. Goodbye.', disposition: 'served' },
      sorry: { type: 'hangUp', prompt: 'I am sorry, something went wrong. Please call again.', disposition: 'error' },
    },
  };
}

const question = { hear: 'Thank you for calling. For opening hours, press 1. For our address, press 2.' };
const again = { hear: 'Opening hours, press 1. Our address, press 2.' };
const goodbye = { hear: 'Thank you. Goodbye.' };
const sorry = { hear: 'I am sorry, something went wrong. Please call again.' };
const hours = { hear: 'We are open Monday to Friday, from nine to five.' };
const address = { hear: 'You find us at 1 Main Street.' };
const fault = { fault: 'media' };

/** Dialogues of a new flow: they reach every outcome of every step. */
export function firstDialogues(flow: string): readonly object[] {
  const served = (name: string, turns: readonly object[]) => ({ flow, name, turns, end: { disposition: 'served' } });
  const failed = (name: string, turns: readonly object[]) => ({ flow, name, turns, end: { disposition: 'error' } });
  return [
    served('The caller asks for the opening hours.', [question, { press: '1' }, hours, goodbye]),
    served('The caller asks for the address.', [question, { press: '2' }, address, goodbye]),
    served('The caller does nothing.', [
      question,
      { silence: true },
      { hear: 'I did not hear anything.' },
      again,
      { press: '7' },
      { hear: 'I did not get that.' },
      again,
      { silence: true },
      goodbye,
    ]),
    failed('The menu cannot be played.', [question, fault, sorry]),
    failed('The opening hours cannot be played.', [question, { press: '1' }, hours, fault, sorry]),
    failed('The address cannot be played.', [question, { press: '2' }, address, fault, sorry]),
  ];
}
