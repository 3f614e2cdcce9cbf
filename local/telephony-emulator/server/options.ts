import type { ModelSettings } from '../call-model/call-model.ts';

/** A number that can be called, as the page offers it. */
export interface Line {
  /** E.164. */
  readonly number: string;
  /** What a person calls it. */
  readonly label: string;
}

/** How the emulator is set up; everything has a default. */
export interface EmulatorOptions {
  /** TCP port, 0 for any free one. Default 0. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`: the caller API has no authentication, so think before opening it. */
  readonly host?: string;
  /** Further `name:port` by which requests may address the emulator, besides its own and localhost's. Default none. */
  readonly allowedHosts?: readonly string[];
  /** Base64 of the key that signs requests. Default: a new one. */
  readonly accessKey?: string;
  /** Default none. Numbers that are not listed can be called all the same. */
  readonly lines?: readonly Line[];
  /** Event Grid webhook of the app for IncomingCall. Default none: calls ring and are lost until one is set. */
  readonly incomingCallEndpoint?: string;
  /** Folder of the page, served at `/`. Default none. */
  readonly phoneDirectory?: string;
  /** `aud` of the webhooks' tokens: the resource's immutable id. Default {@link DEFAULT_AUDIENCE}. */
  readonly audience?: string;
  /** `iss` of the webhooks' tokens. Default: the emulator's own url. */
  readonly issuer?: string;
  /** Refuses callback addresses that are not https, as the service is said to. Default false. */
  readonly httpsCallbacksOnly?: boolean;
  /** Refuses spoken prompts, and recognitions of more than keys, in calls answered without a Cognitive Services endpoint (400/8567, assumed). Default false. */
  readonly cognitiveServicesRequired?: boolean;
  /** How calls behave. Default: as life. */
  readonly settings?: Partial<ModelSettings>;
  /** Waits between attempts at a webhook. Milliseconds. Default {@link WEBHOOK_RETRY_DELAYS_MS}. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** Waits between attempts at IncomingCall. Milliseconds. Default {@link EVENT_GRID_RETRY_DELAYS_MS}. */
  readonly eventGridRetryDelaysMs?: readonly number[];
  /** Gets a line, without numbers and keys, when something could not be delivered. Default: nothing is written. */
  readonly log?: (line: string) => void;
}

/** The resource id that stands in the tokens when no other is given. */
export const DEFAULT_AUDIENCE = '7b1f2c9e-5a3d-4e86-9c41-0d2f6a8e3b57';

/** The real policy is undocumented. These are about 30 s in all, the time that a caller would wait. */
export const WEBHOOK_RETRY_DELAYS_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000, 8_000, 14_000];

/** Two attempts, as Microsoft recommends for this subscription; the wait is the first of Event Grid's schedule. */
export const EVENT_GRID_RETRY_DELAYS_MS: readonly number[] = [10_000];
