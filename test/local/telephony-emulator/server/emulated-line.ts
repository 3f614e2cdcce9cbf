import { once } from 'node:events';
import { CallAutomationClient, type CallConnection } from '@azure/communication-call-automation';
import { WebSocket } from 'ws';
import {
  type CallView,
  type Emulator,
  type EmulatorOptions,
  startEmulator,
} from '../../../../local/telephony-emulator/server/start-emulator.ts';
import type { FeedMessage, LogEntry } from '../../../../local/telephony-emulator/server/views.ts';
import { aReceivingApp, eventually, type ReceivingApp } from './receiving-app.ts';

export const CALLER = '+14255550101';
export const LINE = '+14255550100';
export const DESK = '+14255550102';

/** An emulator, an app that listens to it, and the real SDK between them. */
export interface EmulatedLine {
  readonly emulator: Emulator;
  readonly app: ReceivingApp;
  readonly client: CallAutomationClient;
  /** Places a call and waits for its IncomingCall. */
  ring(): Promise<{ id: string; context: string }>;
  /** Places a call, answers it and waits for CallConnected. */
  connect(): Promise<{ id: string; connection: CallConnection }>;
  call(id: string): Promise<CallView>;
  post(path: string, body?: unknown): Promise<Response>;
  /** The running list as a page gets it that connects now. */
  log(): Promise<readonly LogEntry[]>;
  /** Lets a telephone answer by itself. */
  phone(number: string, answer: string): Promise<Response>;
  close(): Promise<void>;
}

/** Starts them; speech is a hundred times faster than life. */
export async function anEmulatedLine(options: EmulatorOptions = {}): Promise<EmulatedLine> {
  const app = await aReceivingApp();
  const emulator = await startEmulator({
    settings: { speed: 100 },
    lines: [{ number: LINE, label: 'Clinic' }],
    ...options,
  });
  await emulator.setIncomingCallEndpoint(app.incomingCallUrl);
  const client = new CallAutomationClient(emulator.connectionString, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${emulator.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const post = (path: string, body?: unknown) => send('POST', path, body);
  const ring = async () => {
    const before = app.incomingCalls.length;
    // The emulator of this test wrote it.
    const placed = (await (await post('/emulator/calls', { from: CALLER, to: LINE })).json()) as { id: string };
    const data = await eventually(() => app.incomingCalls[before]);
    return { id: placed.id, context: String(data.incomingCallContext) };
  };
  return {
    emulator,
    app,
    client,
    ring,
    post,
    log: () => runningList(emulator.url),
    connect: async () => {
      const { id, context } = await ring();
      const answered = await client.answerCall(context, `${app.url}/events`, { operationContext: 'answer' });
      await app.event('CallConnected');
      return { id, connection: answered.callConnection };
    },
    // The emulator of this test wrote it.
    call: async (id) => (await (await fetch(`${emulator.url}/emulator/calls/${id}`)).json()) as CallView,
    phone: (number, answer) => send('PUT', `/emulator/phones/${number}`, { answer, afterMs: 0 }),
    close: async () => {
      await emulator.close();
      await app.close();
    },
  };
}

async function runningList(url: string): Promise<readonly LogEntry[]> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/emulator/feed`);
  const [data] = await once(socket, 'message');
  socket.terminate();
  const message = JSON.parse(String(data)) as FeedMessage; // The emulator of this test wrote it.
  return message.type === 'snapshot' ? message.log : [];
}
