import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { StartRefusal } from '../functions-host/start-refusal.ts';
import { shortPath } from './short-path.ts';

/** What the app is run from unless FUNCTIONS_APP names another file. */
const appDefault = 'src/main.ts';

/** The absolute path of the app's main file; `named` is FUNCTIONS_APP. Throws StartRefusal if it is not there. */
export function findApp(named: string | undefined, rootPath: string): string {
  const path = resolve(rootPath, named ?? appDefault);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
  const advice = path.startsWith(resolve(rootPath, 'dist') + sep)
    ? 'run npm run build first.'
    : `FUNCTIONS_APP must name the app's main file, as ${appDefault}.`;
  throw new StartRefusal(`There is no ${shortPath(path)}; ${advice}`);
}
