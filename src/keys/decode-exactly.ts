/**
 * Decodes base64; undefined unless the text is exactly what encoding the bytes yields. Node itself skips what does not belong
 * and ignores the last bits, so that several texts would pass for one.
 */
export function decodeExactly(text: string, encoding: 'base64' | 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}
