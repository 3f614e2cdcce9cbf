import { failed, ok, type Result } from '../result.ts';
import { checkFlow } from './check-flow.ts';
import { compileTexts } from './compile-texts.ts';
import { type Flow, flowSchema } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { Program } from './program.ts';
import { schemaProblems } from './schema-problems.ts';
import { withVariableAdvice } from './unknown-variable.ts';

/** Problems listed at most; a document that is not a flow at all would list thousands. */
const problemsMax = 100;

/**
 * Reads an unknown JSON value as a flow and compiles it. Total: any value gives a program or a list of problems, never a
 * throw. `hash` names the program; it is the SHA-256 of the document.
 */
export function parseFlow(document: unknown, hash: string): Result<Program, readonly FlowProblem[]> {
  const read = flowSchema.safeParse(document);
  if (!read.success) {
    // Cut before they are worded as well as after: an issue can be worth many problems.
    const issues = read.error.issues.slice(0, problemsMax);
    return failed(issues.flatMap((issue) => schemaProblems(issue, document)).slice(0, problemsMax));
  }
  const flow = withoutPrototype(read.data);
  const structural = checkFlow(flow, problemsMax);
  const compiled = compileTexts(flow);
  const problems = [...structural, ...compiled.problems].slice(0, problemsMax);
  if (problems.length > 0) return failed(problems.map((problem) => withVariableAdvice(flow, problem)));
  return ok({ hash, flow, templates: compiled.templates, expressions: compiled.expressions });
}

/** Steps and variables are looked up by names from documents and states; `constructor` must not find anything. */
function withoutPrototype(flow: Flow): Flow {
  return {
    ...flow,
    steps: Object.assign(Object.create(null), flow.steps),
    ...(flow.variables === undefined ? {} : { variables: Object.assign(Object.create(null), flow.variables) }),
  };
}
