/** Largest request body. Bytes. The service's own bound is undocumented; an incoming call context alone has up to 8 KB. */
export const BODY_BYTES_MAX = 256 * 1024;

/** Calls that have ended and can still be looked at. The oldest go first. */
export const ENDED_CALLS_MAX = 200;

/** Calls at once. More are refused by the caller API. */
export const LIVE_CALLS_MAX = 2_000;

/** Prompts kept per call for the caller API and the page. The oldest go first. */
export const HEARD_MAX = 200;

/** Utterances of callers kept per call for the caller API and the page. The oldest go first. */
export const SAID_MAX = 200;

/** Entries kept of the running list of events and actions. The oldest go first. */
export const LOG_ENTRIES_MAX = 500;

/** Characters kept of a log entry's detail. */
export const LOG_DETAIL_CHARACTERS_MAX = 200;

/** Telephones with a behaviour of their own. */
export const PHONES_MAX = 1_000;

/** Keys in one press request. */
export const KEYS_MAX = 64;

/** Pages that may watch at once. */
export const FEED_CLIENTS_MAX = 32;

/** Bytes that a page may leave unread before it is let go. */
export const FEED_BACKLOG_BYTES_MAX = 4 * 1024 * 1024;

/** Between two pings of a page; one that has not answered by the next is let go. Milliseconds. */
export const FEED_PING_MS = 15_000;

/** Events that may wait for one call's webhook. More are dropped, and logged. */
export const WEBHOOK_QUEUE_MAX = 1_000;

/** Characters of an operationContext. Undocumented; an older .NET SDK enforced this number. */
export const OPERATION_CONTEXT_CHARACTERS_MAX = 5_000;

/** Characters of a text prompt. Source: Microsoft, recognize-action concepts. */
export const TEXT_PROMPT_CHARACTERS_MAX = 4_000;

/** Remembered requests with a Repeatability-Request-ID. The oldest go first. */
export const REPEATABLE_REQUESTS_MAX = 5_000;
