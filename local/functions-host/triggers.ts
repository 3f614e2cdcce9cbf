import type { RegisteredFunction } from './app-registry.ts';
import type { BindingInfo, FunctionMetadata } from './core-api.ts';
import { StartRefusal } from './start-refusal.ts';

const supportedTriggers: ReadonlySet<string> = new Set(['httptrigger', 'eventgridtrigger', 'timertrigger']);

/** The trigger among a function's bindings. The library has made sure that there is exactly one. */
export function triggerOf(metadata: FunctionMetadata): { readonly bindingName: string; readonly binding: BindingInfo } {
  for (const [bindingName, binding] of Object.entries(metadata.bindings)) {
    if (binding.type.toLowerCase().endsWith('trigger')) return { bindingName, binding };
  }
  throw new StartRefusal(`Function ${metadata.name} has no trigger.`);
}

/** The functions of one trigger type, e.g. `httpTrigger`. Types are compared without case. */
export function functionsWithTrigger(functions: Iterable<RegisteredFunction>, type: string): RegisteredFunction[] {
  const wanted = type.toLowerCase();
  return [...functions].filter(({ metadata }) => triggerOf(metadata).binding.type.toLowerCase() === wanted);
}

/** Throws StartRefusal if any function needs what only the real host has: better at the start than a call that goes missing. */
export function refuseUnsupported(functions: Iterable<RegisteredFunction>): void {
  for (const { metadata } of functions) {
    const trigger = triggerOf(metadata);
    if (!supportedTriggers.has(trigger.binding.type.toLowerCase())) {
      throw new StartRefusal(
        `Function ${metadata.name} has a ${trigger.binding.type}; this host runs HTTP, Event Grid and timer triggers. Use Core Tools (func start) for it.`,
      );
    }
    if (metadata.retryOptions !== undefined) {
      throw new StartRefusal(`Function ${metadata.name} has a retry policy, which this host does not run.`);
    }
    refuseFurtherBindings(metadata, trigger.bindingName);
  }
}

function refuseFurtherBindings(metadata: FunctionMetadata, triggerName: string): void {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    const isHttpOutput = binding.direction === 'out' && binding.type.toLowerCase() === 'http';
    if (name === triggerName || isHttpOutput) continue;
    throw new StartRefusal(
      `Function ${metadata.name} has the binding ${name} of type ${binding.type}; this host knows triggers and HTTP answers only.`,
    );
  }
}
