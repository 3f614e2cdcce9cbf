/** What a clip's bytes turned out to hold. */
export interface ClipSound {
  readonly format: ClipFormat;
  /** How long it plays. Milliseconds, exact for WAV; of an MP3 the frames that can be counted, hence an estimate. */
  readonly durationMs: number;
}

/** The two kinds of sound that the service plays from a file. Source: Microsoft's pages on the play action. */
export type ClipFormat = 'wav' | 'mp3';

/** What is wrong with a clip's bytes: a sentence that says it, and one that says what to do. */
export interface ClipFault {
  readonly message: string;
  readonly advice: string;
}

/** What is wrong with a clip, or with the directory of clips, which then stands as `clip`. */
export interface ClipProblem extends ClipFault {
  /** The file's name. */
  readonly clip: string;
}

/** What is known of a clip beside its sound itself. */
export interface ClipFacts extends ClipSound {
  /** The file's name, as a prompt names it. */
  readonly name: string;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, in hexadecimal: changes whenever the clip does. */
  readonly sha256: string;
}

/** A clip that can be played. */
export interface Clip extends ClipFacts {
  readonly bytes: Uint8Array<ArrayBuffer>;
}
