import { isWithheld } from '../interpreter/party-definition.ts';

/** Finds the first route that fits a call, however many there are. */
export interface RouteTable {
  /** Adds a route behind those that are there; without `callers` it is for anybody. */
  add(index: number, to: readonly string[], callers: readonly string[] | undefined): void;
  /** The first route that a call gets. */
  find(to: string, from: string): number | undefined;
  /** The last of the routes that together take every call from these callers; undefined where some call is left. */
  firstFor(to: string, callers: readonly string[] | undefined): number | undefined;
}

/** The first route for each caller of one dialled party. */
interface Callers {
  anybody: number | undefined;
  /** By number, identity, `anonymous`, or beginning with its `*`. */
  readonly some: Map<string, number>;
}

/** A table without routes. */
export function createRouteTable(): RouteTable {
  const byParty = new Map<string, Callers>();

  const firstOf = (to: string, caller: string | undefined): number | undefined => {
    const keys = to === '*' ? ['*'] : [partyKey(to), '*'];
    const found = keys.flatMap((key) => {
      const callers = byParty.get(key);
      if (callers === undefined) return [];
      const some = caller === undefined ? [] : callerKeys(caller).map((one) => callers.some.get(one));
      return [callers.anybody, ...some].filter((index) => index !== undefined);
    });
    return found.length === 0 ? undefined : Math.min(...found);
  };
  return {
    add(index, to, callers) {
      for (const party of to) {
        const key = partyKey(party);
        const known = byParty.get(key) ?? { anybody: undefined, some: new Map() };
        byParty.set(key, known);
        if (callers === undefined) known.anybody ??= index;
        for (const caller of callers ?? []) {
          const callerKey = partyKey(caller);
          if (!known.some.has(callerKey)) known.some.set(callerKey, index);
        }
      }
    },
    find: (to, from) => firstOf(to, isWithheld(from) ? 'anonymous' : from),
    firstFor(to, callers) {
      const firsts = (callers ?? [undefined]).map((caller) => firstOf(to, caller));
      const taken = firsts.filter((index) => index !== undefined);
      return taken.length === firsts.length ? Math.max(...taken) : undefined;
    },
  };
}

/** A number that comes as the raw id of a telephone is that number. */
function partyKey(party: string): string {
  return party.startsWith('4:+') ? party.slice(2) : party;
}

/** Under which keys a caller is found: itself, and every beginning of its number. Numbers have at most 15 digits. */
function callerKeys(caller: string): string[] {
  const key = partyKey(caller);
  if (!key.startsWith('+')) return [key];
  const digits = key.replace('*', '').slice(0, 16);
  return [key, ...Array.from({ length: digits.length - 1 }, (_, index) => `${digits.slice(0, index + 2)}*`)];
}
