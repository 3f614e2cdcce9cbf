import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialogue } from '../../cli/dialogue/dialogue.ts';
import type { DialogueCall } from '../../cli/dialogue/dialogue-call.ts';
import { dialogueFiles } from '../../cli/dialogue/find-dialogues.ts';
import { beginCall } from '../../cli/dialogue/run-dialogue.ts';
import { loadSuite } from '../../cli/dialogue/run-suite.ts';
import { takeEnd, takeTurn } from '../../cli/dialogue/take-turn.ts';
import { loadLine } from '../../cli/line/load-line.ts';

const { dialogues } = loadSuite(dialogueFiles(import.meta.dirname) ?? []);
const mains = dialogues.map(({ dialogue }) => dialogue.flow);
const line = await loadLine(join(import.meta.dirname, '../../src/flows'), { mains });

/**
 * The kinds of steps that wait for something, in which a caller can hang up. Rows are there at once in a dialogue; who hangs up
 * meanwhile is a matter of test/simulation.
 */
const waiting = ['play', 'menu', 'collect', 'listen', 'wait', 'http', 'transfer'];

/** A call that has come as far as these turns. */
function callAfter(dialogue: Dialogue, turns: number): DialogueCall {
  const program = line?.programs.get(dialogue.flow);
  if (program === undefined) throw new Error(`There is no flow ${dialogue.flow}.`);
  const call = beginCall(program, dialogue);
  if (!call.ok) throw new Error(call.error);
  call.value.place();
  for (const turn of dialogue.turns.slice(0, turns)) expect(takeTurn(call.value, turn)).toBeUndefined();
  return call.value;
}

/** Things that happen between two turns at most: more would be a call that goes round in circles. */
const happeningsMax = 20;

/** Moments at which a caller of a dialogue can hang up: after each turn, at once and after each thing that happens until the next. */
function momentsOf(dialogue: Dialogue): DialogueCall[] {
  return Array.from({ length: dialogue.turns.length + 1 }, (_, turns) => momentsAfter(dialogue, turns)).flat();
}

function momentsAfter(dialogue: Dialogue, turns: number): DialogueCall[] {
  const moments: DialogueCall[] = [];
  for (let happenings = 0; happenings <= happeningsMax; happenings++) {
    const call = callAfter(dialogue, turns);
    for (let happened = 0; happened < happenings; happened++) call.step();
    if (call.state.phase === 'ended' || call.model.phase === 'ended') break;
    const isNextTurn = call.pending.length > 0 || call.needsCaller;
    // The caller has heard it, whatever the dialogue was about to say.
    call.pending.splice(0);
    moments.push(call);
    if (isNextTurn) break;
  }
  return moments;
}

/** What the line said so far. */
function saidIn(call: DialogueCall): string[] {
  return call.lines.filter(({ who, what }) => who === 'line' && what.startsWith('"')).map(({ what }) => what);
}

describe('a caller who hangs up at any moment of any dialogue', () => {
  const hungUpIn = new Set<string>();

  it.each(dialogues.map(({ dialogue }) => dialogue))(
    'ends the call, and hears nothing more: $flow, $name',
    (dialogue) => {
      for (const call of momentsOf(dialogue)) {
        hungUpIn.add(`${call.state.flow}: ${call.state.step}`);
        const said = saidIn(call);
        call.hangUp();
        expect(takeEnd(call)).toBeUndefined();
        expect(call.state.disposition).toBeDefined();
        expect(saidIn(call)).toEqual(said);
      }
    },
  );

  it('has done so in every step in which the call waits', () => {
    const steps = [...(line?.files.flows.keys() ?? [])].flatMap((name) => {
      const program = [...(line?.programs.values() ?? [])].find(({ flows }) => flows.has(name));
      return Object.entries(program?.flows.get(name)?.flow.steps ?? {}).flatMap(([step, { type }]) =>
        waiting.includes(type) ? [`${name}: ${step}`] : [],
      );
    });
    expect(steps.filter((step) => !hungUpIn.has(step))).toEqual([]);
  });
});
