import { expect, test } from 'vitest';
import { linesOf } from '../../../local/start/local-lines.ts';

test('lines are the routes that a phone can dial', () => {
  const routes = [
    { to: '+14255550100', flow: 'a', label: 'A' },
    { to: '+14255550101', flow: 'b' },
    { to: '8:acs:x', flow: 'c' },
  ];
  expect(linesOf(routes)).toEqual([
    { number: '+14255550100', label: 'A' },
    { number: '+14255550101', label: '+14255550101' },
  ]);
});

test('a number that several routes name is one line, with the first label that one of them has', () => {
  const routes = [
    { to: '*', callers: ['+1900*'], flow: 'blocked', label: 'Blocked' },
    { to: ['+14255550100', '+14255550101'], callers: ['anonymous'], flow: 'withheld' },
    { to: '+14255550100', flow: 'a', label: 'A' },
  ];
  expect(linesOf(routes)).toEqual([
    { number: '+14255550100', label: 'A' },
    { number: '+14255550101', label: '+14255550101' },
  ]);
});
