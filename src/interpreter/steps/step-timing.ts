/** What a request takes that the service answers at once, in milliseconds; slack comes on top. */
export const promptlyMs = 5_000;

/** How long an answer may take: as long as the call rings. Milliseconds. Source: ACS, an incoming call rings 30 s. */
export const ringingMs = 27_000;

/** How long a transfer may ring before the service gives up, in milliseconds. Source: ACS service limits, transfer set-up. */
export const transferSetUpMs = 60_000;

/** The shortest silence that the service can be asked to listen for, in milliseconds. Source: ACS recognize action, whole seconds. */
export const shortestSilenceMs = 1_000;

/** The longest silence that the service listens for before keys, in milliseconds. Source: ACS recognize action. */
export const longestSilenceMs = 300_000;
