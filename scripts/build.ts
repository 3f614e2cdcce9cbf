/** `npm run build`: the app as it is deployed, in dist/app. */
import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.ts';

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const kilobytes = (sizeBytes: number) => `${(sizeBytes / 1000).toFixed(0)} kB`.padStart(8);

const files = await buildApp({
  entryPath: root('src/main.ts'),
  hostJsonPath: root('host.json'),
  flowsPath: root('src/flows'),
  outDirectory: root('dist/app'),
});
for (const { name, sizeBytes, gzipBytes } of files) {
  process.stdout.write(`dist/app/${name.padEnd(20)} ${kilobytes(sizeBytes)}  ${kilobytes(gzipBytes)} gzipped\n`);
}
