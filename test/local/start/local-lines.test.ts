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
