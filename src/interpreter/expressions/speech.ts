/** Says a text character by character: `123` becomes `1, 2, 3`, which speech services read as single digits. */
export function spell(text: string): string {
  return [...text.replaceAll(/\s+/g, '')].join(', ');
}
