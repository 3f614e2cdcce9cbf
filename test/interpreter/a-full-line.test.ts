import { expect, it } from 'vitest';
import * as z from 'zod';
import { flowSchema } from '../../src/interpreter/definition.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import { stepSchema } from '../../src/interpreter/step-definition.ts';
import { fullSource } from './a-full-line.ts';

const flow = fullSource.flows['full-line'];

it('the full line is a program', () => {
  const parsed = parseProgram(fullSource, 'hash');
  expect(parsed.ok ? [] : parsed.error).toEqual([]);
});

it('the full line has every kind of step with every field, and every field of a flow', () => {
  const steps: readonly object[] = Object.values(flow.steps);
  const missing = stepSchema.options.flatMap((schema) => {
    const kind = schema.shape.type.value;
    const used = new Set(
      steps.filter((step) => 'type' in step && step.type === kind).flatMap((step) => Object.keys(step)),
    );
    return Object.keys(schema.shape)
      .filter((field) => !used.has(field))
      .map((field) => `${kind}.${field}`);
  });
  expect(missing).toEqual([]);
  expect(Object.keys(flowSchema.shape).filter((field) => !(field in flow))).toEqual([]);
  expect(stepSchema).toBeInstanceOf(z.ZodDiscriminatedUnion);
});
