import Module from 'node:module';

const coreModuleId = '@azure/functions-core';

/**
 * Makes `require('@azure/functions-core')` return the given object in every CommonJS module of this process. The worker
 * of Azure Functions does it the same way (its src/setupCoreModule.ts). It serves sources too: the library is CommonJS
 * even when an ES module imports it. The library asks once and keeps the answer, so this comes before the app's load.
 */
export function injectCoreModule(coreModule: object): void {
  const originalRequire = Module.prototype.require;
  Module.prototype.require = new Proxy(originalRequire, {
    apply: (target, self, args: [string]) =>
      args[0] === coreModuleId ? coreModule : Reflect.apply(target, self, args),
  });
}
