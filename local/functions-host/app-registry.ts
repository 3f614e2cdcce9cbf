import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookName,
  LogLevel,
  ProgrammingModel,
} from './core-api.ts';
import { hookNames } from './core-api.ts';
import type { HostLog } from './host-log.ts';
import { StartRefusal } from './start-refusal.ts';

/** One function of the app, as it registered itself. */
export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What the app registered while it was loaded. */
export interface AppRegistry {
  /** By name in lower case: function names are compared without case, as Azure does. */
  readonly functions: Map<string, RegisteredFunction>;
  readonly hooks: Readonly<Record<HookName, HookCallback[]>>;
  model: ProgrammingModel | undefined;
}

/** Most functions that one app may register. */
const functionsMax = 200;

/** An empty registry, to be filled by the app's load. */
export function createAppRegistry(): AppRegistry {
  return {
    functions: new Map(),
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [] },
    model: undefined,
  };
}

/**
 * The module `@azure/functions-core` as the library expects it, writing into the registry.
 * Its functions throw StartRefusal for what this host does not run.
 */
export function createCoreModule(registry: AppRegistry, log: HostLog): object {
  return {
    version: 'local',
    // The library compares nothing with it; four digits keep the form that the worker has.
    hostVersion: '4.0.0.0',
    Disposable,
    setProgrammingModel: (model: ProgrammingModel) => {
      registry.model = model;
    },
    getProgrammingModel: () => registry.model,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      registerFunction(registry, metadata, callback),
    registerHook: (name: string, callback: HookCallback) => registerHook(registry, name, callback),
    log: (level: LogLevel, _category: string, message: string) => log(level, message),
  };
}

class Disposable {
  readonly #onDispose: () => void;

  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }

  dispose(): void {
    this.#onDispose();
  }
}

function registerFunction(registry: AppRegistry, metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  const key = metadata.name.toLowerCase();
  if (registry.functions.has(key)) throw new StartRefusal(`Two functions are named ${metadata.name}; rename one.`);
  if (registry.functions.size >= functionsMax)
    throw new StartRefusal(`An app may have ${functionsMax} functions here.`);
  registry.functions.set(key, { metadata, callback });
  return new Disposable(() => registry.functions.delete(key));
}

function registerHook(registry: AppRegistry, name: string, callback: HookCallback): Disposable {
  const known = hookNames.find((hookName) => hookName === name);
  if (known === undefined) {
    throw new StartRefusal(`The app registers a ${name} hook; this host runs ${hookNames.join(', ')}.`);
  }
  const hooks = registry.hooks[known];
  hooks.push(callback);
  return new Disposable(() => {
    const index = hooks.indexOf(callback);
    if (index >= 0) hooks.splice(index, 1);
  });
}
