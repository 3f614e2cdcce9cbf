const builtIns = ['call', 'now', 'key', 'spell'];

/** CEL's own words, types and macros. */
const celWords = (
  'size has cel google optional type dyn list map null true false int uint double string bool bytes timestamp duration ' +
  'in as break const continue else for function if import let loop package namespace return var void while constructor prototype'
).split(' ');

/** Names that mean something in every expression, so that no variable can have them. */
export const reservedNames: ReadonlySet<string> = new Set([...builtIns, ...celWords]);
