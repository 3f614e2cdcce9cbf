import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { isInputStep, type Step, type StepType, stepSchema } from '../../src/interpreter/step-definition.ts';
import { stepModules } from '../../src/interpreter/steps/index.ts';
import { docCommentOf } from './doc-comment.ts';
import { exampleText } from './example-text.ts';
import { fieldTable } from './field-table.ts';

/** Every kind of step: what it does, an example, its fields and outcomes. */
export function stepSections(): string {
  return stepSchema.options.map((schema) => sectionOf(schema)).join('\n\n');
}

/** The example in the doc comment of a kind of step, as written. */
export function exampleOf(type: StepType): string {
  const { example } = commentOf(type);
  if (example === undefined) throw new Error(`The module of ${type} has no example in its doc comment.`);
  return example;
}

function commentOf(type: StepType) {
  const file = `${type.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  const source = readFileSync(new URL(`../../src/interpreter/steps/${file}`, import.meta.url), 'utf8');
  return docCommentOf(source, `${type}Module`);
}

function sectionOf(schema: (typeof stepSchema.options)[number]): string {
  const [type] = schema.shape.type.values;
  if (type === undefined) throw new Error('A step has a type.');
  const example = stepSchema.parse(JSON.parse(exampleOf(type)));
  return [
    `### ${type}`,
    commentOf(type).text,
    `\`\`\`json step\n${exampleText(exampleOf(type))}\n\`\`\``,
    fieldTable(schema, (path) => /^(type|note|allow|on\..*)$/.test(path)),
    conditions(type),
    outcomeWords(schema, example),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** When the step can run: what its module says of answering and of callers who have left. */
function conditions(type: StepType): string {
  if (type === 'reject' || type === 'redirect') return 'Only while the call rings.';
  const { needsAnswer, worksAlone = !needsAnswer } = stepModules[type];
  const ringing = needsAnswer ? 'Answers the call first, if it still rings.' : 'Can run while the call rings.';
  return `${ringing} ${worksAlone ? 'Works after a hang-up as well.' : 'Needs a caller.'}`;
}

function outcomeWords(schema: (typeof stepSchema.options)[number], example: Step): string {
  if (!('on' in schema.shape)) return '';
  const on = schema.shape.on.unwrap();
  const optional = isInputStep(example) ? ['noInput', 'noMatch'] : [];
  const names = on instanceof z.ZodObject ? Object.keys(on.shape) : [];
  const listed = names.filter((name) => !['hungUp', 'else', ...optional].includes(name));
  if (listed.length > 0) return `Outcomes${'next' in schema.shape ? ' beside `next`' : ''}: ${coded(listed)}.`;
  if (names.length > 0) return '';
  const own = coded(stepModulesOutcomes(example));
  return own === '' ? 'Outcomes beside `next`: those of the flow.' : `Outcomes of the example beside \`next\`: ${own}.`;
}

function stepModulesOutcomes(example: Step): readonly string[] {
  return example.type === 'http' ? stepModules.http.outcomes(example, {}) : [];
}

function coded(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
