import { type CallModel, isKey, type Key } from '../../local/telephony-emulator/call-model/call-model.ts';
import { spokenText } from '../../local/telephony-emulator/call-model/speech.ts';
import type { Random } from './random.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import type { TelephoneLine } from './telephone-line.ts';
import type { TelephoneService } from './telephone-service.ts';

/** What a caller answers when asked something; the first answer whose words were asked is taken, and of its replies the next. */
export interface Answer {
  readonly hears: RegExp;
  /**
   * What is done the first time that it is asked, the second, ...; the last for all further ones. Keys are pressed, words said.
   * Empty: nothing is done.
   */
  readonly replies: readonly string[];
}

/** A caller. */
export interface CallerScript {
  readonly answers: readonly Answer[];
  /** How probable it is that the caller does not wait for the end of a question, 0 to 1. */
  readonly impatience: number;
  /** Hangs up so long after dialling, in milliseconds; absent: stays to the end. */
  readonly hangsUpAfterMs?: number;
}

/** Somebody at the telephone. */
export interface Caller {
  /** Something changed on the line. */
  notice(line: TelephoneLine): void;
}

/** Between two keys. Milliseconds. */
const betweenKeysMs = 300;

/** A caller who follows the script at a person's pace. */
export function createCaller(
  script: CallerScript,
  { scheduler, random, telephone }: { scheduler: Scheduler; random: Random; telephone: () => TelephoneService },
): Caller {
  const asked = new Map<Answer, number>();
  let question: NonNullable<CallModel['running']>['operation'] | undefined;
  let answering: Cancel | undefined;
  const { hangsUpAfterMs } = script;
  if (hangsUpAfterMs !== undefined)
    scheduler.after(hangsUpAfterMs, () => telephone().caller({ type: 'legHungUp', leg: 'caller' }));

  const press = (keys: readonly Key[]): void => {
    const [key, ...rest] = keys;
    if (key === undefined) return;
    telephone().caller({ type: 'keyPressed', leg: 'caller', key });
    answering = scheduler.after(betweenKeysMs, () => press(rest));
  };
  const replyTo = (words: string): string => {
    const found = script.answers.find(({ hears }) => hears.test(words));
    if (found === undefined) return '';
    const times = asked.get(found) ?? 0;
    asked.set(found, times + 1);
    return found.replies[Math.min(times, found.replies.length - 1)] ?? '';
  };
  const answer = (reply: string): void => {
    const keys = [...reply].filter(isKey);
    if (keys.length === reply.length) press(keys);
    else telephone().caller({ type: 'spoke', leg: 'caller', text: reply });
  };
  return {
    notice: ({ model: { running } }) => {
      if (running?.operation === question) return;
      answering?.();
      question = running?.operation;
      if (question?.kind !== 'recognize') return;
      const words = question.prompts.map(spokenText).join(' ');
      const speakingMs = (words.length * 1_000) / 14;
      const waitMs = random.chance(script.impatience) ? random.int(200, Math.ceil(speakingMs)) : speakingMs;
      answering = scheduler.after(waitMs + random.int(300, 2_500), () => answer(replyTo(words)));
    },
  };
}
