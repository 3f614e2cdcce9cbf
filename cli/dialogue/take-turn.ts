import type { DialogueTurn } from './dialogue.ts';
import type { DialogueCall, Passing } from './dialogue-call.ts';
import { habits } from './dialogue-limits.ts';
import { wordObservation } from './observation.ts';
import { collapse, compareTexts } from './transcript.ts';

/** Is told what was said instead of a whole text that should have been; where it is there, that is not a difference. */
export type OnOtherWords = (said: string) => void;

/** Takes one turn of a dialogue; returns in words how the call differs from it, if it does. */
export function takeTurn(call: DialogueCall, turn: DialogueTurn, onOtherWords?: OnOtherWords): string | undefined {
  if ('hear' in turn) return turn.hear === 'nothing' ? hearNothing(call) : hear(call, turn.hear, onOtherWords);
  if ('press' in turn) return turn.during === true ? pressDuring(call, turn.press) : pressAfter(call, turn.press);
  if ('say' in turn) return turn.during === true ? sayDuring(call, turn.say) : sayAfter(call, turn.say);
  if ('silence' in turn) return staySilent(call);
  if ('waitMs' in turn) return call.pass(turn.waitMs) === 'exceeded' ? stuck('exceeded') : undefined;
  if ('hangUp' in turn) return hangUp(call);
  if ('fault' in turn) return failMedia(call);
  return seeRing(call, turn.phone);
}

/** Lets the call run to its end; whatever it still says or waits for should have been in the dialogue. */
export function takeEnd(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || call.needsCaller);
  const [next] = call.pending;
  if (next !== undefined) return `the dialogue is over, but ${wordObservation(next)}`;
  if (isOver(call)) return undefined;
  return passing === 'happened' ? `the dialogue is over, but ${wordTurn(call)}` : stuck(passing);
}

type Expected = Exclude<Extract<DialogueTurn, { hear: unknown }>['hear'], 'nothing'>;

function hear(call: DialogueCall, expected: Expected, onOtherWords?: OnOtherWords): string | undefined {
  for (;;) {
    const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || call.needsCaller);
    const next = call.pending.shift();
    if (next === undefined) return `expected ${wordExpected(expected)}, but ${whyNothing(call, passing)}`;
    if (next.type === 'ring') return `expected ${wordExpected(expected)}, but ${wordObservation(next)}`;
    if (matches(expected, next.text)) return undefined;
    if (typeof expected === 'string' && onOtherWords !== undefined) {
      onOtherWords(collapse(next.text));
      return undefined;
    }
    if (typeof expected === 'string') return compareTexts(collapse(expected), collapse(next.text));
    if (expected.skip !== true) return `expected ${wordExpected(expected)}, but ${wordObservation(next)}`;
  }
}

function matches(expected: Expected, text: string): boolean {
  const said = collapse(text);
  return typeof expected === 'string' ? said === collapse(expected) : said.includes(collapse(expected.contains));
}

function hearNothing(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || call.isListening || rings(call));
  const [next] = call.pending;
  if (next !== undefined && next.type === 'prompt') return `expected nothing, but ${wordObservation(next)}`;
  return passing === 'happened' ? undefined : stuck(passing);
}

function pressAfter(call: DialogueCall, keys: string): string | undefined {
  const obstacle = untilTurn(call);
  return obstacle === undefined ? pressAll(call, keys) : `expected to press ${keys}, but ${obstacle}`;
}

function pressDuring(call: DialogueCall, keys: string): string | undefined {
  const [next] = call.pending;
  if (next !== undefined) return `expected to press ${keys}, but ${wordObservation(next)}`;
  if (call.model.running?.phase !== 'prompting')
    return `expected to press ${keys} during a prompt, but nothing is said`;
  call.pass(habits.reactionMs);
  return pressAll(call, keys);
}

function sayAfter(call: DialogueCall, words: string): string | undefined {
  const obstacle = untilTurn(call);
  if (obstacle !== undefined) return `expected to say "${words}", but ${obstacle}`;
  return sayNow(call, words);
}

