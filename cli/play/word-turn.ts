import type { DialogueCall } from '../dialogue/dialogue-call.ts';
import { keysOf } from '../dialogue/raised-event.ts';

/** What the line waits for, and how far the caller is with it, for whoever types. */
export function wordTurn(call: DialogueCall): string {
  return `(your turn: ${call.takesWords ? 'keys or words' : 'keys'}${wordCollected(call)})`;
}

/** The keys that were pressed and do not make the answer yet. Of a secret nobody reads more than how many there are. */
function wordCollected({ model: { running }, flowStep }: DialogueCall): string {
  if (running?.phase !== 'collecting' || flowStep === undefined) return '';
  if (flowStep.type !== 'collect') return `; ${keysOf(running.tones)} so far`;
  const count = running.tones.length;
  const shown = flowStep.secret === true ? `${count} ${count === 1 ? 'key' : 'keys'}` : keysOf(running.tones);
  return `; ${shown} so far${wordDigits(flowStep.digits)}`;
}

function wordDigits(digits: { min: number; max: number; endKey?: string | undefined } | undefined): string {
  if (digits === undefined) return '';
  const { min, max, endKey } = digits;
  return `, of ${min === max ? max : `${min} to ${max}`}${endKey === undefined ? '' : `, then ${endKey}`}`;
}
