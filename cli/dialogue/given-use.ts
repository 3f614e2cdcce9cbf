import type { DialogueCall } from './dialogue-call.ts';
import type { Given } from './given.ts';

/** Something of "given" that a call may need or not: an answer, a fault, or what a phone does. */
export interface GivenUse {
  /** Where it stands in `given`. */
  readonly path: readonly (string | number)[];
  /** The same for whatever says the same: its kind and content. */
  readonly content: string;
  readonly isUsed: boolean;
}

/** What a call used of the answers, faults and phones that its dialogue gave it. */
export function givenUses({ surroundings, rang }: DialogueCall, given: Given): readonly GivenUse[] {
  const { answers, faults } = surroundings.used();
  return [
    ...(given.http ?? []).map((item, index) => use(['http', index], item, answers[index] === true)),
    ...(given.faults ?? []).map((item, index) => use(['faults', index], item, faults[index] === true)),
    ...Object.entries(given.phones ?? {}).map(([number, item]) => use(['phones', number], item, rang.has(number))),
  ];
}

/**
 * What of "given" was not used in a call that went wrong, and may be why. Mostly it stands for what comes later; it is suspect where
 * the call asked for something of its kind that is not given.
 */
export function suspectUses(call: DialogueCall, { phones = {} }: Given, uses: readonly GivenUse[]): GivenUse[] {
  const isAsked: Readonly<Record<string, boolean>> = {
    http: call.surroundings.unanswered.length > 0,
    phones: [...call.rang].some((number) => !Object.hasOwn(phones, number)),
    faults: call.performed.some(({ type }) => type === 'lookUpRows' || type === 'saveRow'),
  };
  return uses.filter(({ path: [kind = ''], isUsed }) => !isUsed && isAsked[kind] === true);
}

function use(path: GivenUse['path'], item: object, isUsed: boolean): GivenUse {
  const [kind, name] = path;
  // An answer is the same at whatever place it stands; a phone is not that of another number.
  return { path, content: JSON.stringify([kind, typeof name === 'string' ? name : '', item]), isUsed };
}

/** What of "given" nothing asked for, in words. */
export function wordUnused({ path }: Pick<GivenUse, 'path'>): string {
  const [kind, name] = path;
  if (kind === 'http') return `given.http[${name}] matched no request`;
  return kind === 'phones' ? `the phone ${name} of given.phones did not ring` : `given.faults[${name}] met no step`;
}
