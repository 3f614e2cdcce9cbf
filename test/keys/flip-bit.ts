/** The text with one of the low seven bits of one of its characters changed, which makes another text in any case. */
export function flipped(text: string, bit: number): string {
  const index = Math.floor(bit / 7) % text.length;
  const unit = text.charCodeAt(index) ^ (1 << (bit % 7));
  return text.slice(0, index) + String.fromCharCode(unit) + text.slice(index + 1);
}
