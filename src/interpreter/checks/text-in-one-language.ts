import type { Flow } from '../definition.ts';
import { languagesOf } from '../flow-contents.ts';
import { listNames } from '../suggest-name.ts';
import type { Warning } from './finding.ts';

/** Words that stand in one language, in a flow that speaks several. `perLanguage`: what stands for each where that is written there. */
export function textInOneLanguage(
  path: Warning['path'],
  flow: Flow,
  { perLanguage }: { readonly perLanguage?: string } = {},
): Warning {
  const languages = languagesOf(flow);
  const each = languages.map((language) => `"${language}": ${perLanguage}`).join(', ');
  return {
    code: 'text-in-one-language',
    path,
    message: `The text is written once, and the flow speaks ${listNames(languages)}.`,
    advice:
      perLanguage === undefined
        ? 'Put it into the catalogue in each language and write { "say": name }; or give it its "language".'
        : `Write it per language: { ${each} }.`,
  };
}
