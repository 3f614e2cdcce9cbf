/** Operations that may wait behind the running one. The service's own bound is undocumented; this one keeps the model finite. */
export const MEDIA_QUEUE_MAX = 50;

/** Sources in one play or prompt. The service's own bound is undocumented; this one keeps the model finite. */
export const PLAY_SOURCES_MAX = 50;

/** Keys in one recognition when the request names no maximum. Undocumented by the service; see MEDIA_QUEUE_MAX. */
export const COLLECTED_TONES_MAX = 100;

/** Choices in one recognition. Undocumented by the service; see MEDIA_QUEUE_MAX. */
export const CHOICES_MAX = 50;

/** Phrases of one choice. Undocumented by the service; see MEDIA_QUEUE_MAX. */
export const PHRASES_MAX = 50;

/** Characters of a choice's label or of one phrase. Undocumented by the service; see MEDIA_QUEUE_MAX. */
export const PHRASE_CHARACTERS_MAX = 500;

/** Characters that a telephone says in one input. Ours: more than a minute of speech. */
export const SPOKEN_CHARACTERS_MAX = 1_000;

/** Characters of an utterance; whoever goes on after that is not heard. Ours: the service's time limit (8570) is undocumented. */
export const UTTERANCE_CHARACTERS_MAX = 4_000;

/** Longest silence before the first key of a recognition of keys alone. Milliseconds. Source: Microsoft, recognize action. */
export const KEYS_INITIAL_SILENCE_MS_MAX = 300_000;

/**
 * The same where words are listened for. Milliseconds. Source: Microsoft, recognize action, for choices and speech; that it
 * holds for speech-or-keys is assumed.
 */
export const SPEECH_INITIAL_SILENCE_MS_MAX = 20_000;

/** Transfers and redirects in one call. No bound is documented; a call that tries more often than this is refused. */
export const TARGET_LEGS_MAX = 50;

/** Characters kept of any text that comes in. Longer than the longest prompt the service documents (4 000). */
export const TEXT_CHARACTERS_MAX = 20_000;
