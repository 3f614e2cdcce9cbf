import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppRegistry } from './app-registry.ts';
import { createAppRegistry, createCoreModule } from './app-registry.ts';
import type { ProgrammingModel } from './core-api.ts';
import type { HostLog } from './host-log.ts';
import { injectCoreModule } from './inject-core-module.ts';
import { StartRefusal } from './start-refusal.ts';
import { withTimeout } from './with-timeout.ts';

/** An app whose functions are registered and whose start hooks have run. */
export interface LoadedApp {
  readonly registry: AppRegistry;
  readonly model: ProgrammingModel;
  /** The place that `appStart`, `appTerminate` and the invocations share, as in the worker. */
  readonly appHookData: Record<string, unknown>;
}

/** Time that an app's start hooks may take together, in milliseconds. */
const appStartTimeoutMs = 30_000;

/**
 * Loads the app's main file, TypeScript sources or a bundle, ES module or CommonJS, and runs its start hooks.
 * Once in a process. Throws StartRefusal for what this host does not run, and whatever the app itself throws.
 */
export async function loadApp(appPath: string, log: HostLog): Promise<LoadedApp> {
  const registry = createAppRegistry();
  injectCoreModule(createCoreModule(registry, log));
  await import(pathToFileURL(appPath).href);
  const model = registry.model;
  if (model === undefined || registry.functions.size === 0) {
    throw new StartRefusal(
      `${appPath} registers no functions; FUNCTIONS_APP must name the file that imports them all.`,
    );
  }
  const capabilities = await model.getCapabilities({});
  // With streaming a throwing handler never answers (azure-functions-nodejs-library, issue 324), so neither app nor host use it.
  if (capabilities.HttpUri !== undefined) throw new StartRefusal('The app turns on enableHttpStream; turn it off.');
  const app: LoadedApp = { registry, model, appHookData: {} };
  const hookContext = { hookData: {}, appHookData: app.appHookData, functionAppDirectory: dirname(appPath) };
  await withTimeout(runHooks(registry.hooks.appStart, hookContext), appStartTimeoutMs, 'The appStart hooks');
  return app;
}

/** Runs hooks one after the other, in the order of their registration; the first that throws ends it. */
export async function runHooks(
  hooks: readonly ((context: Record<string, unknown>) => unknown)[],
  context: Record<string, unknown>,
): Promise<void> {
  for (const hook of hooks) await hook(context);
}
