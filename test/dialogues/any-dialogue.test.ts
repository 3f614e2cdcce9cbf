import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DialogueTurn, Given } from '../../cli/dialogue/dialogue.ts';
import { runBeyondWords, runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { loadLine } from '../../cli/line/load-line.ts';

const line = await loadLine(join(import.meta.dirname, '../../src/flows'));
const programs = [...(line?.programs.values() ?? [])];

const during = fc.constantFrom(true, undefined);
const anyTurn: fc.Arbitrary<DialogueTurn> = fc.oneof(
  fc.constantFrom<DialogueTurn>({ hear: 'nothing' }, { hear: 'Goodbye.' }, { hear: { contains: 'e', skip: true } }),
  fc.constantFrom<DialogueTurn>({ silence: true }, { hangUp: true }, { fault: 'media' }),
  fc.record({ press: fc.constantFrom('1', '2', '0', '*', '#', '4001234#', '12345678'), during }),
  fc.record({ say: fc.constantFrom('yes', 'operator', '...'), during }),
  fc.record({ waitMs: fc.integer({ min: 1, max: 4 * 60 * 60 * 1_000 }) }),
  fc.constant<DialogueTurn>({ phone: '+14255550141', rings: true }),
);

const anyGiven: fc.Arbitrary<Given> = fc.record(
  {
    from: fc.constantFrom('anonymous', '8:acs:somebody', '+14255550199'),
    at: fc.constantFrom('2026-03-29T02:30', '2026-12-25T12:00:00Z'),
    zone: fc.constantFrom('Europe/Berlin', 'nowhere'),
    http: fc.array(fc.record({ status: fc.constantFrom(200, 404, 500), times: fc.constantFrom(1, 100) }), {
      maxLength: 2,
    }),
    phones: fc.constant({ '+14255550141': { answer: 'busy' as const } }),
    faults: fc.array(fc.record({ on: fc.constantFrom('lookup' as const, 'save' as const) }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

it('whatever a dialogue says, it comes to an end and to a result, always the same', () => {
  const turns = fc.array(anyTurn, { maxLength: 15 });
  fc.assert(
    fc.property(fc.constantFrom(...programs), turns, anyGiven, (program, turns, given) => {
      const flow = program.flow.name;
      const dialogue = { flow, name: 'Any.', given, turns, end: { disposition: 'served' } };
      const result = runDialogue(program, dialogue);
      expect(result.ok).toBe(result.difference === undefined);
      expect(runDialogue(program, dialogue).transcript).toBe(result.transcript);
      // Where the words alone were wrong, the right ones make it right.
      const beyond = runBeyondWords(program, dialogue);
      const heard = turns.map((turn, index) => ({ turn, said: beyond.words.find((one) => one.turn === index)?.said }));
      const corrected = heard.map(({ turn, said }) => (said === undefined ? turn : { hear: said }));
      if (beyond.result.ok) expect(runDialogue(program, { ...dialogue, turns: corrected }).ok).toBe(true);
    }),
    { numRuns: 200 },
  );
});
