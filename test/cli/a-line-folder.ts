/** A flow with a menu, two prompts and a goodbye; as an author would write it. */
export const shop = {
  name: 'shop',
  language: 'en-US',
  start: 'choose',
  operator: { none: 'A test.' },
  onError: 'sorry',
  defaults: { noInput: ['I heard nothing.'], noMatch: ['I did not get that.'] },
  steps: {
    choose: {
      type: 'menu',
      prompt: ['For hours, press 1. For the address, press 2.', 'Hours, press 1. Address, press 2.'],
      options: [
        { key: '1', next: 'hours' },
        { key: '2', next: 'address' },
      ],
      on: { exhausted: 'goodbye' },
    },
    hours: { type: 'play', prompt: 'We open at nine.', next: 'goodbye' },
    address: { type: 'play', prompt: 'We are at 1 Main Street.', next: 'goodbye' },
    goodbye: { type: 'hangUp', prompt: 'Thank you. Goodbye.', disposition: 'served' },
    sorry: { type: 'hangUp', prompt: 'Something failed. Please call again.', disposition: 'error' },
  },
};

/** A call of that flow which asks for the hours. */
export const asksHours = {
  flow: 'shop',
  name: 'The caller asks for the hours.',
  turns: [
    { hear: 'For hours, press 1. For the address, press 2.' },
    { press: '1' },
    { hear: 'We open at nine.' },
    { hear: 'Thank you. Goodbye.' },
  ],
  end: { disposition: 'served' },
};

/** Files of a folder with that flow and that call; `changes` come beside them or in their place. */
export function shopFiles(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    'src/flows/routes.json': { routes: [{ to: '+14255550100', flow: 'shop' }] },
    'src/flows/shop.flow.json': shop,
    'test/dialogues/shop/hours.dialogue.json': asksHours,
    ...changes,
  };
}
