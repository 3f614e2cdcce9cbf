import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';

/** What is bundled, and from where to where. */
export interface BuildAppOptions {
  /** Main file of the sources. */
  readonly entryPath: string;
  readonly hostJsonPath: string;
  /** Directory of flows, copied beside the bundle as `flows`. */
  readonly flowsPath: string;
  /** Emptied first. */
  readonly outDirectory: string;
}

/** A file of the built app. */
export interface BuiltFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly gzipBytes: number;
}

/**
 * Packages that cost more than the rest of the app together and that most starts do not need. Each becomes a file of its
 * own, which the bundle loads when the source's `import()` is reached.
 */
const lazyPackages: ReadonlyMap<string, string> = new Map([['@azure/identity', 'azure-identity.cjs']]);

// `import.meta.url` is empty in CommonJS; the bundle finds the flows beside itself by it.
const importMetaUrl = {
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
};

const bundleOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  // The oldest Node that the package names; Azure runs a newer one.
  target: 'node22',
  alias: {
    // Its CommonJS build requires by computed names, which no bundler follows; the other build has none.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    debug: fileURLToPath(new URL('./silent-debug.ts', import.meta.url)),
  },
  // Exists only inside the worker of Azure Functions.
  external: ['@azure/functions-core'],
  // The licences of what is bundled go along, in a file beside the bundle.
  legalComments: 'external',
  // Errors come back as the rejection; type check and lint have said the rest.
  logLevel: 'silent',
} satisfies BuildOptions;

/**
 * Builds what is deployed: a minified CommonJS bundle, the lazily loaded packages, host.json, package.json and the flows.
 * Returns the bundles with their sizes. Rejects when the sources do not build.
 */
export async function buildApp(options: BuildAppOptions): Promise<readonly BuiltFile[]> {
  const { outDirectory } = options;
  await rm(outDirectory, { recursive: true, force: true });
  await mkdir(outDirectory, { recursive: true });
  const mainPath = join(outDirectory, 'index.cjs');
  const lazyPaths = [...lazyPackages].map(([name, file]) => [name, join(outDirectory, file)] as const);
  await Promise.all([
    build({
      ...bundleOptions,
      ...importMetaUrl,
      entryPoints: [options.entryPath],
      outfile: mainPath,
      plugins: [keepLazy],
    }),
    ...lazyPaths.map(([name, outfile]) => build({ ...bundleOptions, entryPoints: [name], outfile })),
    cp(options.hostJsonPath, join(outDirectory, 'host.json')),
    cp(options.flowsPath, join(outDirectory, 'flows'), { recursive: true }),
    writeFile(
      join(outDirectory, 'package.json'),
      `${JSON.stringify({ main: 'index.cjs', type: 'commonjs' }, null, 2)}\n`,
    ),
  ]);
  return Promise.all([mainPath, ...lazyPaths.map(([, path]) => path)].map(measure));
}

/** Leaves each lazy package's `import()` in the bundle, pointing at its file; a static import of one is an error. */
const keepLazy: Plugin = {
  name: 'keep-lazy',
  setup(builder) {
    builder.onResolve({ filter: /^@azure\/identity$/ }, ({ path, kind, importer }) => {
      const file = lazyPackages.get(path);
      if (kind === 'dynamic-import' && file !== undefined) return { path: `./${file}`, external: true };
      return {
        errors: [{ text: `${importer} imports ${path} at once; write await import('${path}') where it is needed.` }],
      };
    });
  },
};

async function measure(path: string): Promise<BuiltFile> {
  const [{ size }, compressed] = await Promise.all([stat(path), promisify(gzip)(await readFile(path))]);
  return { name: basename(path), sizeBytes: size, gzipBytes: compressed.length };
}
