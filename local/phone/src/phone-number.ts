import parsePhoneNumber from 'libphonenumber-js/min';

/** The caller's number until somebody changes it: one of the numbers reserved for fiction. */
export const DEFAULT_CALLER_NUMBER = '+14255550101';
/** Longest text that the field for the caller's number takes; characters. */
export const NUMBER_CHARS_MAX = 24;

/** A number in E.164, or what to change about it. */
export type CallerNumber = { ok: true; number: string } | { ok: false; problem: string };

/** Reads a number that a person typed: international, with spaces or dashes if they like. */
export function parseCallerNumber(typed: string): CallerNumber {
  const trimmed = typed.trim();
  if (!trimmed.startsWith('+')) {
    return { ok: false, problem: `Start with + and the country code, as in ${DEFAULT_CALLER_NUMBER}.` };
  }
  const parsed = parsePhoneNumber(trimmed);
  if (parsed === undefined || !parsed.isPossible() || parsed.ext !== undefined) {
    return { ok: false, problem: `This cannot be a phone number. Example: ${DEFAULT_CALLER_NUMBER}.` };
  }
  return { ok: true, number: parsed.number };
}

/** A number as people write it; whatever is not a number is shown as it came. */
export function displayNumber(number: string): string {
  return parsePhoneNumber(number)?.formatInternational() ?? number;
}
