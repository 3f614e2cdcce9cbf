import type { SendRequest } from '../command.ts';
import { isRepeatable } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import { escapeUrl, type Template } from '../expressions/template.ts';
import type { CompiledPrompt } from '../prompts/compiled-prompt.ts';
import type { VariableType } from '../value-definition.ts';
import { compileValue, type FillableValue } from './filled-value.ts';
import type { HttpStep } from './http.ts';

/** An `http` step made ready. */
export interface Request {
  readonly method: SendRequest['method'];
  readonly url: Template;
  readonly query: readonly (readonly [string, Template])[];
  readonly headers: readonly (readonly [string, Template])[];
  readonly body: FillableValue | undefined;
  readonly auth: string | undefined;
  readonly timeoutMs: number;
  readonly filler: CompiledPrompt | undefined;
  /** Status -> outcome. */
  readonly statuses: ReadonlyMap<number, string>;
  readonly into: { readonly name: string; readonly type: VariableType } | undefined;
  readonly idempotencyKey: Template | undefined;
  readonly isRepeatable: boolean;
}

/** Makes an `http` step ready, and finds what is wrong with it. */
export function compileRequest(step: HttpStep, compiler: StepCompiler): Request {
  const { method = 'GET' } = step;
  const into = step.into === undefined ? undefined : compiler.variableType(['into'], step.into);
  const withoutBody = method === 'GET' || method === 'HEAD';
  if (step.body !== undefined && withoutBody) compiler.problem(bodyOfGet(method));
  if (step.into !== undefined && method === 'HEAD') compiler.problem(answerOfHead);
  checkHeaders(step, compiler);
  const body = step.body === undefined ? undefined : compileValue(compiler, ['body'], { value: step.body });
  return {
    method,
    url: compiler.template(['url'], step.url, { escaping: escapeUrl }),
    query: templatesOf(compiler, 'query', step.query),
    headers: templatesOf(compiler, 'headers', step.headers),
    body,
    auth: step.auth,
    timeoutMs: step.timeoutMs,
    filler: compiler.prompt(['filler'], step.filler),
    statuses: new Map(Object.entries(step.statuses ?? {}).map(([status, outcome]) => [Number(status), outcome])),
    into: step.into === undefined || into === undefined ? undefined : { name: step.into, type: into },
    idempotencyKey:
      step.idempotencyKey === undefined ? undefined : compiler.template(['idempotencyKey'], step.idempotencyKey),
    isRepeatable: isRepeatable(step),
  };
}

function templatesOf(
  compiler: StepCompiler,
  field: 'query' | 'headers',
  templates: Readonly<Record<string, string>> | undefined,
): (readonly [string, Template])[] {
  return Object.entries(templates ?? {}).map(
    ([name, source]) => [name, compiler.template([field, name], source)] as const,
  );
}

/**
 * What the app itself says in a request, or must not be said by a flow; what sends requests refuses the same. Sources: RFC 9110,
 * RFC 9112.
 */
export const reservedHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'idempotency-key',
  'user-agent',
  'accept-encoding',
]);

function checkHeaders(step: HttpStep, compiler: StepCompiler): void {
  for (const name of Object.keys(step.headers ?? {})) {
    const isAuth = name.toLowerCase() === 'authorization';
    if (!reservedHeaders.has(name.toLowerCase()) && !isAuth) continue;
    compiler.problem({
      code: 'reserved-header',
      path: ['headers', name],
      message: `The header "${name}" is written by the app.`,
      advice: isAuth ? 'Name the credentials by "auth"; they stand in the settings.' : 'Remove it.',
    });
  }
}

const answerOfHead = {
  code: 'schema',
  path: ['into'],
  message: 'The answer to a HEAD request has no body that a variable could take.',
  advice: 'Use GET, or leave out "into".',
} as const;

function bodyOfGet(method: string) {
  const message = `A ${method} request has no body.`;
  return { code: 'schema' as const, path: ['body'], message, advice: 'Write the values into "query", or use POST.' };
}
