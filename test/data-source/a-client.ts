import type { HttpClient, HttpRequest, HttpResult } from '../../src/calls/ports/http-client.ts';
import { type AllowedHost, parseAllowedHosts } from '../../src/data-source/allowed-hosts.ts';
import { type Credentials, parseCredentials } from '../../src/data-source/credentials.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/data-source/http-client.ts';

/** The hosts of a list that is right. */
export function hostsOf(text: string): readonly AllowedHost[] {
  const hosts = parseAllowedHosts(text);
  if (!hosts.ok) throw new Error(hosts.error.join(' '));
  return hosts.value;
}

/** Credentials that are right. */
export function credentialsOf(document: object): Credentials {
  const credentials = parseCredentials(JSON.stringify(document));
  if (!credentials.ok) throw new Error(credentials.error.join(' '));
  return credentials.value;
}

/** A client that may go where the list says, at a time that stands still. */
export function aClient(hosts: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  return createHttpClient({ allowedHosts: hostsOf(hosts), clock: { nowMs: () => 0 }, ...options });
}

/** A GET without anything, unless it says otherwise. */
export function aRequest(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, ...more };
}

/** Gets an address of a server on this machine. */
export function get(port: number, options: Partial<HttpClientOptions> = {}): Promise<HttpResult> {
  const host = `http://127.0.0.1:${port}`;
  return aClient(host, options).send(aRequest(`${host}/`), 10_000);
}

/** Deadlines that come when a test says so, in the order in which they were set. */
export function manualDeadlines() {
  const controllers: AbortController[] = [];
  const askedMs: number[] = [];
  return {
    askedMs,
    timeoutSignal: (timeoutMs: number) => {
      const controller = new AbortController();
      controllers.push(controller);
      askedMs.push(timeoutMs);
      return controller.signal;
    },
    /** Lets one come; the first by default. */
    expire: (index = 0) => controllers[index]?.abort(),
  };
}
