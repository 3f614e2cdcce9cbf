import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createExchange } from './exchange.ts';
import { serveFeed } from './feed-socket.ts';
import { closeServer, listen } from './http-server.ts';
import { DEFAULT_AUDIENCE, type EmulatorOptions } from './options.ts';
import { createSigningKey, tokenSigner } from './token-signer.ts';
import { webApp } from './web-app.ts';

/** Bytes of a new access key; the real ones have as many. */
const ACCESS_KEY_BYTES = 64;

/** An emulator that listens. */
export interface Emulator {
  /** Without a slash at the end. */
  readonly url: string;
  /** For the SDK, with its option `allowInsecureConnection`. */
  readonly connectionString: string;
  /** `iss` of the webhooks' tokens. */
  readonly issuer: string;
  /** `aud` of the webhooks' tokens. */
  readonly audience: string;
  /** Where the keys are that check the webhooks' tokens. */
  readonly jwksUrl: string;
  /** Subscribes the app's Event Grid webhook to IncomingCall; true when it has confirmed, which is tried for five minutes. */
  setIncomingCallEndpoint(url: string): Promise<boolean>;
  /** Ends everything that was started: no timer, socket or delivery is left. */
  close(): Promise<void>;
}

/** Starts an emulator of Call Automation with its telephones. Throws {@link PortTakenError} when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', accessKey = randomBytes(ACCESS_KEY_BYTES).toString('base64') } = options;
  const signingKey = await createSigningKey();
  const server = createServer();
  const port = await listen(server, options.port ?? 0, host);
  // From here to the return nothing waits, so that no request can arrive before there is somebody to answer it.
  const url = `http://${authority(host, port)}`;
  const ending = new AbortController();
  const signer = tokenSigner(signingKey, options.issuer ?? url, options.audience ?? DEFAULT_AUDIENCE);
  const exchange = createExchange(options, signer, ending.signal);
  const allowedHosts = hostsOf(host, port, options.allowedHosts ?? []);
  const app = webApp({ ...exchange, options, accessKey, signer, allowedHosts });
  server.on('request', getRequestListener(app.fetch));
  const stopFeed = serveFeed({ ...exchange, server, lines: options.lines ?? [], allowedHosts });
  if (options.incomingCallEndpoint !== undefined) void exchange.subscribe(options.incomingCallEndpoint);
  return {
    url,
    connectionString: `endpoint=${url}/;accesskey=${accessKey}`,
    issuer: signer.issuer,
    audience: signer.audience,
    jwksUrl: `${url}/calling/keys`,
    setIncomingCallEndpoint: (endpoint) => exchange.subscribe(endpoint),
    close: async () => {
      ending.abort();
      exchange.switchboard.stop();
      exchange.phones.stop();
      stopFeed();
      await closeServer(server);
    },
  };
}

function hostsOf(host: string, port: number, more: readonly string[]): readonly string[] {
  const own = [host, '127.0.0.1', 'localhost', '::1'].map((name) => authority(name, port));
  return [...own, ...more].map((name) => name.toLowerCase());
}

function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

export { PortTakenError } from './http-server.ts';
export type { EmulatorOptions, Line } from './options.ts';
export type { CallView, FeedMessage, HeardPrompt, LogEntry } from './views.ts';
