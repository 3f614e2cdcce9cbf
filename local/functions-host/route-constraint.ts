import type { RouteConstraint } from './route-template.ts';

const guid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const integer = /^[+-]?\d{1,19}$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const plainConstraints: Readonly<Record<string, RouteConstraint>> = {
  int: (value) => integer.test(value) && isWithin(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: (value) => integer.test(value) && isWithin(value, -(2n ** 63n), 2n ** 63n - 1n),
  bool: (value) => /^(?:true|false)$/i.test(value),
  guid: (value) => guid.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  decimal: (value) => decimal.test(value),
  double: (value) => decimal.test(value),
  float: (value) => decimal.test(value),
};

const rangedConstraints: Readonly<Record<string, (first: number, last: number) => RouteConstraint>> = {
  min: (first) => (value) => integer.test(value) && Number(value) >= first,
  max: (first) => (value) => integer.test(value) && Number(value) <= first,
  range: (first, last) => (value) => integer.test(value) && Number(value) >= first && Number(value) <= last,
  minlength: (first) => (value) => value.length >= first,
  maxlength: (first) => (value) => value.length <= first,
  length: (first, last) => (value) => value.length >= first && value.length <= last,
};

/** A route constraint such as `int`, `guid`, `min(1)` or `length(3,5)`; undefined for those that this host lacks, e.g. `regex`. */
export function parseConstraint(text: string): RouteConstraint | undefined {
  const match = /^(\w+)(?:\((-?\d{1,15})(?:,\s*(-?\d{1,15}))?\))?$/.exec(text);
  if (match === null) return undefined;
  const [, name = '', first, last] = match;
  if (first === undefined) return plainConstraints[name.toLowerCase()];
  return rangedConstraints[name.toLowerCase()]?.(Number(first), Number(last ?? first));
}

function isWithin(value: string, min: bigint, max: bigint): boolean {
  const number = BigInt(value.replace(/^\+/, ''));
  return number >= min && number <= max;
}
