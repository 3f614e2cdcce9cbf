import { parseFlow } from '../interpreter/parse-flow.ts';
import type { Program } from '../interpreter/program.ts';
import type { CallServices } from './call-services.ts';

/**
 * What a number gets that the line does not have: a refusal, by the same way as every call, so that it leaves its record.
 */
export const unroutedProgram: Program = builtIn('unrouted', {
  start: 'refuse',
  steps: { refuse: { type: 'reject', reason: 'none' } },
});

const apology = {
  type: 'hangUp',
  prompt: 'I am sorry, something went wrong. Please call again later. Goodbye.',
  disposition: 'rescued',
};

const apologyProgram: Program = builtIn('rescue', { start: 'apology', steps: { apology } });

const rescuePrograms = new Map<string, Program>();

/** What a call gets that its own program cannot go on with: a person where there is one, else an apology. */
export function rescueProgram(fallbackNumber: string | undefined): Program {
  if (fallbackNumber === undefined) return apologyProgram;
  // One number per process, so the map holds one program; tests have a few.
  const known = rescuePrograms.get(fallbackNumber);
  if (known !== undefined) return known;
  const person = { type: 'transfer', to: fallbackNumber, on: { failed: 'apology' } };
  const program = builtIn('rescue', { start: 'person', steps: { person, apology } });
  rescuePrograms.set(fallbackNumber, program);
  return program;
}

/** The program that a call runs; undefined where it is no longer kept. Throws `StoreUnavailable` where nobody can know. */
export async function programOf(
  { catalog, fallbackNumber }: Pick<CallServices, 'catalog' | 'fallbackNumber'>,
  hash: string,
): Promise<Program | undefined> {
  switch (hash) {
    case 'unrouted':
      return unroutedProgram;
    case 'rescue':
      return rescueProgram(fallbackNumber);
    default:
      return catalog.program(hash);
  }
}

/** Named by a word instead of a hash: there is one of each, and it comes with the app. */
function builtIn(name: string, flow: Record<string, unknown>): Program {
  const operator = { none: 'The flow comes with the app and asks for no keys.' };
  const parsed = parseFlow(
    { name, language: 'en-US', operator, onError: Object.keys(flow.steps ?? {}).at(-1), ...flow },
    name,
  );
  if (!parsed.ok) throw new Error(`The flow "${name}" is broken: ${parsed.error[0]?.message}`);
  return parsed.value;
}
