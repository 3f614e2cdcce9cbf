/**
 * The part of `@azure/functions-core` that the library `@azure/functions` calls. That module exists only inside the
 * Node.js worker of Azure Functions, so its shapes are written down here.
 * Source: types-core/index.d.ts of the worker (3.x) and the library's calls (4.16.5).
 */

/** Severity of a log line, as the library spells it. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** A value on its way between host and library; one of the properties is set. */
export interface RpcData {
  readonly string?: string | null;
  readonly json?: string | null;
  readonly bytes?: Uint8Array | null;
  readonly http?: RpcHttp | null;
  readonly int?: number | null;
  readonly double?: number | null;
}

/** A text that may be absent; the worker wraps it so that an empty one survives. */
export interface RpcNullable<T> {
  readonly value?: T | null;
}

/** One cookie of an answer, as the library hands it over. */
export interface RpcCookie {
  readonly name?: string | null;
  readonly value?: string | null;
  readonly domain?: RpcNullable<string> | null;
  readonly path?: RpcNullable<string> | null;
  readonly expires?: RpcNullable<{ readonly seconds?: number | null }> | null;
  readonly secure?: RpcNullable<boolean> | null;
  readonly httpOnly?: RpcNullable<boolean> | null;
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null;
  readonly maxAge?: RpcNullable<number> | null;
}

/** A request to, or an answer of, an HTTP function. */
export interface RpcHttp {
  readonly method?: string;
  readonly url?: string;
  readonly statusCode?: string | null;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly body?: RpcData | null;
  readonly cookies?: readonly RpcCookie[] | null;
  readonly nullableHeaders?: Readonly<Record<string, RpcNullable<string>>>;
  readonly nullableQuery?: Readonly<Record<string, RpcNullable<string>>>;
  readonly nullableParams?: Readonly<Record<string, RpcNullable<string>>>;
}

/** A trigger, input or output of a function, with the options given at its registration. */
export interface BindingInfo {
  readonly type: string;
  readonly direction: 'in' | 'out' | 'inout';
  readonly [option: string]: unknown;
}

/** What a function's registration says about it. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, BindingInfo>>;
  readonly retryOptions?: unknown;
}

/** A registered handler; the trigger's value comes first, the invocation's context last. */
export type FunctionCallback = (...values: unknown[]) => unknown;

/** What an invocation starts from. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly inputData: readonly { readonly name: string; readonly data: RpcData }[];
    readonly triggerMetadata: Readonly<Record<string, RpcData>>;
  };
  state?: 'preInvocationHooks' | 'postInvocationHooks' | 'invocation' | undefined;
  log(level: LogLevel, category: string, message: string): void;
}

/** The library's own conversions for one invocation. */
export interface InvocationModel {
  getArguments(): Promise<{ readonly context: unknown; readonly inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ readonly returnValue?: RpcData | null }>;
}

/** What the library registers for itself, once. */
export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

/** A hook of the application; the library turns the plain object into its own context class. */
export type HookCallback = (context: Record<string, unknown>) => unknown;

/** The hooks that this host runs. `log` is missing: nothing here needs it. */
export const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation'] as const;

/** The name of a hook that this host runs. */
export type HookName = (typeof hookNames)[number];
