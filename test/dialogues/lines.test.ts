import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialogue } from '../../cli/dialogue/dialogue.ts';
import type { DialogueCall } from '../../cli/dialogue/dialogue-call.ts';
import { dialogueFiles } from '../../cli/dialogue/find-dialogues.ts';
import { beginCall } from '../../cli/dialogue/run-dialogue.ts';
import { loadSuite, runSuite } from '../../cli/dialogue/run-suite.ts';
import { takeEnd, takeTurn } from '../../cli/dialogue/take-turn.ts';
import { checksOf } from '../../cli/line/checks-of.ts';
import { loadLine } from '../../cli/line/load-line.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';

const line = await loadLine(join(import.meta.dirname, '../../src/flows'));
if (line === undefined) throw new Error('There is no folder of flows.');
const { programs } = line;

/** The lines that come with the project; whoever adds one of their own decides how much of it is tested. */
const shipped = [
  'bank-balance',
  'clinic-reception',
  'parcel-status',
  'pharmacy-refill',
  'utility-outage',
  'verify-pin',
];
const { dialogues } = loadSuite(dialogueFiles(import.meta.dirname) ?? []);

describe('the lines', () => {
  it('are clean under the checker, warnings included', () => {
    expect(checksOf(line).map(wordProblem)).toEqual([]);
  });

  it('come to every outcome of every step in some dialogue', () => {
    const { coverage } = runSuite(dialogues, programs, { everyFlow: true });
    const ofShipped = coverage.filter(({ flow }) => shipped.includes(flow));
    expect(ofShipped.map(({ flow }) => flow)).toEqual(shipped);
    const missed = ofShipped.flatMap(({ flow, missedSteps, missedOutcomes }) => [
      ...missedSteps.map((step) => `${flow}: ${step}`),
      ...missedOutcomes.map(({ step, outcome }) => `${flow}: ${step}: ${outcome}`),
    ]);
    expect(missed).toEqual([]);
  });
});

const ofBank = dialogues.filter(({ dialogue }) => dialogue.flow === 'bank-balance');
const withPin = ofBank.filter(({ dialogue }) => pinsOf(dialogue).length > 0);

describe('a PIN', () => {
  it.each(withPin)('is nowhere but in the body of the request to the bank: $dialogue.name', ({ dialogue }) => {
    const pins = pinsOf(dialogue);
    const call = aCall(dialogue);
    const seen = dialogue.turns.map((turn) => {
      expect(takeTurn(call, turn)).toBeUndefined();
      return seenOf(call);
    });
    expect(takeEnd(call)).toBeUndefined();
    expect(pins.filter((pin) => `${seen}${seenOf(call)}`.includes(pin))).toEqual([]);
    const inTheEnd = JSON.stringify(call.state);
    expect(pins.filter((pin) => inTheEnd.includes(pin))).toEqual([]);
  });

  it.each(withPin)('is sent once for each time it was entered: $dialogue.name', ({ dialogue }) => {
    const call = aCall(dialogue);
    for (const turn of dialogue.turns) takeTurn(call, turn);
    const bodies = call.surroundings.requests.map(({ body }) => body);
    const entered = pinsOf(dialogue).map((pin) => expect.objectContaining({ pin }));
    expect(bodies).toEqual(entered);
  });

  it.each(ofBank)('is judged by the bank before a balance is spoken: $dialogue.name', ({ dialogue }) => {
    const call = aCall(dialogue);
    for (const turn of dialogue.turns) takeTurn(call, turn);
    const told = call.lines.map(({ what }) => what);
    expect(before(told, 'verify: next').filter((what) => what.includes('Your balance is'))).toEqual([]);
  });
});

/** What was told before an outcome, or all of it where there was none. */
function before(told: readonly string[], outcome: string): readonly string[] {
  const index = told.findIndex((what) => what.startsWith(outcome));
  return index < 0 ? told : told.slice(0, index);
}

/** What the caller of a dialogue enters as a PIN: the one input of four digits on that line. */
function pinsOf({ turns }: Dialogue): readonly string[] {
  return turns.flatMap((turn) => ('press' in turn && /^\d{4}$/.test(turn.press) ? [turn.press] : []));
}

function aCall(dialogue: Dialogue): DialogueCall {
  const program = programs.get(dialogue.flow);
  if (program === undefined) throw new Error(`There is no flow ${dialogue.flow}.`);
  const call = beginCall(program, dialogue);
  if (!call.ok) throw new Error(call.error);
  call.value.place();
  return call.value;
}

/**
 * All that others can see of a call: its transcript, its trace, its commands with the rows that they write, its state. Left out are
 * the caller's own keys, the bodies of requests, and what is confidential in the state, which storage holds encrypted.
 */
function seenOf(call: DialogueCall): string {
  const told = call.lines.filter(({ who }) => who !== 'caller');
  const commands = call.performed.map((command) =>
    command.type === 'sendRequest' ? { ...command, body: undefined } : command,
  );
  return JSON.stringify([told, call.reached, commands, call.pending, { ...call.state, confidential: undefined }]);
}