function sayDuring(call: DialogueCall, words: string): string | undefined {
  const [next] = call.pending;
  if (next !== undefined) return `expected to say "${words}", but ${wordObservation(next)}`;
  if (call.model.running?.phase !== 'prompting')
    return `expected to say "${words}" during a prompt, but nothing is said`;
  call.pass(habits.reactionMs);
  return sayNow(call, words);
}

/** Words that nobody listens for are a mistake of the dialogue, unlike keys, which callers press too soon. */
function sayNow(call: DialogueCall, words: string): string | undefined {
  if (!call.takesWords) return `expected to say "${words}", but the line listens to keys alone`;
  call.say(words);
  return undefined;
}

function pressAll(call: DialogueCall, keys: string): string | undefined {
  for (const [index, key] of [...keys].entries()) {
    if (index > 0 && call.pass(habits.keyGapMs) === 'exceeded') return stuck('exceeded');
    call.press(key);
  }
  return undefined;
}

/** The caller does nothing until the line no longer waits for this input. */
function staySilent(call: DialogueCall): string | undefined {
  const obstacle = untilTurn(call);
  if (obstacle !== undefined) return `expected to stay silent, but ${obstacle}`;
  const asked = call.model.running?.operation.operationContext;
  const passing = waitUntil(
    call,
    () => isOver(call) || call.model.running?.operation.operationContext !== asked || call.pending.length > 0,
  );
  return passing === 'happened' ? undefined : stuck(passing);
}

function hangUp(call: DialogueCall): string | undefined {
  const [next] = call.pending;
  if (next !== undefined) return `expected to hang up, but ${wordObservation(next)}`;
  if (call.model.phase === 'ended') return `expected to hang up, but ${whyNothing(call, 'happened')}`;
  call.hangUp();
  return undefined;
}

function failMedia(call: DialogueCall): string | undefined {
  const [next] = call.pending;
  if (next !== undefined) return `expected a fault, but ${wordObservation(next)}`;
  if (call.model.running === undefined) return 'expected a fault, but nothing is played or listened for';
  call.failMedia();
  return undefined;
}

function seeRing(call: DialogueCall, number: string): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || call.needsCaller);
  const next = call.pending.shift();
  if (next === undefined) return `expected ${number} to ring, but ${whyNothing(call, passing)}`;
  return next.type === 'ring' && next.number === number
    ? undefined
    : `expected ${number} to ring, but ${wordObservation(next)}`;
}

/** Waits for the end of the prompt; returns what stands in the way of the caller's turn. */
function untilTurn(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || call.isListening);
  const [next] = call.pending;
  if (next !== undefined) return wordObservation(next);
  return call.isListening ? undefined : whyNothing(call, passing);
}

function waitUntil(call: DialogueCall, holds: () => boolean): Passing {
  let passing: Passing = 'happened';
  while (passing === 'happened' && !holds()) passing = call.step();
  return passing;
}

/** Whether the call has ended. */
export function isOver(call: DialogueCall): boolean {
  return call.state.phase === 'ended';
}

function rings(call: DialogueCall): boolean {
  return call.model.transfer !== undefined;
}

/** What the line waits for, in words. */
function wordTurn(call: DialogueCall): string {
  return call.takesWords ? 'the line waits for words or keys' : 'the line waits for keys';
}

function whyNothing(call: DialogueCall, passing: Passing): string {
  if (isOver(call)) return `the call is over (${call.state.disposition ?? 'no disposition'})`;
  return passing === 'happened' ? wordTurn(call) : stuck(passing);
}

function stuck(passing: Passing): string {
  return passing === 'exceeded'
    ? 'the call went on beyond the bounds of a dialogue'
    : 'the call is stuck: it has not ended, and nothing more will happen by itself';
}

function wordExpected(expected: Expected): string {
  return typeof expected === 'string' ? `"${collapse(expected)}"` : `a prompt with "${collapse(expected.contains)}"`;
}
