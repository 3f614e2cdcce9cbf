import type { DialogueTurn } from './dialogue.ts';
import type { DialogueCall, Passing } from './dialogue-call.ts';
import { habits } from './dialogue-limits.ts';
import { wordObservation } from './observation.ts';
import { collapse, compareTexts } from './transcript.ts';

/** Takes one turn of a dialogue; returns in words how the call differs from it, if it does. */
export function takeTurn(call: DialogueCall, turn: DialogueTurn): string | undefined {
  if ('hear' in turn) return turn.hear === 'nothing' ? hearNothing(call) : hear(call, turn.hear);
  if ('press' in turn) return turn.during === true ? pressDuring(call, turn.press) : pressAfter(call, turn.press);
  if ('silence' in turn) return staySilent(call);
  if ('waitMs' in turn) return call.pass(turn.waitMs) === 'exceeded' ? stuck('exceeded') : undefined;
  if ('hangUp' in turn) return hangUp(call);
  if ('fault' in turn) return failMedia(call);
  return seeRing(call, turn.phone);
}

/** Lets the call run to its end; whatever it still says or waits for should have been in the dialogue. */
export function takeEnd(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || waitsForKeys(call));
  const [next] = call.pending;
  if (next !== undefined) return `the dialogue is over, but ${wordObservation(next)}`;
  if (isOver(call)) return undefined;
  return passing === 'happened' ? 'the dialogue is over, but the line waits for keys' : stuck(passing);
}

type Expected = Exclude<Extract<DialogueTurn, { hear: unknown }>['hear'], 'nothing'>;

function hear(call: DialogueCall, expected: Expected): string | undefined {
  for (;;) {
    const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || waitsForKeys(call));
    const next = call.pending.shift();
    if (next === undefined) return `expected ${wordExpected(expected)}, but ${whyNothing(call, passing)}`;
    if (next.type === 'ring') return `expected ${wordExpected(expected)}, but ${wordObservation(next)}`;
    if (matches(expected, next.text)) return undefined;
    if (typeof expected === 'string') return compareTexts(collapse(expected), collapse(next.text));
    if (expected.skip !== true) return `expected ${wordExpected(expected)}, but ${wordObservation(next)}`;
  }
}

function matches(expected: Expected, text: string): boolean {
  const said = collapse(text);
  return typeof expected === 'string' ? said === collapse(expected) : said.includes(collapse(expected.contains));
}

function hearNothing(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || waitsForKeys(call) || rings(call));
  const [next] = call.pending;
  if (next !== undefined && next.type === 'prompt') return `expected nothing, but ${wordObservation(next)}`;
  return passing === 'happened' ? undefined : stuck(passing);
}

function pressAfter(call: DialogueCall, keys: string): string | undefined {
  const obstacle = untilKeysCount(call);
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

function pressAll(call: DialogueCall, keys: string): string | undefined {
  for (const [index, key] of [...keys].entries()) {
    if (index > 0 && call.pass(habits.keyGapMs) === 'exceeded') return stuck('exceeded');
    call.press(key);
  }
  return undefined;
}

/** The caller does nothing until the line no longer waits for this input. */
function staySilent(call: DialogueCall): string | undefined {
  const obstacle = untilKeysCount(call);
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
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || waitsForKeys(call));
  const next = call.pending.shift();
  if (next === undefined) return `expected ${number} to ring, but ${whyNothing(call, passing)}`;
  return next.type === 'ring' && next.number === number
    ? undefined
    : `expected ${number} to ring, but ${wordObservation(next)}`;
}

/** Waits for the end of the prompt; returns what stands in the way of keys that would count. */
function untilKeysCount(call: DialogueCall): string | undefined {
  const passing = waitUntil(call, () => isOver(call) || call.pending.length > 0 || waitsForKeys(call));
  const [next] = call.pending;
  if (next !== undefined) return wordObservation(next);
  return waitsForKeys(call) ? undefined : whyNothing(call, passing);
}

function waitUntil(call: DialogueCall, holds: () => boolean): Passing {
  let passing: Passing = 'happened';
  while (passing === 'happened' && !holds()) passing = call.step();
  return passing;
}

function isOver(call: DialogueCall): boolean {
  return call.state.phase === 'ended';
}

function rings(call: DialogueCall): boolean {
  return call.model.transfer !== undefined;
}

function waitsForKeys(call: DialogueCall): boolean {
  const { running } = call.model;
  return running?.operation.kind === 'recognize' && running.phase !== 'prompting';
}

function whyNothing(call: DialogueCall, passing: Passing): string {
  if (isOver(call)) return `the call is over (${call.state.disposition ?? 'no disposition'})`;
  return passing === 'happened' ? 'the line waits for keys' : stuck(passing);
}

function stuck(passing: Passing): string {
  return passing === 'exceeded'
    ? 'the call went on beyond the bounds of a dialogue'
    : 'the call is stuck: it has not ended, and nothing more will happen by itself';
}

function wordExpected(expected: Expected): string {
  return typeof expected === 'string' ? `"${collapse(expected)}"` : `a prompt with "${collapse(expected.contains)}"`;
}
