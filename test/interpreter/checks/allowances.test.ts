import { expect, test } from 'vitest';
import { allFindings, checkPrograms } from '../../../src/interpreter/checks/check-program.ts';
import { aLine, aMenu, found, placed } from './a-checked-flow.ts';

const silence = { type: 'wait', forMs: 5_000, next: 'bye' };
const reason = { 'silence-too-long': 'The caller is told to fetch a pen.' };

test('a step allows what is found in it', () => {
  expect(found({ steps: { first: { ...silence, allow: reason } } })).toEqual([]);
});

test('a step allows nothing of another', () => {
  const steps = { first: { ...silence, next: 'second' }, second: { ...silence, allow: reason } };
  expect(found({ steps })).toEqual(['silence-too-long steps/first/forMs']);
});

test('a flow allows what is found in all its steps', () => {
  const steps = { first: { ...silence, next: 'second' }, second: silence };
  expect(found({ steps, flow: { allow: reason } })).toEqual([]);
});

test('of a step and a flow that allow the same, only the step is of use', () => {
  expect(found({ steps: { first: { ...silence, allow: reason } }, flow: { allow: reason } })).toEqual([
    'unused-allow allow/silence-too-long',
  ]);
});

test('what a flow allows does not reach the flows that it runs', () => {
  const inner = {
    start: 'wait',
    steps: { wait: { ...silence, next: 'done' }, done: { type: 'return' } },
  };
  const first = { type: 'subflow', flow: 'inner', next: 'bye' };
  expect(found({ steps: { first }, flows: { inner }, flow: { allow: reason } })).toEqual([
    'silence-too-long inner:steps/wait/forMs',
    'unused-allow allow/silence-too-long',
  ]);
});

test('an unknown code is met with the one that was meant', () => {
  const program = aLine({ flow: { allow: { 'silence-to-long': 'x', constructor: 'y' } } });
  const findings = checkPrograms([program]);
  expect(findings.map(placed)).toEqual(['unknown-allow allow/silence-to-long', 'unknown-allow allow/constructor']);
  expect(findings[0]?.advice).toBe('Did you mean "silence-too-long"?');
});

test('all findings are there whether they are allowed or not', () => {
  expect(allFindings(aLine({ steps: { first: { ...silence, allow: reason } } })).map(placed)).toEqual([
    'silence-too-long steps/first/forMs',
  ]);
});

test('a flow that several programs run is reported once', () => {
  const inner = {
    start: 'wait',
    steps: { wait: { ...silence, next: 'done' }, done: { type: 'return' } },
  };
  const first = { type: 'subflow', flow: 'inner', next: 'bye' };
  const program = aLine({ steps: { first }, flows: { inner } });
  expect(checkPrograms([program, program]).map(placed)).toEqual(['silence-too-long inner:steps/wait/forMs']);
});

test('requests to hosts that the app does not know are errors, which nothing allows', () => {
  const first = { type: 'play', prompt: 'Hello.', next: 'fetch' };
  const fetch = { type: 'http', url: 'https://api.example.com:8443/{{ call.id }}', timeoutMs: 2_000, next: 'bye' };
  const program = aLine({ steps: { first, fetch } });
  const asked: string[] = [];
  const isAllowedUrl = (url: URL) => {
    asked.push(url.origin);
    return false;
  };
  const findings = checkPrograms([program], { isAllowedUrl });
  expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['error', 'host-not-allowed']]);
  expect(asked).toEqual(['https://api.example.com:8443']);
  expect(checkPrograms([program])).toEqual([]);
});

test('a finding in a prompt of the line is placed in its file', () => {
  const program = aLine({
    steps: { first: { ...aMenu, prompt: { say: 'choices' } } },
    prompts: { 'en-US': { choices: ['Press 1 for appointments. For billing, press 2.'] } },
  });
  expect(checkPrograms([program]).map(placed)).toEqual(['key-before-option ../prompts/en-US/choices/0']);
});
