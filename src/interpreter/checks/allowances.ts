import type { Flow } from '../definition.ts';
import { lineWarningCodes } from '../flow-problem.ts';
import { suggestName } from '../suggest-name.ts';
import { type Finding, flowWarningCodes } from './finding.ts';

const codes: ReadonlySet<string> = new Set(flowWarningCodes);
const ofLine: ReadonlySet<string> = new Set(lineWarningCodes);

/** Why a flow lets a warning stand: code -> reason, at a step or at the flow. */
interface Allowance {
  readonly flow: string;
  readonly code: string;
  /** Undefined: of the whole flow. */
  readonly step: string | undefined;
}

/**
 * Leaves out what the flows allow, and adds what is wrong with that: an `allow` that silences nothing would hide the next mistake,
 * and one of an unknown code does not do what its author thinks. These two cannot be allowed themselves.
 */
export function withoutAllowed(findings: readonly Finding[], flows: ReadonlyMap<string, Flow>): readonly Finding[] {
  const used = new Set<string>();
  const left = findings.filter(({ severity, code, flow, path }) => {
    const document = flows.get(flow);
    if (severity === 'error' || document === undefined) return true;
    const step = path[0] === 'steps' ? String(path[1]) : undefined;
    const ownStep = step === undefined ? undefined : document.steps[step];
    const isStep = ownStep?.allow !== undefined && Object.hasOwn(ownStep.allow, code);
    if (!isStep && !(document.allow !== undefined && Object.hasOwn(document.allow, code))) return true;
    used.add(keyOf({ flow, code, step: isStep ? step : undefined }));
    return false;
  });
  const allowances = [...flows].flatMap(([name, flow]) => allowancesOf(name, flow));
  return [...left, ...allowances.flatMap((one) => wrongAllowance(one, used))];
}

function allowancesOf(name: string, flow: Flow): Allowance[] {
  const own = Object.keys(flow.allow ?? {}).map((code) => ({ flow: name, code, step: undefined }));
  const steps = Object.entries(flow.steps).flatMap(([step, { allow }]) =>
    Object.keys(allow ?? {}).map((code) => ({ flow: name, code, step })),
  );
  return [...own, ...steps];
}

function wrongAllowance(allowance: Allowance, used: ReadonlySet<string>): Finding[] {
  const { flow, code, step } = allowance;
  const path = step === undefined ? ['allow', code] : ['steps', step, 'allow', code];
  // Whether it is needed, only those know who know the routes.
  if (ofLine.has(code)) return [];
  if (!codes.has(code)) {
    const message = `There is no warning "${code}" that could be allowed.`;
    return [{ severity: 'warning', code: 'unknown-allow', flow, path, message, advice: adviceFor(code) }];
  }
  if (used.has(keyOf(allowance))) return [];
  const message = `Nothing here triggers "${code}", so that there is nothing to allow.`;
  return [{ severity: 'warning', code: 'unused-allow', flow, path, message, advice: 'Remove it.' }];
}

function adviceFor(code: string): string {
  return suggestName(code, flowWarningCodes, 'Remove it, or write the code of the warning; errors cannot be allowed.');
}

function keyOf({ flow, code, step }: Allowance): string {
  return JSON.stringify([flow, step ?? null, code]);
}
