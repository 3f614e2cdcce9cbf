import { type LocatedProblem, wordProblem } from '../src/flow-catalog/located-problem.ts';

/** Why a command was not carried out. */
export interface Refusal {
  /** 1: something is wrong with the line; 2: the command was not understood, or names what is not there. */
  readonly exitCode: 1 | 2;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
  /** What is wrong with which file, where that is the reason. */
  readonly problems: readonly LocatedProblem[];
}

/** What of a refusal is not as usual. */
export type RefusalRest = Partial<Pick<Refusal, 'exitCode' | 'problems'>>;

/** A refusal, unless said otherwise of a command that was not understood. */
export function refusal(message: string, advice: string, rest: RefusalRest = {}): Refusal {
  return { exitCode: 2, problems: [], ...rest, message, advice };
}

/** A refusal for people: a sentence or two, and under them a line for each problem. */
export function wordRefusal({ message, advice, problems }: Refusal): string {
  return [`${message} ${advice}`, ...problems.map(wordProblem)].join('\n');
}

/** A refusal for programs. */
export function refusalAsJson({ message, advice, problems }: Refusal): string {
  const found = problems.length === 0 ? {} : { problems };
  return JSON.stringify({ error: { message, advice, ...found } }, undefined, 2);
}

/** What stopped a command on its way: a file that could not be written. Anything else would be a mistake of ours. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const file = 'path' in error ? ` at ${error.path}` : '';
  const message = `The command ended with ${error.code}${file}.`;
  return refusal(message, 'See that the folder is there, and that files in it can be read and written.', {
    exitCode: 1,
  });
}
