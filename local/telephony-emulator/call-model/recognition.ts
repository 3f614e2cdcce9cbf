import { finishCollecting, takeBuffered } from './key-recognition.ts';
import { recognitionIn } from './listening.ts';
import { failMedia, finishSource } from './media.ts';
import type { RunningMedia } from './model.ts';
import { RESULT } from './results.ts';
import { finishHearing } from './speech-recognition.ts';
import type { Turn } from './turn.ts';

/** What happens when the running operation's time is up: a source ends, or a silence has lasted too long. */
export function mediaDue(turn: Turn, running: RunningMedia): Turn {
  if (running.phase === 'prompting') return takeBuffered(finishSource(turn, running));
  const recognition = recognitionIn(turn.model);
  if (recognition === undefined || running.phase === 'listening') return failMedia(turn, RESULT.initialSilence);
  return running.phase === 'hearing' ? finishHearing(turn, recognition) : finishCollecting(turn, recognition);
}
