/** Makes names. */
export interface Ids {
  /** A new name of 8 to 40 characters of [A-Za-z0-9-]. */
  next(): string;
  /** The same UUID for the same text, always and everywhere (version 5). */
  uuidOf(text: string): string;
}
