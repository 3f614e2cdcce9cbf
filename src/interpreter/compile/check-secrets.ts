import type { Flow } from '../definition.ts';
import type { FlowProblem } from '../flow-problem.ts';
import type { CompiledText } from '../program.ts';

/** The variables that take secrets: what a `collect` with `secret` writes. */
export function secretsOf(flow: Flow): ReadonlySet<string> {
  const secrets = Object.values(flow.steps).flatMap((step) =>
    step.type === 'collect' && step.secret === true ? [step.into] : [],
  );
  return new Set(secrets);
}

/**
 * Where a secret could go that is not the body of an `http` step. Every text of the flow is looked at, so that a variable
 * which none of them reads cannot be spoken, sent, stored or compared; what a secret is written to is only its own variable.
 */
export function secretProblems(
  flow: Flow,
  texts: readonly CompiledText[],
  secrets: ReadonlySet<string>,
): FlowProblem[] {
  if (secrets.size === 0) return [];
  const read = texts.flatMap((text) => {
    const leaked = [...text.reads].find((name) => secrets.has(name));
    return leaked === undefined || isBodyField(flow, text) ? [] : [leak(text.path, leaked)];
  });
  const outputs = (flow.outputs ?? []).flatMap((name, index) =>
    secrets.has(name) ? [leak(['outputs', index], name)] : [],
  );
  return [...read, ...outputs, ...listProblems(flow, secrets)];
}

/** Menus made from data name their list without a text. */
function listProblems(flow: Flow, secrets: ReadonlySet<string>): FlowProblem[] {
  return Object.entries(flow.steps).flatMap(([name, step]) =>
    step.type === 'menu' && step.optionsFrom !== undefined && secrets.has(step.optionsFrom.list)
      ? [leak(['steps', name, 'optionsFrom', 'list'], step.optionsFrom.list)]
      : [],
  );
}

function isBodyField(flow: Flow, { path }: CompiledText): boolean {
  const [section, name, field] = path;
  return section === 'steps' && field === 'body' && flow.steps[String(name)]?.type === 'http';
}

function leak(path: CompiledText['path'], name: string): FlowProblem {
  return {
    code: 'secret-leaks',
    path,
    message: `"${name}" is a secret and would leave the call here.`,
    advice: 'Use it in the body of an http step only; let the other side decide, and branch on its answer.',
  };
}
