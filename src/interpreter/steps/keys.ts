import type { StepCompiler } from '../compile/step-compiler.ts';
import type { CompiledTarget } from '../program.ts';
import type { Target } from '../text-definition.ts';
import type { StepTarget } from './step-module.ts';

/** The keys of a step and where they lead, as written. */
type Keys = Readonly<Record<string, Target>> | undefined;

/** Where the keys of a step lead. */
export function compileKeys(compiler: StepCompiler, keys: Keys): ReadonlyMap<string, CompiledTarget> {
  return new Map(Object.entries(keys ?? {}).map(([key, target]) => [key, compiler.target(['keys', key], target)]));
}

/** The same for the checks. */
export function keyTargets(keys: Keys): StepTarget[] {
  return Object.entries(keys ?? {}).map(([key, target]) => ({ path: ['keys', key], target }));
}
