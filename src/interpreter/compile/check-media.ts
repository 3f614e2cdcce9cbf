import type { FlowProblem } from '../flow-problem.ts';
import { suggestName } from '../suggest-name.ts';
import type { RichPrompt } from '../text-definition.ts';
import { ssmlProblem } from './check-ssml.ts';

/** What prompts are spoken with. */
export interface SpokenWith {
  readonly language: string;
  readonly voices: Readonly<Record<string, string>>;
  /** How long each clip plays, in milliseconds; undefined where the clips are kept elsewhere. */
  readonly clips: Readonly<Record<string, number>> | undefined;
}

/** What is wrong with a prompt that is more than its words: its voice, its clip, its SSML. */
export function richProblems({ language, voices, clips }: SpokenWith, prompt: RichPrompt): FlowProblem[] {
  const { ssml, rate, language: spokenIn = language } = prompt;
  const problems: FlowProblem[] = [];
  const needsVoice = ssml !== undefined || (rate !== undefined && rate !== 1);
  if (needsVoice && voices[spokenIn] === undefined) {
    const message = `SSML and rate need a voice, and ${spokenIn} has none.`;
    const advice = `Add "voices": { "${spokenIn}": ... } to the flow, such as "en-US-JennyNeural".`;
    problems.push({ code: 'voice-missing', path: [], message, advice });
  }
  return [...problems, ...mediaProblems({ clips }, prompt)];
}

/** What is wrong with the clip and the SSML of a prompt, whoever speaks it. */
export function mediaProblems(
  { clips }: Pick<SpokenWith, 'clips'>,
  { clip, ssml }: Pick<RichPrompt, 'clip' | 'ssml'>,
): FlowProblem[] {
  const problems: FlowProblem[] = [];
  if (clip !== undefined && clips !== undefined && !Object.hasOwn(clips, clip)) {
    const all = 'Put the file into the directory "clips" beside the flows.';
    const message = `There is no clip "${clip}".`;
    problems.push({
      code: 'unknown-clip',
      path: ['clip'],
      message,
      advice: suggestName(clip, Object.keys(clips), all),
    });
  }
  const ssmlFault = ssml === undefined ? undefined : ssmlProblem(['ssml'], ssml);
  return ssmlFault === undefined ? problems : [...problems, ssmlFault];
}
