import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A line with the clinic's flow whose silences last one second instead of five. */
export const impatientClinic = '+14255550120';

const flowsPath = fileURLToPath(new URL('../../src/flows', import.meta.url));

/** Copies the project's flows into a directory, with the impatient clinic among them. */
export async function writeImpatientFlows(directory: string): Promise<void> {
  await cp(flowsPath, directory, { recursive: true });
  const clinic = await readJson(join(flowsPath, 'clinic-reception.flow.json'));
  const routes = await readJson(join(flowsPath, 'routes.json'));
  const name = 'impatient-clinic';
  await writeJson(join(directory, `${name}.flow.json`), {
    ...clinic,
    name,
    defaults: { ...clinic.defaults, initialSilenceMs: 1_000 },
  });
  const route = { to: impatientClinic, flow: name };
  await writeJson(join(directory, 'routes.json'), { routes: [...routes.routes, route] });
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
