import type { HttpClient, HttpRequest, HttpResult } from '../../src/calls/ports/http-client.ts';

/** What comes of a request, or how to find out. */
export type HttpAnswer = HttpResult | ((request: HttpRequest, timeoutMs: number) => HttpResult | Promise<HttpResult>);

/** The other side of `http` steps: it answers as a test says, one request after the other, and remembers them. */
export interface ScriptedHttp extends HttpClient {
  /** The next requests come to this, one after the other; after them each is answered by 200 without a body. */
  answers(...answers: readonly HttpAnswer[]): void;
  /** Every request that was sent, in order, and how long it was given. */
  readonly requests: readonly { readonly request: HttpRequest; readonly timeoutMs: number }[];
}

/** Answers every request by 200. */
export function createScriptedHttp(): ScriptedHttp {
  const script: HttpAnswer[] = [];
  const requests: { request: HttpRequest; timeoutMs: number }[] = [];
  return {
    requests,
    answers: (...answers) => void script.push(...answers),
    send: async (request, timeoutMs) => {
      requests.push({ request, timeoutMs });
      const answer = script.shift() ?? { type: 'answered', status: 200 };
      return typeof answer === 'function' ? answer(request, timeoutMs) : answer;
    },
  };
}
