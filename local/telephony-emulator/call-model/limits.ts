/** Operations that may wait behind the running one. The service's own bound is undocumented; this one keeps the model finite. */
export const MEDIA_QUEUE_MAX = 50;

/** Sources in one play or prompt. The service's own bound is undocumented; this one keeps the model finite. */
export const PLAY_SOURCES_MAX = 50;

/** Keys in one recognition when the request names no maximum. Undocumented by the service; see MEDIA_QUEUE_MAX. */
export const COLLECTED_TONES_MAX = 100;

/** Transfers and redirects in one call. No bound is documented; a call that tries more often than this is refused. */
export const TARGET_LEGS_MAX = 50;

/** Characters kept of any text that comes in. Longer than the longest prompt the service documents (4 000). */
export const TEXT_CHARACTERS_MAX = 20_000;
