import * as z from 'zod';
import type { StepCompiler } from '../compile/step-compiler.ts';
import { everyStep } from '../step-fields.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { targetSchema, templateSchema } from '../text-definition.ts';
import { renderTemplate } from './step-context.ts';
import type { CallChanges, StepModule } from './step-module.ts';

/** See `languageModule`. */
export const languageSchema = z.strictObject({
  type: z.literal('language'),
  ...everyStep,
  language: templateSchema.optional().describe('One of the languages of the flow. Default: unchanged.'),
  voice: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Name of a voice of the speech service. Default: the flow's for the language."),
  rate: z.number().min(0.5).max(2).optional().describe('The speed of speech, as a factor. Default 1.'),
  next: targetSchema,
});

type LanguageStep = z.infer<typeof languageSchema>;

/**
 * Switches the language, voice and speed of speech, from here to the end of the call.
 *
 * ```json
 * { "type": "language", "language": "es-US", "next": "menu" }
 * ```
 */
export const languageModule: StepModule<LanguageStep> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: () => [],
  compile: (step, compiler) => {
    const language = step.language === undefined ? undefined : compiler.template(['language'], step.language);
    if (language?.constant !== undefined) checkLanguage(compiler, language.constant);
    if (step.rate !== undefined) checkVoice(step, compiler);
    const known: ReadonlySet<string> = new Set(compiler.languages);
    return {
      enter: (context) => {
        const wanted = language === undefined ? context.state.language : renderTemplate(context, language);
        // What data names may be nothing that the flow speaks: then the call stays in its language.
        const isKnown = known.has(wanted);
        const changes: CallChanges = {
          language: isKnown ? wanted : context.state.language,
          voice: step.voice,
          rate: step.rate,
        };
        return { type: 'leaves', outcome: 'next', changes, mark: isKnown ? wanted : 'unknownLanguage' };
      },
      resume: () => ({ type: 'leaves', outcome: 'next' }),
    };
  },
};

function checkLanguage(compiler: StepCompiler, language: string): void {
  if (compiler.languages.includes(language)) return;
  compiler.problem({
    code: 'unknown-language',
    path: ['language'],
    message: `The flow does not speak ${language}.`,
    advice: suggestName(
      language,
      compiler.languages,
      `Add it to "languages", or name one of: ${listNames(compiler.languages)}.`,
    ),
  });
}

/** Another speed takes SSML, which takes a voice. */
function checkVoice(step: LanguageStep, compiler: StepCompiler): void {
  const languages = compiler.languages.filter((language) => compiler.line.voices[language] === undefined);
  if (step.voice !== undefined || languages.length === 0) return;
  compiler.problem({
    code: 'voice-missing',
    path: ['rate'],
    message: `A rate needs a voice, and ${listNames(languages)} has none.`,
    advice: 'Add it to "voices" of the flow, such as "en-US": "en-US-JennyNeural".',
  });
}
