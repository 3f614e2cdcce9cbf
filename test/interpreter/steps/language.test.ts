import { describe, expect, it } from 'vitest';
import { outcome } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { aConnectedCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const program = aProgram({
  languages: ['es-US'],
  voices: { 'en-US': 'en-US-JennyNeural', 'es-US': 'es-US-PalomaNeural' },
  variables: { wanted: { type: 'text' } },
  steps: {
    ask: { type: 'language', language: 'es-US', next: 'bye' },
    data: { type: 'language', language: '{{ wanted }}', next: 'bye' },
    slow: { type: 'language', rate: 0.8, next: 'bye' },
    voice: { type: 'language', language: 'es-US', voice: 'es-US-AlonsoNeural', rate: 1.2, next: 'bye' },
  },
});

const rows = (step: string, wanted = '') => new StepRows(program, { step, variables: { wanted } });

describe('a language step', () => {
  itBecomes([
    rows('ask').passes('switches the language', { to: 'bye', trace: ['ask: next (es-US)'], language: 'es-US' }),
    rows('data', 'es-US').passes('switches to what a variable names', {
      to: 'bye',
      trace: ['data: next (es-US)'],
      language: 'es-US',
    }),
    rows('data', 'fr-FR').passes('stays in its language where data names another', {
      to: 'bye',
      trace: ['data: next (unknownLanguage)'],
    }),
    rows('data').passes('stays in its language where data is missing', {
      to: 'bye',
      trace: ['data: next (unknownLanguage)'],
    }),
    rows('slow').passes('changes the speed alone', { to: 'bye', trace: ['slow: next (en-US)'], rate: 0.8 }),
    rows('voice').passes('changes language, voice and speed', {
      to: 'bye',
      trace: ['voice: next (es-US)'],
      language: 'es-US',
      voice: 'es-US-AlonsoNeural',
      rate: 1.2,
    }),
    rows('ask').ignores('awaits nothing', outcome('promptCompleted')),
  ]);

  it('goes back to the voice of the flow and to normal speed where it does not say them', () => {
    const spoken = { type: 'play', prompt: '¿Hola?', next: 'bye' };
    const line = aProgram({
      ...program.flow,
      steps: {
        first: { type: 'language', language: 'es-US', voice: 'es-US-AlonsoNeural', rate: 1.2, next: 'fast' },
        fast: { ...spoken, next: 'back' },
        back: { type: 'language', language: 'es-US', next: 'spoken' },
        spoken,
      },
      start: 'first',
    });
    const call = aConnectedCall(line);
    const said = { text: '¿Hola?', language: 'es-US' };
    expect(call.prompts).toEqual([{ ...said, voice: 'es-US-AlonsoNeural', rate: 1.2 }]);
    expect(call.spoken().prompts).toEqual([{ ...said, voice: 'es-US-PalomaNeural' }]);
  });
});
