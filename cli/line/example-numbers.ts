/** Numbers for examples: of the range that nobody has. Source: NANPA, 555-0100 to 555-0199 are for fiction. */
export const exampleNumbers: readonly string[] = Array.from({ length: 10 }, (_, last) => `+1425555019${last}`);
