import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orderFlow, orderLine } from './order-flow.ts';

/** A line with the clinic's flow whose silences last one second instead of five. */
export const impatientClinic = '+14255550180';

const flowsPath = fileURLToPath(new URL('../../src/flows', import.meta.url));

/** Copies the project's flows into a directory, with the impatient clinic among them, and a line over a service of orders. */
export async function writeFlows(directory: string, orderServiceOrigin: string): Promise<void> {
  await cp(flowsPath, directory, { recursive: true });
  const clinic = await readJson(join(flowsPath, 'clinic-reception.flow.json'));
  const routes = await readJson(join(flowsPath, 'routes.json'));
  const name = 'impatient-clinic';
  await writeJson(join(directory, `${name}.flow.json`), {
    ...clinic,
    name,
    defaults: { ...clinic.defaults, initialSilenceMs: 1_000 },
  });
  const order = orderFlow(orderServiceOrigin);
  await writeJson(join(directory, `${order.name}.flow.json`), order);
  const more = [
    { to: impatientClinic, flow: name },
    { to: orderLine, flow: order.name },
  ];
  await writeJson(join(directory, 'routes.json'), { routes: [...routes.routes, ...more] });
}

/** What callers hear of the clinic once it is edited. */
export const closedClinicPrompt = 'The clinic is closed today.';

/** Copies the project's flows into a directory; what it returns edits the clinic's into one in which no other call can go on. */
export async function writeEditableFlows(directory: string): Promise<{ closeClinic(): Promise<void> }> {
  await cp(flowsPath, directory, { recursive: true });
  const name = 'clinic-reception';
  const flow = {
    name,
    language: 'en-US',
    operator: { none: 'Nobody is there.' },
    start: 'closed',
    onError: 'closed',
    steps: { closed: { type: 'hangUp', prompt: closedClinicPrompt, disposition: 'closed' } },
  };
  return { closeClinic: () => writeJson(join(directory, `${name}.flow.json`), flow) };
}

interface Documents {
  readonly defaults: object;
  readonly routes: readonly object[];
}

/** The project's own documents; that they have these properties is what the flow catalog checks. */
async function readJson(path: string): Promise<Documents> {
  return JSON.parse(await readFile(path, 'utf8')) as Documents;
}

async function writeJson(path: string, document: object): Promise<void> {
  await writeFile(path, JSON.stringify(document));
}
