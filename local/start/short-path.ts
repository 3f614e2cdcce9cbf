import { relative } from 'node:path';

/** A path as a person here would write it: from the working directory where that is shorter, else as it is. */
export function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}
