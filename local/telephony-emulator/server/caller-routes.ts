import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { isKey, SPOKEN_CHARACTERS_MAX, type TelephoneInput } from '../call-model/call-model.ts';
import { KEYS_MAX } from './limits.ts';
import type { LiveCall } from './live-call.ts';
import type { Line } from './options.ts';
import type { Phones } from './phones.ts';
import { bodyOf } from './request-body.ts';
import { decodeBody, phoneNumberText } from './rest/request-bodies.ts';
import type { Switchboard } from './switchboard.ts';

/** What the caller API works with. */
export interface CallerOptions {
  readonly switchboard: Switchboard;
  readonly phones: Phones;
  readonly lines: readonly Line[];
}

/** How long a telephone rings before it does what it was told, when nothing else is said. Milliseconds. */
const PHONE_AFTER_MS_DEFAULT = 1_000;

const placeBody = z.object({ from: phoneNumberText, to: phoneNumberText });
const pressBody = z.object({
  keys: z
    .string()
    .min(1)
    .max(KEYS_MAX)
    .refine((keys) => [...keys].every(isKey), 'must be keys: 0 to 9, *, # and A to D'),
});
const sayBody = z.object({ text: z.string().max(SPOKEN_CHARACTERS_MAX).regex(/\S/, 'must have at least one word') });
const phoneBody = z.object({
  answer: z.enum(['accept', 'busy', 'noAnswer', 'decline']),
  afterMs: z.int().min(0).max(120_000).default(PHONE_AFTER_MS_DEFAULT),
});

/** What a caller, a called person, or a test in their place does: everything under `/emulator`. */
export function callerRoutes(options: CallerOptions): Hono {
  const { switchboard, lines } = options;
  const app = new Hono();
  app.get('/lines', (c) => c.json(lines));
  app.post('/calls', (c) => place(c, switchboard));
  app.get('/calls', (c) => c.json(switchboard.calls().map((call) => call.view())));
  app.get('/calls/:id', (c) => withCall(c, switchboard, (call) => c.json(call.view())));
  app.post('/calls/:id/press', (c) => press(c, switchboard));
  app.post('/calls/:id/say', (c) => say(c, switchboard));
  app.post('/calls/:id/hangup', (c) => withCall(c, switchboard, (call) => act(c, call, hangUp('caller'))));
  app.post('/calls/:id/legs/:leg/press', (c) => press(c, switchboard));
  for (const [action, input] of Object.entries(LEG_ACTIONS)) {
    app.post(`/calls/:id/legs/:leg/${action}`, (c) =>
      withCall(c, switchboard, (call) => act(c, call, input(c.req.param('leg')))),
    );
  }
  app.put('/phones/:number', (c) => setPhone(c, options.phones));
  app.delete('/phones/:number', (c) => clearPhone(c, options.phones));
  app.notFound((c) => fault(c, 404, 'There is nothing here.'));
  return app;
}

const hangUp = (leg: string): TelephoneInput => ({ type: 'legHungUp', leg });

const LEG_ACTIONS = {
  accept: (leg: string): TelephoneInput => ({ type: 'phoneAccepted', leg }),
  decline: (leg: string): TelephoneInput => ({ type: 'phoneDeclined', leg }),
  hangup: hangUp,
};

async function place(c: Context, switchboard: Switchboard): Promise<Response> {
  const body = await decoded(c, placeBody);
  if ('refusal' in body) return body.refusal;
  const call = switchboard.place(body.value.from, body.value.to);
  return call === undefined ? fault(c, 429, 'Too many calls are up.') : c.json(summaryOf(call), 201);
}

async function press(c: Context, switchboard: Switchboard): Promise<Response> {
  const body = await decoded(c, pressBody);
  if ('refusal' in body) return body.refusal;
  return withCall(c, switchboard, (call) => {
    const leg = c.req.param('leg') ?? 'caller';
    if (call.model.phase === 'ended') return fault(c, 409, 'The call has ended.');
    if (!call.model.legs.some(({ id }) => id === leg)) return fault(c, 404, 'There is no such leg.');
    const pressed = [...body.value.keys].filter(isKey).map((key) => call.apply({ type: 'keyPressed', leg, key }));
    const counted = pressed.some((effects) => effects.every(({ type }) => type !== 'inputIgnored'));
    return c.json({ ...summaryOf(call), counted });
  });
}

/** Words that nobody listens for are said all the same, as keys are pressed. */
async function say(c: Context, switchboard: Switchboard): Promise<Response> {
  const body = await decoded(c, sayBody);
  if ('refusal' in body) return body.refusal;
  return withCall(c, switchboard, (call) => {
    if (call.model.phase === 'ended') return fault(c, 409, 'The call has ended.');
    call.apply({ type: 'spoke', leg: 'caller', text: body.value.text });
    return c.json(summaryOf(call));
  });
}

function act(c: Context, call: LiveCall, input: TelephoneInput): Response {
  // To hang up what is over already is what somebody does who was a moment too late: no fault.
  if (call.model.phase === 'ended' && input.type === 'legHungUp') return c.json(summaryOf(call));
  const ignored = call.apply(input).find((effect) => effect.type === 'inputIgnored');
  if (ignored?.reason === 'noSuchLeg') return fault(c, 404, 'There is no such leg.');
  if (ignored !== undefined) return fault(c, 409, 'The call or the leg is not in a state for this.');
  return c.json(summaryOf(call));
}

async function setPhone(c: Context, phones: Phones): Promise<Response> {
  const number = phoneNumberText.safeParse(c.req.param('number'));
  if (!number.success) return fault(c, 400, 'The path must name a telephone number in E.164.');
  const body = await decoded(c, phoneBody);
  if ('refusal' in body) return body.refusal;
  if (!phones.setBehaviour(number.data, body.value)) return fault(c, 429, 'Too many telephones have a behaviour.');
  return c.json({ number: number.data, ...body.value });
}

function clearPhone(c: Context, phones: Phones): Response {
  phones.clearBehaviour(c.req.param('number') ?? '');
  return c.body(null, 204);
}

function withCall(c: Context, switchboard: Switchboard, use: (call: LiveCall) => Response): Response {
  const call = switchboard.find(c.req.param('id') ?? '');
  return call === undefined ? fault(c, 404, 'There is no such call.') : use(call);
}

function summaryOf(call: LiveCall): { id: string; state: string } {
  const { id, state } = call.view();
  return { id, state };
}

async function decoded<T>(c: Context, schema: z.ZodType<T>): Promise<{ value: T } | { refusal: Response }> {
  const body = await bodyOf(c.req.raw);
  if (body === undefined) return { refusal: fault(c, 413, 'The body is too large.') };
  const result = decodeBody(schema, body);
  return 'fault' in result ? { refusal: fault(c, 400, result.fault) } : result;
}

function fault(c: Context, status: 400 | 404 | 409 | 413 | 429, message: string): Response {
  return c.json({ error: { message } }, status);
}
