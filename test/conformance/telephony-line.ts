import { randomUUID } from 'node:crypto';
import type { EmulatorOptions } from '../../local/telephony-emulator/server/start-emulator.ts';
import type { CallProbe, CommandRequest, CommandResult } from '../../src/calls/ports/telephony.ts';
import type {
  CommandBody,
  DataCommand,
  RecogniseChoice,
  RecogniseDigits,
  RecogniseSpeech,
  TelephonyCommand,
} from '../../src/interpreter/command.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import { callAutomation } from '../../src/telephony/call-automation.ts';
import { decodeCallEvents } from '../../src/telephony/decode-call-event.ts';
import { anEmulatedLine, CALLER, type EmulatedLine } from '../local/telephony-emulator/server/emulated-line.ts';
import { eventually } from '../local/telephony-emulator/server/receiving-app.ts';
import { aTelephonyProxy, type TelephonyProxy } from './telephony-proxy.ts';

/** The instant at which every event of these tests is taken to have been received. */
export const receivedAtMs = 1_795_000_000_000;

/** A command of the telephone service without its token. */
export type TelephonyBody = Exclude<CommandBody, { readonly type: DataCommand['type'] }>;

/** Where the clips of these tests are; the emulator fetches none. */
export const clipsUrl = 'https://clips.example';

/** The adapter with the SDK, the emulator behind a proxy, and an app that gets the events. */
export interface TelephonyLine {
  readonly emulated: EmulatedLine;
  readonly proxy: TelephonyProxy;
  /** Rings and gives the address that a command for the ringing call needs. */
  ring(): Promise<Ringing>;
  /** Rings, answers through the adapter, and waits until the call is connected. */
  connect(): Promise<Connected>;
  perform(request: CommandRequest): Promise<CommandResult>;
  probe(callId: string, timeoutMs?: number): Promise<CallProbe>;
  /** Waits for the next event of a type that the adapter decodes. */
  event(type: CallEvent['type']): Promise<CallEvent>;
  /** Presses keys, or says something, as soon as the line listens. */
  input(call: Ringing, input: { readonly keys: string } | { readonly text: string }): Promise<void>;
  close(): Promise<void>;
}

/** A call that rings: its id at the emulator, and how the service knows it. */
export interface Ringing {
  readonly emulatorId: string;
  readonly call: CommandRequest['call'];
}

/** A call that is connected, and a way to give it commands. */
export interface Connected extends Ringing {
  readonly callId: string;
  does(body: TelephonyBody, token?: string): Promise<CommandResult>;
}

/** Starts them. The proxy's address is known before the emulator starts, which refuses hosts that it does not know. */
export async function aTelephonyLine(options: EmulatorOptions = {}): Promise<TelephonyLine> {
  const proxy = await aTelephonyProxy();
  const emulated = await anEmulatedLine({ ...options, allowedHosts: [proxy.host] });
  proxy.target(emulated.emulator.url);
  const accessKey = emulated.emulator.connectionString.split('accesskey=')[1] ?? '';
  const telephony = callAutomation({
    access: { connectionString: `endpoint=http://${proxy.host}/;accesskey=${accessKey}` },
    allowHttp: true,
    callbackUrl: (attemptId) => `${emulated.app.url}/api/call-events/${attemptId}`,
    clipUrl: (name) => `${clipsUrl}/${name}`,
  });
  const taken = new Set<string>();
  const ring = async (): Promise<Ringing> => {
    const { id, context } = await emulated.ring();
    return { emulatorId: id, call: { attemptId: `attempt-${id}`, from: CALLER, incomingCallContext: context } };
  };
  const event = (type: CallEvent['type']) =>
    eventually(() => {
      const delivered = emulated.app.posts.flatMap(({ events }) => decoded(events));
      const next = delivered.find((one) => one.event.type === type && !taken.has(one.eventId));
      if (next !== undefined) taken.add(next.eventId);
      return next?.event;
    });
  const connect = async (): Promise<Connected> => {
    const ringing = await ring();
    const answered = await telephony.perform(aRequest({ type: 'answer' }, ringing.call));
    if (answered.type !== 'done' || answered.callId === undefined) throw new Error('The call was not answered.');
    const { callId } = answered;
    await event('callConnected');
    const call = { attemptId: ringing.call.attemptId, from: CALLER, callId };
    return { ...ringing, callId, call, does: (body, token) => telephony.perform(aRequest(body, call, token)) };
  };
  const input: TelephonyLine['input'] = async ({ emulatorId }, given) => {
    const [how, listens] =
      'keys' in given ? (['press', 'listening'] as const) : (['say', 'listeningForSpeech'] as const);
    await eventually(async () => (await emulated.call(emulatorId))[listens]);
    await emulated.post(`/emulator/calls/${emulatorId}/${how}`, given);
  };
  return {
    emulated,
    proxy,
    ring,
    connect,
    perform: telephony.perform,
    probe: (callId, timeoutMs = 3_000) => telephony.probe(callId, timeoutMs),
    event,
    input,
    close: async () => {
      await emulated.close();
      await proxy.close();
    },
  };
}

function decoded(events: readonly unknown[]) {
  const body = decodeCallEvents(JSON.stringify(events), receivedAtMs);
  if (body === undefined) throw new Error('The emulator sent a body that is no list of CloudEvents.');
  return body.delivered;
}

/** A command as the loop would have it performed. */
export function aRequest(body: TelephonyBody, call: CommandRequest['call'], token = '4.0'): CommandRequest {
  // A body and a token are a command; the compiler does not see it through the union.
  const command = { ...body, token } as TelephonyCommand;
  return {
    command,
    call,
    repeatability: { requestId: randomUUID(), firstSentAtMs: Date.parse('2026-03-20T10:00:07Z') },
    timeoutMs: 3_000,
  };
}

/** Asks for up to four keys, ended by the hash key. */
export function aRecognition(changes: Partial<RecogniseDigits> = {}): RecogniseDigits {
  return {
    type: 'recogniseDigits',
    prompts: [{ text: 'Enter your number.', language: 'en-US' }],
    bargeIn: true,
    digitsMax: 4,
    endKey: '#',
    // Told a hundred times as fast: a busy machine must not be too slow for the caller.
    initialSilenceMs: 20_000,
    interDigitMs: 3_000,
    ...changes,
  };
}

/** Asks for one of two things, by phrase or by key. */
export function aChoice(changes: Partial<RecogniseChoice> = {}): RecogniseChoice {
  return {
    type: 'recogniseChoice',
    prompts: [{ text: 'Appointments or billing?', language: 'en-US' }],
    bargeIn: true,
    choices: [
      { label: 'option1', phrases: ['appointments', 'an appointment'], key: '1' },
      { label: 'option2', phrases: ['billing'], key: '2' },
    ],
    language: 'en-US',
    // Told a hundred times as fast: a busy machine must not be too slow for the caller.
    initialSilenceMs: 20_000,
    ...changes,
  };
}

/** Asks for free speech; for keys as well where `keys` are given. */
export function aSpeech(changes: Partial<RecogniseSpeech> = {}): RecogniseSpeech {
  return {
    type: 'recogniseSpeech',
    prompts: [{ text: 'Please say the street.', language: 'en-US' }],
    bargeIn: true,
    language: 'en-US',
    // Told a hundred times as fast: a busy machine must not be too slow for the caller.
    initialSilenceMs: 20_000,
    endSilenceMs: 1_500,
    ...changes,
  };
}
