import { expect, vi } from 'vitest';
import type { CallView } from '../../local/telephony-emulator/server/start-emulator.ts';
import { patience } from './patience.ts';

/** A caller in these tests: hears, presses keys, hangs up. Every wait is on what the emulator says of the call. */
export class Telephone {
  readonly #emulatorUrl: string;
  readonly #callId: string;
  /** Prompts that this caller has paid attention to; the next words are looked for after them. */
  #attended = 0;

  private constructor(emulatorUrl: string, callId: string) {
    this.#emulatorUrl = emulatorUrl;
    this.#callId = callId;
  }

  /** Calls a number. */
  static async dial(emulatorUrl: string, call: { from: string; to: string }): Promise<Telephone> {
    const response = await send(`${emulatorUrl}/emulator/calls`, 'POST', call);
    expect(response.status).toBe(201);
    // The caller API's own words: 201 {"id","state"}.
    const { id } = (await response.json()) as { id: string };
    return new Telephone(emulatorUrl, id);
  }

  /** The call as the emulator sees it now. */
  async view(): Promise<CallView> {
    const response = await fetch(`${this.#emulatorUrl}/emulator/calls/${this.#callId}`);
    expect(response.status).toBe(200);
    // The caller API answers with its own type.
    return (await response.json()) as CallView;
  }

  /** Waits until these words are being said. */
  hears(words: string): Promise<CallView> {
    return vi.waitFor(async () => {
      const view = await this.view();
      const since = view.heard.slice(this.#attended).map(({ text }) => text);
      const at = since.findIndex((text) => text.includes(words));
      expect(at, `"${words}" among ${JSON.stringify(since)}; the call is ${view.state}`).toBeGreaterThanOrEqual(0);
      this.#attended += at + 1;
      return view;
    }, patience);
  }

  /** Waits for words and for the line to listen, then presses keys. */
  async answers(words: string, keys: string): Promise<void> {
    await this.hears(words);
    await this.listened();
    await this.press(keys);
  }

  /** Waits until a key would count. */
  async listened(): Promise<void> {
    await vi.waitFor(async () => expect((await this.view()).listening).toBe(true), patience);
  }

  /** Waits for words and for the line to listen for speech, then says something. */
  async replies(words: string, text: string): Promise<void> {
    await this.hears(words);
    await vi.waitFor(async () => expect((await this.view()).listeningForSpeech).toBe(true), patience);
    expect((await this.#act('say', { text })).status).toBe(200);
  }

  /** Presses keys, whether or not the line listens. */
  async press(keys: string): Promise<void> {
    expect((await this.#act('press', { keys })).status).toBe(200);
  }

  /** The caller hangs up. */
  async hangUp(): Promise<void> {
    expect((await this.#act('hangup')).status).toBe(200);
  }

  /** Waits until a called telephone rings, and says which. */
  rings(number: string): Promise<string> {
    return vi.waitFor(async () => {
      const leg = (await this.view()).legs.find((one) => one.number === number && one.state === 'ringing');
      expect(leg, `${number} rings`).toBeDefined();
      return leg?.id ?? '';
    }, patience);
  }

  /** The called telephone picks up. */
  async accept(leg: string): Promise<void> {
    expect((await this.#act(`legs/${leg}/accept`)).status).toBe(200);
  }

  /** Waits until the call is in a state. */
  is(state: CallView['state']): Promise<CallView> {
    return vi.waitFor(async () => {
      const view = await this.view();
      expect(view.state).toBe(state);
      return view;
    }, patience);
  }

  /** The service's id of the call; the call must have been answered. */
  async callConnectionId(): Promise<string> {
    const { callConnectionId } = await this.view();
    if (callConnectionId === undefined) throw new Error('The call was not answered.');
    return callConnectionId;
  }

  /** What was said to the caller so far. */
  async words(): Promise<readonly string[]> {
    return (await this.view()).heard.map(({ text }) => text);
  }

  #act(action: string, body?: object): Promise<Response> {
    return send(`${this.#emulatorUrl}/emulator/calls/${this.#callId}/${action}`, 'POST', body);
  }
}

/** Lets a telephone answer by itself, at once. */
export async function setPhone(emulatorUrl: string, number: string, answer: string): Promise<void> {
  const response = await send(`${emulatorUrl}/emulator/phones/${number}`, 'PUT', { answer, afterMs: 0 });
  expect(response.status).toBe(200);
}

/** Lets a telephone ring again until somebody answers it. */
export async function clearPhone(emulatorUrl: string, number: string): Promise<void> {
  expect((await send(`${emulatorUrl}/emulator/phones/${number}`, 'DELETE')).status).toBe(204);
}

function send(url: string, method: string, body?: object): Promise<Response> {
  return fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}
