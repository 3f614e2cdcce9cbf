import * as z from 'zod';

/** How long a request may take before it counts as unanswered; milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Longest message of the emulator that is shown; characters. */
const MESSAGE_CHARS_MAX = 300;

/** What came of a request: a value, or one sentence that a person can read. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: string };

/** What a person can do with a phone that is called. */
export type LegAction = 'accept' | 'decline' | 'hangup';

/** The requests that the page makes. None throws; a refusal or a silence is an answer in words. */
export type EmulatorApi = {
  placeCall(from: string, to: string): Promise<Answer<{ id: string }>>;
  pressKeys(callId: string, keys: string): Promise<Answer<void>>;
  say(callId: string, text: string): Promise<Answer<void>>;
  hangUp(callId: string): Promise<Answer<void>>;
  actOnLeg(callId: string, legId: string, action: LegAction): Promise<Answer<void>>;
};

const placedCall = z.object({ id: z.string() });
/** The emulator words its refusals in either of these two ways: its own, and the service's. */
const refusal = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ message: z.string() }).transform((body) => body.message),
]);

/** The emulator's caller API over HTTP. `send` is `fetch`, or its stand-in in tests. */
export function emulatorApi(send: typeof fetch): EmulatorApi {
  const act = async (path: string, body: Record<string, string>, failed: string): Promise<Answer<void>> => {
    const answer = await post(send, { path, body, failed });
    return answer.ok ? { ok: true, value: undefined } : answer;
  };
  return {
    async placeCall(from, to) {
      const answer = await post(send, { path: '', body: { from, to }, failed: 'The call could not be placed.' });
      if (!answer.ok) return answer;
      const decoded = placedCall.safeParse(answer.value);
      if (decoded.success) return { ok: true, value: { id: decoded.data.id } };
      return { ok: false, problem: 'The call was placed, but the emulator did not say which it is. Reload the page.' };
    },
    pressKeys: (callId, keys) => act(`/${encodeURIComponent(callId)}/press`, { keys }, 'The keys were not taken.'),
    say: (callId, text) => act(`/${encodeURIComponent(callId)}/say`, { text }, 'The words were not taken.'),
    hangUp: (callId) => act(`/${encodeURIComponent(callId)}/hangup`, {}, 'The phone could not hang up.'),
    actOnLeg: (callId, legId, action) =>
      act(
        `/${encodeURIComponent(callId)}/legs/${encodeURIComponent(legId)}/${action}`,
        {},
        `The other phone could not ${action === 'hangup' ? 'hang up' : action}.`,
      ),
  };
}

type CallRequest = { path: string; body: Record<string, string>; failed: string };

async function post(send: typeof fetch, { path, body, failed }: CallRequest): Promise<Answer<unknown>> {
  try {
    const response = await send(`/emulator/calls${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const answer = await bodyOf(response);
    if (response.ok) return { ok: true, value: answer };
    return { ok: false, problem: `${failed} ${reasonOf(answer, response.status)}` };
  } catch {
    // fetch fails only when nothing came back: the emulator is gone, or silent beyond the time-out.
    return { ok: false, problem: `${failed} The emulator does not answer. Is npm start still running?` };
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function reasonOf(body: unknown, status: number): string {
  const decoded = refusal.safeParse(body);
  return decoded.success ? decoded.data.slice(0, MESSAGE_CHARS_MAX) : `The emulator answered with status ${status}.`;
}
