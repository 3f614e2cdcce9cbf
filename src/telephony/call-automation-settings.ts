import type { TokenCredential } from '@azure/core-auth';

/** How the service is reached, and how it reaches us. */
export interface CallAutomationSettings {
  /** A connection string, for development; or an endpoint with a credential. */
  readonly access:
    | { readonly connectionString: string }
    | { readonly endpoint: string; readonly credential: TokenCredential };
  /** Whether plain http is allowed, as the emulator speaks it. The SDK refuses it by default. */
  readonly allowHttp: boolean;
  /** The address that the service sends the events of an attempt to. */
  readonly callbackUrl: (attemptId: string) => string;
  /** The speech resource; without it the service speaks and recognises nothing. */
  readonly cognitiveServicesEndpoint?: string;
  /** The number shown to a person whom the line rings. Source: a transfer to the public network needs one of the resource's. */
  readonly callerIdNumber?: string;
  /** The address that the service fetches a clip from, by its name. Where absent, the text of a clip is spoken instead. */
  readonly clipUrl?: (name: string) => string;
}
