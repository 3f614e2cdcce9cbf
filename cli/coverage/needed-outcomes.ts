import type { Flow } from '../../src/interpreter/definition.ts';
import type { Step } from '../../src/interpreter/step-definition.ts';
import { moduleOf } from '../../src/interpreter/steps/index.ts';

/** Outcomes that a step can list although they need not lead anywhere. */
const listable = ['noInput', 'noMatch', 'hungUp'];

/**
 * All that a step can come to, each of which a dialogue should reach: what its kind can come to, and its own options, cases, arms
 * and keys, these as their mark in brackets, such as `(option 1)`.
 */
export function neededOutcomes(step: Step, flows: Readonly<Record<string, Flow>>): readonly string[] {
  const listed = Object.keys('on' in step ? (step.on ?? {}) : {}).filter((name) => listable.includes(name));
  return [...new Set([...ownOutcomes(step), ...moduleOf(step).outcomes(step, flows), ...listed])];
}

/** What `needed` holds that an outcome of a trace, such as `next (option 1)`, is. */
export function reachedOutcomes(traced: string): readonly string[] {
  const [, outcome = traced, mark] = /^(\S+)(?: \((.*)\))?$/.exec(traced) ?? [];
  if (mark === undefined) return [outcome];
  if (mark.startsWith('item ')) return ['(item)'];
  return /^(option|key|case) /.test(mark) ? [`(${mark})`] : [outcome, `(${mark})`];
}

function ownOutcomes(step: Step): readonly string[] {
  switch (step.type) {
    case 'menu':
      return [...numbered('option', step.options), ...(step.optionsFrom === undefined ? [] : ['(item)'])];
    case 'collect':
    case 'listen':
      return ['next', ...numbered('option', step.options)];
    case 'play':
    case 'wait':
      return ['next', ...Object.keys(step.keys ?? {}).map((key) => `(key ${key})`)];
    case 'branch':
      return [...numbered('case', step.cases), '(else)'];
    case 'distribute':
      return step.arms.filter(({ weight }) => weight > 0).map(({ name }) => `(${name})`);
    case 'transfer':
      return ['transferred'];
    default:
      return 'next' in step && step.next !== undefined ? ['next'] : [];
  }
}

function numbered(word: string, list: readonly unknown[] = []): readonly string[] {
  return list.map((_one, index) => `(${word} ${index + 1})`);
}
