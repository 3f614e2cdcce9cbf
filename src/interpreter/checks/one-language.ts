import type { Warning } from './finding.ts';

/** Words that stand in one language, in a flow that speaks several. */
export function oneLanguage(path: Warning['path'], language: string, advice: string): Warning {
  return {
    code: 'text-in-one-language',
    path,
    message: `The text stands in one language, in a flow that speaks more than ${language}.`,
    advice,
  };
}
