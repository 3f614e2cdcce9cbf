/** Bounds of the clips of a line. */
export const clipLimits = {
  /**
   * Size of one clip, bytes. Five minutes of WAV, more than anybody listens to; a function's answer stands whole in memory,
   * several times over on its way out. The service's own limit is documented nowhere.
   */
  clipBytesMax: 10 * 1024 * 1024,
  /** Files that a directory of clips may hold; more is a directory that was never meant to be one. */
  clipsMax: 1_000,
  /** What a process keeps of the clips that it has read, bytes: a small part of the smallest instance's 512 MB. */
  keptBytesMax: 32 * 1024 * 1024,
  /** Beginning of a WAV file in which its length is looked for first; recorders write less than 100 bytes before the sound. */
  wavHeadBytes: 4 * 1024,
  /** MP3 files read for their lengths, bytes together: each is read whole, while a cold start waits. */
  measuredBytesMax: 64 * 1024 * 1024,
  /** Chunks of a WAV file that are looked at; recorders and editors write fewer than ten before the sound. */
  wavChunksMax: 100,
};
