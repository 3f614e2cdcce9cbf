/** The bounds of a dialogue. A dialogue that meets one fails with a sentence; it never hangs a test run. */
export const dialogueLimits = {
  /** Turns of one dialogue: a person reads them. */
  turnsMax: 200,
  /** Dialogues of one file. */
  dialoguesPerFileMax: 200,
  /** Bytes of one file: far above what its dialogues take. */
  fileBytesMax: 1024 * 1024,
  /** Virtual time of one call, in milliseconds: an hour above the longest call that the interpreter allows. */
  virtualMsMax: 5 * 60 * 60 * 1_000,
  /** Events, commands and timers of one call together: a call of 1,000 steps has some thousands. */
  happeningsMax: 20_000,
  /** Characters of a text in a dialogue: as long as the longest prompt. */
  textCharactersMax: 4_000,
  /** Characters that a caller says in one turn. Source: what the call model takes at once. */
  spokenCharactersMax: 1_000,
  /** Keys in one turn: as many as one input can take, twice. */
  keysMax: 128,
  /** Milliseconds of one `waitMs`. */
  waitMsMax: 4 * 60 * 60 * 1_000,
  /** Rows in all tables of one dialogue. */
  rowsMax: 1_000,
  /** Answers to http requests, and requests expected, in one dialogue. */
  requestsMax: 100,
  /** Times that one answer is given, or one fault happens. */
  timesMax: 100,
  /** Callers looked at to find one whom `distribute` steps send as wanted: enough for an arm of 1 in 1,000, twice over. */
  callersTriedMax: 20_000,
} as const;

/** How the people and services in a dialogue behave where it does not say so. Milliseconds. */
export const habits = {
  /** From the beginning of a prompt to a key, a word or a hang-up during it: below the shortest prompt. */
  reactionMs: 200,
  /** Between two keys: quick, and far below any inter-digit silence. */
  keyGapMs: 150,
  /** How long a phone rings before it is picked up or turned away. */
  phoneMs: 2_000,
  /** How long a service takes to answer a request: too short for a filler. */
  answerMs: 100,
} as const;
