import { describe, expect, test } from 'vitest';
import { parseDialogue } from '../../cli/dialogue/parse-dialogue.ts';
import { runDialogue } from '../../cli/dialogue/run-dialogue.ts';
import { parseCredentials } from '../../src/data-source/credentials.ts';
import { parseRoutes } from '../../src/flow-catalog/routes.ts';
import { schedulesSchema } from '../../src/interpreter/calendar/schedule-definition.ts';
import { checkPrograms } from '../../src/interpreter/checks/check-program.ts';
import { checkingEnvironment } from '../../src/interpreter/expressions/environment.ts';
import { compileExpression } from '../../src/interpreter/expressions/expression.ts';
import { catalogueSchema } from '../../src/interpreter/parse-program.ts';
import { targetSchema } from '../../src/interpreter/text-definition.ts';
import { callToItsEnd } from './a-call-to-its-end.ts';
import { documentedLine, documentedProgram, documentedVariables } from './a-documented-line.ts';
import { runnableSnippets, type Snippet, snippetsOf } from './snippets.ts';

/** What is made of a snippet of each kind; each throws for one that is wrong. */
const kinds: Readonly<Record<string, (snippet: Snippet) => void>> = {
  json: (snippet) => (isDialogue(snippet) ? runAsDialogue(snippet) : runFlow(JSON.parse(snippet.text))),
  'json dialogue': runAsDialogue,
  'json part': ({ text }) => runPart(JSON.parse(text)),
  'json step': ({ text }) => runPart({ steps: { shown: JSON.parse(text) } }),
  'json prompt': ({ text }) => runPart({ steps: { shown: { type: 'play', prompt: JSON.parse(text), next: 'bye' } } }),
  'json target': ({ text }) => runPart({ steps: { shown: branchTo(targetSchema.parse(JSON.parse(text))) } }),
  'json catalogue': ({ text }) => catalogueSchema.parse(JSON.parse(text)),
  'json routes': ({ text }) => expect(parseRoutes(JSON.parse(text), undefined)).toMatchObject({ ok: true }),
  'json schedules': ({ text }) => schedulesSchema.parse(JSON.parse(text)),
  'json credentials': ({ text }) => expect(parseCredentials(text)).toMatchObject({ ok: true }),
  cel: ({ text }) => text.trim().split('\n').forEach(evaluate),
};

function isDialogue({ text }: Snippet): boolean {
  return Object.hasOwn(JSON.parse(text), 'turns');
}

function branchTo(target: unknown): object {
  return { type: 'branch', cases: [{ if: 'true', next: target }], else: 'bye' };
}

/** Whole flows are what readers copy, so nothing about them may be worse than need be. */
function runFlow(flow: { readonly name: string }): void {
  const program = documentedProgram({ main: flow.name, flows: { [flow.name]: flow } });
  expect(checkPrograms([program])).toEqual([]);
  runLine(program);
}

function runPart(part: unknown): void {
  runLine(documentedProgram(documentedLine(part)));
}

/** A call for which everything works, and one for which nothing does, come to an end. */
function runLine(program: ReturnType<typeof documentedProgram>): void {
  const first = program.flow.start;
  for (const luck of ['good', 'bad'] as const) {
    const { state, trace } = callToItsEnd(program, luck);
    expect(state.disposition).toBeDefined();
    expect(trace.some((line) => line.startsWith(`${first}: `))).toBe(true);
  }
}

function runAsDialogue({ page, text }: Snippet): void {
  const dialogue = parseDialogue(JSON.parse(text));
  if (!dialogue.ok) throw new Error(JSON.stringify(dialogue.error, undefined, 1));
  const flows = snippetsOf(page).filter(({ kind }) => kind === 'json');
  const flow = flows
    .map((one) => JSON.parse(one.text))
    .find(({ name, steps }) => name === dialogue.value.flow && steps);
  expect(flow, 'the page shows the flow of the dialogue').toBeDefined();
  const program = documentedProgram({ main: flow.name, flows: { [flow.name]: flow } });
  const result = runDialogue(program, dialogue.value);
  expect(result.difference, result.transcript).toBeUndefined();
}

function evaluate(source: string): void {
  const compiled = compileExpression(checkingEnvironment(JSON.parse(JSON.stringify(documentedVariables))), source);
  expect(compiled, source).toMatchObject({ ok: true });
  if (!compiled.ok) return;
  const variables = Object.entries(documentedVariables).map(([name, one]) => [
    name,
    'initial' in one ? one.initial : '',
  ]);
  const call = {
    id: 'call',
    from: '+14255550101',
    to: '+14255550100',
    language: 'en-US',
    headers: { 'X-Ticket': '7' },
  };
  const now = { date: '2026-03-02', time: '12:00', weekday: 1, hour: 12, minute: 0 };
  const scope = { values: { ...Object.fromEntries(variables), call, now }, language: 'en-US' };
  expect(compiled.value.evaluate(scope), source).toMatchObject({ ok: true });
}

const snippets = runnableSnippets();

describe('the documentation', () => {
  test('has snippets of every kind that is run', () => {
    const shown = new Set(snippets.map(({ kind }) => kind));
    expect([...shown].sort()).toEqual(Object.keys(kinds).sort());
  });

  test.each(snippets)('is right at $name', (snippet) => {
    const run = kinds[snippet.kind];
    if (run === undefined) throw new Error(`Nothing runs "${snippet.kind}".`);
    run(snippet);
  });
});
