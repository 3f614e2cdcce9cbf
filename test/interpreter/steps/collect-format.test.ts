import { describe, expect, it } from 'vitest';
import { keys, open, outcome } from '../a-call.ts';
import { codesOf } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { aConnectedCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const asked = { type: 'collect', into: 'value', prompt: 'Enter.', next: 'bye' };
const digits = { min: 1, max: 16, endKey: '#' };

/** What a format makes of keys; undefined where they are no match. */
function read(format: unknown, pressed: string, line: { language?: string; to?: string } = {}): unknown {
  const { language = 'en-US', to = '+14255550100' } = line;
  const isLong = format === 'phone' || format === 'luhn';
  const ask = { ...asked, format, ...(isLong ? { digits } : {}) };
  const program = aProgram({ language, variables: { value: { type: 'text' } }, steps: { ask } });
  const call = aConnectedCall(program, { offered: { to } }).press(pressed);
  return call.trace.includes('ask: next') ? call.variables.value : undefined;
}

describe('the format of a collect step', () => {
  it.each([
    ['date', '03012026', {}, '2026-03-01'],
    ['date', '01032026', { language: 'de-DE' }, '2026-03-01'],
    ['date', '20260301', { language: 'sv-SE' }, '2026-03-01'],
    [{ date: 'DDMMYYYY' }, '01032026', {}, '2026-03-01'],
    [{ date: 'YYYYMMDD' }, '20260301', {}, '2026-03-01'],
    [{ date: 'MMDDYYYY' }, '02292024', {}, '2024-02-29'],
    ['date', '02292026', {}, undefined],
    ['date', '13012026', {}, undefined],
    ['date', '0301202', {}, undefined],
    ['time', '0905', {}, '09:05'],
    ['time', '2359', {}, '23:59'],
    ['time', '2400', {}, undefined],
    ['time', '0960', {}, undefined],
    ['phone', '4255550199', {}, '+14255550199'],
    ['phone', '14255550199', {}, '+14255550199'],
    ['phone', '01149301234567', {}, '+49301234567'],
    ['phone', '0049301234567', { to: '+49305550100' }, '+49301234567'],
    ['phone', '1255550199', {}, undefined],
    ['phone', '911', {}, undefined],
    ['phone', '3012345678', { to: '+49305550100' }, undefined],
    ['phone', '4255550123', { to: '8:acs:line' }, undefined],
    ['luhn', '4111111111111111', {}, '4111111111111111'],
    ['luhn', '4111111111111112', {}, undefined],
    ['luhn', '79927398713', {}, '79927398713'],
    [{ mask: 'DDDD-DD' }, '123456', {}, '1234-56'],
    [{ mask: 'RX DDD' }, '123', {}, 'RX 123'],
    [{ mask: 'DDDD-DD' }, '12345', {}, undefined],
  ] as const)('%j takes %s %j as %s', (format, pressed, line, value) => {
    expect(read(format, pressed, line)).toBe(value);
  });

  it('takes no fewer keys than its mask has, whatever the step takes', () => {
    const ask = { ...asked, format: { mask: 'DD-DD' }, digits: { min: 2, max: 6, endKey: '#' } };
    const program = aProgram({ variables: { value: { type: 'text' } }, steps: { ask } });
    const taken = (pressed: string) => aConnectedCall(program).press(pressed).variables.value;
    expect(['12', '123', '1234', '12345'].map(taken)).toEqual(['', '', '12-34', '']);
  });

  it('says how many keys there are, so that the step need not', () => {
    const count = (format: unknown) => {
      const program = aProgram({ variables: { value: { type: 'text' } }, steps: { ask: { ...asked, format } } });
      return aConnectedCall(program).sent('recogniseDigits').digitsMax;
    };
    expect(['date', 'time', { mask: 'DD-DD-DD' }].map(count)).toEqual([8, 4, 6]);
  });

  it.each([
    { name: 'no count where no format says it', step: {}, type: 'text', codes: ['schema at steps.ask.digits'] },
    {
      name: 'no count of a phone number',
      step: { format: 'phone' },
      type: 'text',
      codes: ['schema at steps.ask.digits'],
    },
    {
      name: 'a variable that would lose leading zeros',
      step: { digits },
      type: 'integer',
      codes: ['wrong-type at steps.ask.into'],
    },
    { name: 'a date into a time', step: { format: 'date' }, type: 'time', codes: ['wrong-type at steps.ask.into'] },
    { name: 'a list', step: { digits }, type: ['text'], codes: ['wrong-type at steps.ask.into'] },
    {
      name: 'a mask without a key',
      step: { format: { mask: '--' } },
      type: 'text',
      codes: ['schema at steps.ask.format.mask'],
    },
    {
      name: 'more keys at least than at most',
      step: { digits: { min: 3, max: 2 } },
      type: 'text',
      codes: ['schema at steps.ask.digits'],
    },
  ])('is refused with $name', ({ step, type, codes }) => {
    expect(codesOf({ variables: { value: { type } }, steps: { ask: { ...asked, ...step } } })).toEqual(codes);
  });

  it('fits a variable of its own type', () => {
    const program = (type: string, format: string) =>
      aProgram({ variables: { value: { type } }, steps: { ask: { ...asked, format } } });
    expect(aConnectedCall(program('date', 'date')).press('03012026').variables).toEqual({ value: '2026-03-01' });
    expect(aConnectedCall(program('time', 'time')).press('0905').variables).toEqual({ value: '09:05' });
  });
});

const options = [
  { key: '9', next: 'other' },
  { key: '*', next: 'other' },
];
const withOptions = aProgram({
  operator: 'sorry',
  variables: { value: { type: 'text' } },
  steps: { ask: { ...asked, digits: { min: 4, max: 6, endKey: '#' }, options } },
});
const rows = new StepRows(withOptions, {
  step: 'ask',
  visit: { stage: 'asking' },
  operations: { '3.0': open('input', 0) },
});

describe('a collect step with options', () => {
  itBecomes([
    rows.leaves('goes where a short key leads', keys('9'), { to: 'other', trace: ['ask: next (option 1)'] }),
    rows.leaves('goes there when the key was ended by the end key', keys('9#'), {
      to: 'other',
      trace: ['ask: next (option 1)'],
    }),
    rows.leaves('lets an option take the star', keys('*'), { to: 'other', trace: ['ask: next (option 2)'] }),
    rows.leaves('takes longer input as ever', keys('9999'), {
      to: 'bye',
      trace: ['ask: next'],
      variables: { value: '9999' },
    }),
    rows.ignores('is not concerned by what answers no input', outcome('promptCompleted')),
  ]);
});
