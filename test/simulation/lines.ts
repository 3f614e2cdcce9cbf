import type { CallerScript } from './caller.ts';
import { type Edition, editionAt } from './editions.ts';

/** A flow and callers who go through it in a way of their own. */
export interface SimulatedLine {
  readonly name: string;
  readonly edition?: Edition;
  /** What the line is edited to. */
  readonly edited?: Edition;
  readonly scripts: readonly CallerScript[];
}

/** What callers type besides single keys: long enough that it stands in nothing by chance. */
export const typedNumbers = ['48151623', '28154716', '99990000'];

/** What callers say besides phrases of the flows, and what the line calls them. */
export const confidentialWords = ['elderberry lane', 'Ottilie'];

const calm = { impatience: 0 };

const clinic: SimulatedLine = {
  name: 'clinic',
  edition: editionAt(['../../src/flows/clinic-reception.flow.json']),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /Appointments|appointments/, replies: ['2'] },
        { hears: /You entered/, replies: ['1'] },
        { hears: /patient number/, replies: ['99990000#', '48151623#'] },
      ],
    },
    { ...calm, answers: [{ hears: /Appointments|appointments/, replies: ['', '3', '0'] }] },
  ],
};

const parcel: SimulatedLine = {
  name: 'parcel',
  edition: editionAt(['../../src/flows/parcel-status.flow.json']),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /another parcel/, replies: ['1', '9'] },
        { hears: /eight digits/, replies: ['28154716'] },
      ],
    },
    { ...calm, answers: [] },
  ],
};

const frontDesk: SimulatedLine = {
  name: 'front desk',
  edition: editionAt(['flows/front-desk.flow.json']),
  scripts: [
    {
      ...calm,
      answers: [
        { hears: /For an extension/, replies: ['7', '1'] },
        { hears: /Enter/, replies: ['48151623'] },
      ],
    },
    { ...calm, answers: [{ hears: /For an extension/, replies: ['2'] }] },
    { ...calm, answers: [], hangsUpAfterMs: 3_000 },
  ],
};

const orderAnswers = [
  { hears: /To order/, replies: ['order'] },
  { hears: /Where shall/, replies: ['elderberry lane 7'] },
  { hears: /account number/, replies: ['28154716'] },
];

const orders: SimulatedLine = {
  name: 'orders',
  edition: editionAt(['flows/orders.flow.json', 'flows/identify.flow.json']),
  // Another flow altogether: no call that began before can go on in it.
  edited: editionAt(['flows/front-desk.flow.json'], { name: 'orders' }),
  scripts: [
    { ...calm, answers: orderAnswers },
    {
      impatience: 1,
      answers: [
        { hears: /To order/, replies: ['a taxi', '2'] },
        { hears: /press 9/, replies: ['5', '9'] },
      ],
    },
    { ...calm, answers: [...orderAnswers.slice(0, 1), { hears: /Where shall/, replies: ['', '', '1#0'] }] },
  ],
};

const closed: SimulatedLine = {
  name: 'closed',
  edition: editionAt(['flows/closed.flow.json']),
  scripts: [{ ...calm, answers: [] }],
};

const elsewhere: SimulatedLine = {
  name: 'elsewhere',
  edition: editionAt(['flows/elsewhere.flow.json']),
  scripts: [{ ...calm, answers: [] }],
};

const unknownNumber: SimulatedLine = { name: 'unknown number', scripts: [{ ...calm, answers: [] }] };

/** The lines whose calls are answered. */
export const answeringLines: readonly SimulatedLine[] = [clinic, parcel, frontDesk, orders];
/** The line with the shortest calls. */
export const frontDeskLines: readonly SimulatedLine[] = [frontDesk];
/** The line whose calls send requests and write rows. */
export const orderLines: readonly SimulatedLine[] = [orders];
/** The lines whose calls are not. */
export const refusingLines: readonly SimulatedLine[] = [closed, elsewhere, unknownNumber];
