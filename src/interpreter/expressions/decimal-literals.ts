/** Raw and multi-line texts, whose ends are found by other rules. */
const otherTexts = /\b[rRbB]["']|"""|'''/;

/** Texts, names and numbers; of the numbers, a whole one is the only token that is digits alone. */
const tokens = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?/g;

/**
 * An expression with its whole numbers written as decimals: `flag ? price : 0` becomes `flag ? price : 0.0`. CEL wants one type
 * in both branches and in every item of a list, and authors do not know its two kinds of number apart.
 */
export function withDecimals(source: string): string {
  if (otherTexts.test(source)) return source;
  return source.replaceAll(tokens, (token) => (/^\d+$/.test(token) ? `${token}.0` : token));
}
