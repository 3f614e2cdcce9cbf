import { basename } from 'node:path';
import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import type { LoadedLine } from './load-line.ts';

/**
 * What is wrong with the files of flows that are there and cannot be read, by the name that such a file has: that of its flow
 * nobody knows.
 */
export function unreadFlows({ files }: Pick<LoadedLine, 'files'>): ReadonlyMap<string, readonly LocatedProblem[]> {
  const read = new Set([...files.flows.values()].map(({ file }) => file));
  const unread = files.problems.filter(({ file, code }) => {
    // The second of two flows of one name has been read.
    return file.endsWith('.flow.json') && !read.has(file) && code !== 'duplicate-flow';
  });
  return Map.groupBy(unread, ({ file }) => basename(file, '.flow.json'));
}
