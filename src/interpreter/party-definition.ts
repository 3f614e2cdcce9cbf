/** A number in E.164 form. Source: ITU-T E.164, of which the shortest numbers with a country code have seven digits. */
const number = /^\+[1-9][0-9]{6,14}$/;

/** The raw id of what the service can ring: a number, a user of the resource or of Teams, an app. Source: communication identifiers. */
const identity = /^(?:4|8|28):[^\s*]{1,300}$/;

/** The raw id of a withheld number, as seen in captures; others have been seen nowhere. */
const withheld = /^(4:)?(anonymous)?$/i;

/** Whether a text is a number in E.164 form. */
export function isNumber(text: string): boolean {
  return number.test(text);
}

/** Whether a text is a number in E.164 form, or an identity, that a call can be handed over to. */
export function isParty(text: string): boolean {
  return isNumber(text) || identity.test(text);
}

/** Whether a caller has withheld the number. */
export function isWithheld(from: string): boolean {
  return withheld.test(from);
}
