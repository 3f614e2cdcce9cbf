import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { CallerScript } from './caller.ts';

/** A flow and callers who go through it in a way of their own. */
export interface SimulatedLine {
  readonly name: string;
  readonly program?: Program;
  readonly scripts: readonly CallerScript[];
}

/** What callers type besides single keys: long enough that it stands in nothing by chance. */
export const typedNumbers = ['48151623', '28154716', '99990000'];

const calm = { impatience: 0 };

const clinic: SimulatedLine = {
  name: 'clinic',
  program: programAt('../../src/flows/clinic-reception.flow.json'),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /Appointments|appointments/, presses: ['2'] },
        { hears: /You entered/, presses: ['1'] },
        { hears: /patient number/, presses: ['99990000#', '48151623#'] },
      ],
    },
    { ...calm, answers: [{ hears: /Appointments|appointments/, presses: ['', '3', '0'] }] },
  ],
};

const parcel: SimulatedLine = {
  name: 'parcel',
  program: programAt('../../src/flows/parcel-status.flow.json'),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /another parcel/, presses: ['1', '9'] },
        { hears: /eight digits/, presses: ['28154716'] },
      ],
    },
    { ...calm, answers: [] },
  ],
};

const frontDesk: SimulatedLine = {
  name: 'front desk',
  program: programAt('flows/front-desk.flow.json'),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /For an extension/, presses: ['7', '1'] },
        { hears: /Enter/, presses: ['48151623'] },
      ],
    },
    { ...calm, answers: [{ hears: /For an extension/, presses: ['2'] }] },
    { ...calm, answers: [], hangsUpAfterMs: 3_000 },
  ],
};

const closed: SimulatedLine = {
  name: 'closed',
  program: programAt('flows/closed.flow.json'),
  scripts: [{ ...calm, answers: [] }],
};

const elsewhere: SimulatedLine = {
  name: 'elsewhere',
  program: programAt('flows/elsewhere.flow.json'),
  scripts: [{ ...calm, answers: [] }],
};

const unknownNumber: SimulatedLine = { name: 'unknown number', scripts: [{ ...calm, answers: [] }] };

/** The lines whose calls are answered. */
export const answeringLines: readonly SimulatedLine[] = [clinic, parcel, frontDesk];
/** The lines whose calls are not. */
export const refusingLines: readonly SimulatedLine[] = [closed, elsewhere, unknownNumber];

function programAt(path: string): Program {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const parsed = parseFlow(JSON.parse(text), createHash('sha256').update(text).digest('hex'));
  if (!parsed.ok) throw new Error(`${path}: ${parsed.error[0]?.message}`);
  return parsed.value;
}
