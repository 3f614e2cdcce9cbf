/** The bounds of the storage adapters. Times in milliseconds. */
export const storeLimits = {
  /** One request for a row. Table storage answers in some 10 ms; its rare slow answers are not worth a caller's wait. */
  requestTimeoutMs: 2_000,
  /** One request for a page of a scan: the service itself gives up a query after 5 s and answers with what it has. */
  scanRequestTimeoutMs: 6_000,
  /** Repeats of one failed request. */
  retriesMax: 1,
  /** Pause before the repeat. */
  retryDelayMs: 100,
  /** Characters (UTF-16) of one property. Azure allows 32,768; the rest is room for what counts differently. */
  propertyCharactersMax: 30_000,
  /** Properties that one text may be split over: more than fit a row of 1 MiB. */
  textPartsMax: 20,
  /** Characters of a call's or an attempt's id. Ids of calls have 36, of attempts 64; a key may have 512 in all. */
  idCharactersMax: 100,
  /** Pages read of one range in one scan; an unfinished scan goes on with what it has. */
  scanPagesMax: 100,
  /** Rows of one page. Source: Table Storage, query time-out and pagination. */
  pageRowsMax: 1_000,
  /** Rows deleted at the same time by one purge. */
  purgeParallel: 16,
  /** Records that a process remembers. */
  cachedRecordsMax: 1_000,
} as const;
