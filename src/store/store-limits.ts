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
  /** One read or write of the line's own rows, all its requests together: a caller waits for it. */
  dataTimeoutMs: 3_000,
  /** Characters (UTF-16) of a row's key or a table's name as they are stored. Azure allows 512. */
  dataKeyCharactersMax: 500,
  /** Rows of one answer. */
  dataRowsMax: 1_000,
  /** Pages read for one answer. A page may hold fewer rows than it could, even none. Source: Table Storage, pagination. */
  dataPagesMax: 10,
  /** Fields that one write may name: with texts of the greatest length they are 0.8 MB, and a row of Azure holds 1 MiB. */
  dataFieldsMax: 50,
  /** Characters (UTF-16) of a text that is written. */
  dataTextCharactersMax: 8_000,
  /**
   * Writes that a row remembers, about 4,000 characters. A write whose performer died is repeated within some 30 s (lease,
   * watchdog, at most three attempts); until then eight others a second may write the same row without it being forgotten.
   */
  rememberedWritesMax: 256,
  /** How often one write is decided anew because others changed the row meanwhile. Each time is another's progress. */
  dataWriteTriesMax: 32,
  /** Longest pause before a write is decided anew; half of it on average, at random, so that writers do not stay in step. */
  dataWritePauseMs: 50,
  /** Rows of switches that are read; an operator has a handful. */
  switchesMax: 500,
  /** Characters (UTF-16) of a switch's announcement: about a minute of speech. */
  announcementCharactersMax: 1_000,
  /** One request that carries a program: up to 1.4 MB on the wire, and no caller waits for it. */
  programRequestTimeoutMs: 6_000,
  /** Bytes (UTF-8) of a program's source: bounds the memory that a damaged row can take when it is unpacked. */
  programBytesMax: 16_777_216,
  /** Bytes of one binary property. Azure allows 65,536. */
  programPartBytesMax: 64_000,
  /** Binary properties of a program: 1,024,000 bytes of the 1,048,576 that Azure allows a row. */
  programPartsMax: 16,
} as const;
