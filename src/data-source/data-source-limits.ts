/** Bounds of what a flow may send. A request beyond one of them is refused, and would be each time. */
export const requestLimits = {
  /** Characters of the address with its query. Common servers refuse more than 8,000. */
  urlCharactersMax: 8_000,
  /** Headers that a flow gives. */
  headersMax: 32,
  /** Characters of one header's name and value together; common servers take 8,000 for all of them. */
  headerCharactersMax: 4_000,
  /** Bytes of the body as JSON. */
  bodyBytesMax: 64 * 1024,
  /** The longest time-out there is, whatever is asked for, in milliseconds. No caller waits longer in silence. */
  timeoutMsMax: 30_000,
  /**
   * How long a token is fetched, in milliseconds. Requests that wait for it keep to their own time-outs; the fetch goes on for
   * those that come after them.
   */
  tokenTimeoutMs: 8_000,
} as const;

/** Bounds of an answer. What breaks one cannot be used: no caller could be told that much. */
export const answerLimits = {
  /** Bytes of the body. */
  bodyBytesMax: 256 * 1024,
  /** Lists and objects inside each other. */
  depthMax: 32,
} as const;

/** Bounds of the connections to one host; what exceeds them waits, within its time-out. */
export const connectionLimits = {
  /** Connections to one host at the same time. */
  socketsPerHostMax: 32,
  /** Connections at the same time, to whatever host. */
  socketsMax: 512,
  /** Connections to one host that are kept for the next request. */
  idleSocketsPerHostMax: 8,
  /** How long such a connection is kept, in milliseconds: less than the 5 s after which a Node.js server closes it. */
  idleMsMax: 4_000,
} as const;
