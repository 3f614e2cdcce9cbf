import { checkProgram } from '../../../src/interpreter/checks/check-program.ts';
import type { Finding } from '../../../src/interpreter/checks/finding.ts';
import { parseProgram } from '../../../src/interpreter/parse-program.ts';
import type { Program } from '../../../src/interpreter/program.ts';

const frame = {
  name: 'test-line',
  language: 'en-US',
  start: 'first',
  operator: 'desk',
  onError: 'desk',
  defaults: { noInput: 'I did not hear anything.', noMatch: 'I did not get that.' },
};

const steps = {
  first: { type: 'play', prompt: 'Hello.', next: 'bye' },
  desk: { type: 'transfer', to: '+14255550199', on: { failed: 'bye' } },
  bye: { type: 'hangUp', prompt: 'Goodbye.', disposition: 'served' },
};

/** A flow of a test: steps that are added to a clean flow, and fields that replace its own. */
export interface FlowParts {
  readonly steps?: Readonly<Record<string, unknown>>;
  /** Other flows of the line, whole but for name and language. */
  readonly flows?: Readonly<Record<string, object>>;
  /** Language -> catalogue of the line. */
  readonly prompts?: Readonly<Record<string, object>>;
  /** Opening hours of the line, by name. */
  readonly schedules?: Readonly<Record<string, object>>;
  /** Other fields of the flow. */
  readonly flow?: object;
}

/** The program of such a flow; throws with its problems if it does not parse. */
export function aLine({ steps: more, flows = {}, prompts, schedules, flow }: FlowParts): Program {
  const inner = Object.entries(flows).map(([name, document]) => [name, { name, language: 'en-US', ...document }]);
  const main = { ...frame, ...flow, steps: { ...steps, ...more } };
  const source = {
    main: 'test-line',
    flows: { ...Object.fromEntries(inner), 'test-line': main },
    prompts,
    ...(schedules === undefined ? {} : { schedules: { schedules } }),
  };
  const parsed = parseProgram(source, 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, undefined, 1));
  return parsed.value;
}

/** What the checks find in it: code and place. */
export function found(parts: FlowParts): string[] {
  return checkProgram(aLine(parts)).map(placed);
}

/** A finding as a test compares it. */
export function placed({ flow, code, path }: Finding): string {
  return `${code} ${flow === 'test-line' ? '' : `${flow}:`}${path.join('/')}`;
}

/** A menu of two options. */
export const aMenu = {
  type: 'menu',
  prompt: 'For appointments, press 1. For billing, press 2.',
  options: [
    { key: '1', next: 'desk' },
    { key: '2', next: 'bye' },
  ],
  on: { exhausted: 'desk' },
};
