import type { ClipFormat } from './clip.ts';

// One spelling only, so that a line that runs where names are compared without case runs elsewhere as well; and no character
// that a URL or a path gives a meaning of its own.
const clipName = /^[a-z0-9][a-z0-9._-]{0,99}\.(wav|mp3)$/;

/** Whether a file may be a clip by its name: at most 100 of `a-z 0-9 . _ -`, a letter or digit first, then .wav or .mp3. */
export function isClipName(name: string): boolean {
  return clipName.test(name);
}

/** The format that a clip's name promises. */
export function formatNamed(name: string): ClipFormat {
  return name.endsWith('.wav') ? 'wav' : 'mp3';
}
