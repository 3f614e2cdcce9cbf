import { describe, expect, it } from 'vitest';
import { aLine } from '../a-line.ts';
import { aConnectedCall, aRingingCall } from '../a-told-call.ts';

const nobody = ['', '4255550199', 'abc', '+1', '+1 425 555 0199', 'anonymous', '4:'];
const somebody = ['+14255550199', '8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000000', '28:app'];

/** A line that hands its caller over to what a route says. */
function lineTo(type: 'transfer' | 'redirect') {
  const step = {
    type,
    to: '{{ desk }}',
    on: { failed: 'other' },
    ...(type === 'transfer' ? { prompt: 'One moment.' } : {}),
  };
  return aLine({ inputs: { desk: { type: 'text' } }, steps: { ask: step } });
}

describe('who gets the call, as filled in', () => {
  it.each(nobody)('is nobody where it is neither a number nor an identity: "%s", and nothing is promised', (desk) => {
    const call = aConnectedCall(lineTo('transfer'), { inputs: { desk } });
    expect(call.trace).toContain('ask: failed (notAParty)');
    expect(call.state.disposition).toBe('elsewhere');
    expect(aRingingCall(lineTo('redirect'), { inputs: { desk } }).trace).toContain('ask: failed (notAParty)');
  });

  it.each(somebody)('is rung where it is one: %s', (desk) => {
    const call = aConnectedCall(lineTo('transfer'), { inputs: { desk } }).spoken();
    expect(call.sent('transfer')).toMatchObject({ to: desk });
    expect(aRingingCall(lineTo('redirect'), { inputs: { desk } }).sent('redirect')).toMatchObject({ to: desk });
  });
});
