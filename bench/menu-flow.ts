import { parseFlow } from '../src/interpreter/parse-flow.ts';
import type { Program } from '../src/interpreter/program.ts';

/** The document of a line of menus in a ring: 1 leads to the next, 2 to the one after that. */
export function ringFlow(menus: number): object {
  const steps: Record<string, object> = {};
  for (let index = 0; index < menus; index++) {
    steps[`menu${index}`] = {
      type: 'menu',
      prompt: [`This is menu ${index}. To go on, press 1. To skip one, press 2.`, `Menu ${index}. On, 1. Skip, 2.`],
      options: [
        { key: '1', next: `menu${(index + 1) % menus}` },
        { key: '2', next: `menu${(index + 2) % menus}` },
      ],
    };
  }
  return {
    name: 'ring',
    language: 'en-US',
    start: 'menu0',
    operator: { none: 'A benchmark has nobody.' },
    onError: 'bye',
    defaults: { noMatch: 'That is not one of the options.', noInput: 'I did not hear anything.' },
    steps: { ...steps, bye: { type: 'hangUp', disposition: 'served' } },
  };
}

/** The program of such a line. */
export function ringProgram(menus: number): Program {
  const parsed = parseFlow(ringFlow(menus), 'f'.repeat(64));
  if (!parsed.ok) throw new Error(`The flow of the benchmark is broken: ${parsed.error[0]?.message}`);
  return parsed.value;
}
