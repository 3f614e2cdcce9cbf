import { parseFlow } from '../src/interpreter/parse-flow.ts';
import { ringFlow, ringProgram } from './menu-flow.ts';
import { ringMachine } from './menu-machine.ts';
import { compare, type Measured, medianMs } from './rounds.ts';
import { callsRunner, flowJsonRunner, flowRunner, machineJsonRunner, machineRunner, manyCalls } from './runners.ts';

/** Menus of the line that is compared with a machine. */
const menus = 20;

/** Menus of a flow that has as many steps as a flow can have: one more ends it. */
const manyMenus = 4_999;

/** What is measured, each in a process of its own: what one of them makes the engine learn or keep must not weigh on another. */
export const measurements = {
  ratioInMemory: () => compare(flowRunner('flow', ringProgram(menus)), machineRunner('xstate', ringMachine(menus))),
  ratioWithJson: () =>
    compare(flowJsonRunner('flowJson', ringProgram(menus)), machineJsonRunner('xstateJson', ringMachine(menus))),
  flowSize5000vs10: () =>
    compare(flowRunner('flow5000', ringProgram(manyMenus)), flowRunner('flow10', ringProgram(10))),
  calls100kVs1: () => {
    const program = ringProgram(menus);
    return compare(callsRunner('calls1', program, 1), callsRunner('calls100k', program, manyCalls));
  },
  compile5000Ms: () => {
    const document = ringFlow(manyMenus);
    return { figure: medianMs(() => parseFlow(document, 'large')), rates: [] };
  },
} as const satisfies Readonly<Record<string, () => Measured>>;

/** The name of something that is measured. */
export type MeasurementName = keyof typeof measurements;
