/** The bounds of the loop. Times in milliseconds. */
export const callLimits = {
  /** One request to the telephone service. The service answers in well under a second. */
  commandTimeoutMs: 3_000,
  /** One request to play or to recognise: the caller hears nothing meanwhile, and a repeat replaces it. */
  mediaTimeoutMs: 2_000,
  /** One look-up or write of the line's own rows, with its repeat. The store gives up by itself before that. */
  rowsTimeoutMs: 7_000,
  /** How often a row that could not be asked for is asked for. */
  rowsTriesMax: 2,
  /** How often a request that may be sent again is begun, its repeat after the death of an instance included. */
  requestAttemptsMax: 2,
  /** Time that must be left of a request's own for it to be sent a second time. */
  requestRepeatMsMin: 500,
  /** Added to the time-outs of a batch for its lease: our own work, and clocks that differ between instances. */
  leaseSlackMs: 2_000,
  /** How often a batch is begun before it counts as unreachable. */
  intentAttemptsMax: 3,
  /** How long a storage that does not answer is waited for with what may not be told again; the host ends an invocation after a minute. */
  outageMsMax: 20_000,
  /** The first pause before it is asked again, and the longest. */
  outagePauseMsMin: 300,
  outagePauseMsMax: 2_000,
  /** From the answer to the news that the call is connected; after it the service is asked. */
  connectedAfterMs: 3_000,
  /** Pause before a command that nobody knows the outcome of is sent again in the same lease. */
  resendAfterMs: 300,
  /** How often a write that lost against another is decided anew. Each loss is another's progress. */
  conflictsMax: 8,
  /** Confirmations are best effort: the watchdog makes up for one that never lands. */
  confirmTriesMax: 3,
  /** Ids of events remembered per call. */
  seenMax: 64,
  /** Characters of the trace kept in the row before they are moved to the archive. */
  traceCharactersMax: 8_000,
  /** An incoming call older than this rings no longer. Source: ACS, an incoming call rings 30 s. */
  offerAgeMsMax: 25_000,
  /** After this a step of the ending that did not come through is tried again. */
  endingRetryMs: 5_000,
  /** How long late news of an ended call are known for what they are. */
  tombstoneMs: 15 * 60_000,
  /** Rows that one sweep looks after. More are left to the next, some seconds later. */
  sweepMax: 200,
  /** After this a sweep begins nothing more; the host ends an invocation after a minute. */
  sweepMs: 20_000,
  /** Closed records that one sweep forgets: at a sweep every 5 s, those of 200 calls a second. */
  purgeMax: 1_000,
  /** Calls looked after at the same time by one sweep. */
  sweepParallel: 16,
  /** Asked again after this where the service could not say whether a call is still there. */
  probeAgainMs: 3_000,
  /** How long a service that cannot be asked is waited for before an overdue operation counts as failed all the same. */
  probePatienceMs: 15_000,
  /** How often the first write of a call is tried before its caller is passed on to the fallback number. */
  insertTriesMax: 2,
  /** Emergency switches that a call is told of: more than one line's schedules. */
  emergenciesMax: 100,
  /** Characters of their announcements together, of the 30,000 that a call's state has room for. */
  announcementsCharactersMax: 4_000,
  /** After this one invocation leaves what is still to be done to the next; the host ends it after a minute. */
  carryOnMsMax: 25_000,
  /** A young call's program may be on its way into storage: so long it is waited for rather than given up. */
  programLateMs: 10_000,
} as const;
