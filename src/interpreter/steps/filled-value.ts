import { assertNever } from '../../result.ts';
import type { StepCompiler, TextPath } from '../compile/step-compiler.ts';
import type { Template } from '../expressions/template.ts';
import { fitsType, isListType, typeName, type Value, type VariableType } from '../value-definition.ts';
import { type StepContext, templateValue } from './step-context.ts';

/** A literal value whose texts are templates, made ready. */
export type FillableValue =
  | { readonly type: 'text'; readonly template: Template }
  | { readonly type: 'literal'; readonly value: Value }
  | { readonly type: 'list'; readonly items: readonly FillableValue[] }
  | { readonly type: 'shape'; readonly fields: readonly (readonly [string, FillableValue])[] };

/** Makes a value ready. `type`: what it must be, where that is known. */
export function compileValue(
  compiler: StepCompiler,
  path: TextPath,
  { value, type }: { readonly value: Value; readonly type?: VariableType | undefined },
): FillableValue {
  if (typeof value === 'string') return { type: 'text', template: textOf(compiler, path, { value, type }) };
  if (type !== undefined && !hasTexts(value) && !fitsType(type, value)) compiler.problem(unfit(path, type));
  if (typeof value !== 'object') return { type: 'literal', value };
  if (Array.isArray(value)) {
    const inner = type !== undefined && isListType(type) ? type[0] : undefined;
    return {
      type: 'list',
      items: value.map((item: Value, index) => compileValue(compiler, [...path, index], { value: item, type: inner })),
    };
  }
  const fields = Object.entries(value).map(([name, field]): readonly [string, FillableValue] => {
    const at = [...path, name];
    if (type === 'prompt' && typeof field === 'string')
      return [name, { type: 'text', template: compiler.promptField(at, name, field) }];
    return [name, compileValue(compiler, at, { value: field, type: fieldType(type, name) })];
  });
  return { type: 'shape', fields };
}

function textOf(
  compiler: StepCompiler,
  path: TextPath,
  { value, type }: { readonly value: string; readonly type?: VariableType | undefined },
): Template {
  if (type === undefined) return compiler.template(path, value);
  if (!value.includes('{{') && !fitsType(type, value)) compiler.problem(unfit(path, type));
  return compiler.templateOf(path, value, type);
}

function fieldType(type: VariableType | undefined, name: string): VariableType | undefined {
  if (typeof type !== 'object' || isListType(type)) return undefined;
  return Object.hasOwn(type, name) ? type[name] : undefined;
}

function hasTexts(value: Value): boolean {
  if (typeof value !== 'object') return typeof value === 'string' && value.includes('{{');
  return Object.values(value).some((inner: Value) => hasTexts(inner));
}

function unfit(path: TextPath, type: VariableType) {
  const message = `The value is not of type ${typeName(type)}.`;
  return { code: 'wrong-type' as const, path, message, advice: 'Correct the value.' };
}

/** Fills a value in; undefined where the whole of it is missing. A missing item or field is left out. */
export function fillValue(context: StepContext, value: FillableValue): Value | undefined {
  switch (value.type) {
    case 'text':
      return templateValue(context, value.template);
    case 'literal':
      return value.value;
    case 'list':
      return value.items.map((item) => fillValue(context, item)).filter((item) => item !== undefined);
    case 'shape': {
      const fields: [string, Value][] = [];
      for (const [name, field] of value.fields) {
        const filled = fillValue(context, field);
        if (filled !== undefined) fields.push([name, filled]);
      }
      return Object.fromEntries(fields);
    }
    default:
      return assertNever(value);
  }
}
