/** A line whose caller speaks, and which asks a service of somebody else and keeps a row. */
export const orderLine = '+14255550181';

/** The flow of that line, over a service at this address. */
export function orderFlow(serviceOrigin: string) {
  const person = { type: 'transfer', to: '+14255550141', on: { failed: 'sorry' } };
  return {
    name: 'order-line',
    language: 'en-US',
    variables: { address: { type: 'text' }, order: { type: { number: 'text' } } },
    defaults: { noInput: 'I did not hear anything.', noMatch: 'I did not understand.' },
    start: 'choose',
    operator: 'person',
    onError: 'sorry',
    steps: {
      choose: {
        type: 'menu',
        prompt: 'To order, say order or press 1.',
        options: [{ key: '1', phrases: ['order', 'place an order'], next: 'ask' }],
        on: { exhausted: 'person' },
      },
      ask: {
        type: 'listen',
        into: 'address',
        prompt: 'Where shall it go?',
        confirm: 'It goes to {{ address }}.',
        next: 'place',
        on: { exhausted: 'person' },
      },
      place: {
        type: 'http',
        method: 'POST',
        url: `${serviceOrigin}/orders`,
        body: { to: '{{ address }}' },
        idempotencyKey: '{{ call.id }}-order',
        timeoutMs: 6_000,
        filler: 'One moment, please.',
        into: 'order',
        next: 'keep',
        on: { else: 'sorry' },
      },
      keep: {
        type: 'save',
        table: 'orders',
        rowKey: '{{ call.id }}',
        mode: 'insert',
        values: { number: '{{ order.number }}' },
        next: 'said',
        on: { else: 'sorry' },
      },
      said: { type: 'play', prompt: 'Your order has the number {{ spell(order.number) }}.', next: 'bye' },
      bye: { type: 'hangUp', prompt: 'Goodbye.', disposition: 'ordered' },
      sorry: { type: 'hangUp', prompt: 'I am sorry.', disposition: 'error' },
      person,
    },
  } as const;
}
