import type { Environment } from '@marcbachmann/cel-js';
import { speechFunctions } from './speech.ts';

/** The functions whose result depends on the language. */
export const speechNames: ReadonlySet<string> = new Set(speechFunctions.map(({ name }) => name));

const celTypes = { text: 'string', number: 'double' } as const;

/** Adds the functions that render values for speech in a language. What cannot be rendered is missing, which is thrown here. */
export function registerSpeech(environment: Environment, language: string): void {
  for (const { name, parameters, render } of speechFunctions) {
    for (const types of parameters)
      registerOne(environment, `${name}(${types.map((type) => celTypes[type]).join(', ')}): string`);
    for (const types of parameters.filter((one) => one.includes('number'))) {
      // A whole number that an expression works out, as size(list), is an int.
      registerOne(
        environment,
        `${name}(${types.map((type) => (type === 'number' ? 'int' : 'string')).join(', ')}): string`,
      );
    }
    function registerOne(target: Environment, signature: string): void {
      target.registerFunction(signature, (...values: (string | number | bigint)[]) => {
        const spoken = render(
          values.map((value) => (typeof value === 'bigint' ? Number(value) : value)),
          language,
        );
        if (spoken === undefined) throw new RangeError(`${name}() cannot render the value.`);
        return spoken;
      });
    }
  }
}
