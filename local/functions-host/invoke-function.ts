import { randomUUID } from 'node:crypto';
import type { RegisteredFunction } from './app-registry.ts';
import type { CoreInvocationContext, RpcData } from './core-api.ts';
import type { HostLog } from './host-log.ts';
import type { LoadedApp } from './load-app.ts';
import { runHooks } from './load-app.ts';
import { triggerOf } from './triggers.ts';
import { TimedOut, withTimeout } from './with-timeout.ts';

/** How an invocation ended. `failed` and `timedOut` are already logged. */
export type InvocationOutcome =
  | { readonly type: 'completed'; readonly returnValue: RpcData | undefined }
  | { readonly type: 'failed' }
  | { readonly type: 'timedOut' };

/** What a trigger hands to its function. */
export interface TriggerInput {
  readonly data: RpcData;
  readonly triggerMetadata: Readonly<Record<string, RpcData>>;
}

/** Runs functions and knows how many are running. */
export interface Invoker {
  /** Never rejects: whatever the app does is an outcome. */
  invoke(registered: RegisteredFunction, input: TriggerInput): Promise<InvocationOutcome>;
  /** Resolves when nothing runs any more, or after `timeoutMs`, whichever is first. */
  drain(timeoutMs: number): Promise<void>;
}

/** An invoker for the app; an invocation that takes longer than `timeoutMs` (host.json `functionTimeout`) counts as failed. */
export function createInvoker(options: { app: LoadedApp; timeoutMs: number; log: HostLog }): Invoker {
  const running = new Set<Promise<InvocationOutcome>>();
  return {
    invoke(registered, input) {
      const invocation = invokeOnce(registered, input, options);
      running.add(invocation);
      return invocation.finally(() => running.delete(invocation));
    },
    async drain(timeoutMs) {
      const ended = Promise.all(running);
      await withTimeout(ended, timeoutMs, 'Running functions').catch((error: Error) =>
        options.log('warning', error.message),
      );
    },
  };
}

async function invokeOnce(
  registered: RegisteredFunction,
  input: TriggerInput,
  { app, timeoutMs, log }: { app: LoadedApp; timeoutMs: number; log: HostLog },
): Promise<InvocationOutcome> {
  const name = registered.metadata.name;
  try {
    const returnValue = await withTimeout(
      runInvocation(app, registered, { input, log }),
      timeoutMs,
      `Function ${name}`,
    );
    return { type: 'completed', returnValue: returnValue ?? undefined };
  } catch (error) {
    // The app's own error text is for the developer at this terminal; it goes no further than the log.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log('error', `Function ${name} failed: ${text}`);
    return { type: error instanceof TimedOut ? 'timedOut' : 'failed' };
  }
}

// The order of the steps is the worker's (its src/eventHandlers/InvocationHandler.ts): arguments, hooks, function, hooks, response.
async function runInvocation(
  app: LoadedApp,
  registered: RegisteredFunction,
  { input, log }: { input: TriggerInput; log: HostLog },
): Promise<RpcData | null | undefined> {
  const core = coreContext(registered, input, log);
  const model = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  const shared = { hookData: {}, appHookData: app.appHookData, invocationContext: context };

  core.state = 'preInvocationHooks';
  // The library's hook context writes through to this object, so hooks may replace inputs and callback.
  const before = { ...shared, inputs, functionCallback: registered.callback };
  await runHooks(app.registry.hooks.preInvocation, before);

  core.state = 'invocation';
  const after: Record<string, unknown> & { result: unknown; error: unknown } = {
    ...shared,
    inputs: before.inputs,
    result: null,
    error: null,
  };
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('The function threw nothing.');
  }

  core.state = 'postInvocationHooks';
  await runHooks(app.registry.hooks.postInvocation, after);
  core.state = undefined;
  if (after.error !== null && after.error !== undefined) throw after.error;
  return (await model.getResponse(context, after.result)).returnValue;
}

function coreContext(registered: RegisteredFunction, input: TriggerInput, log: HostLog): CoreInvocationContext {
  return {
    invocationId: randomUUID(),
    metadata: registered.metadata,
    request: {
      inputData: [{ name: triggerOf(registered.metadata).bindingName, data: input.data }],
      triggerMetadata: input.triggerMetadata,
    },
    log: (level, _category, message) => log(level, message),
  };
}
