import type { Flow } from '../definition.ts';
import { languagesOf } from '../flow-contents.ts';
import type { CompiledText } from '../program.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph, LineGraph } from './flow-graph.ts';
import { heardText, listTexts, type PlacedPrompt, type SpokenText, type SpokenTexts } from './spoken-texts.ts';
import { textInOneLanguage } from './text-in-one-language.ts';

/** Texts that are probably not what their author meant to be heard. */
export function checkTexts(
  graph: FlowGraph,
  line: LineGraph,
  { texts, prompts }: { readonly texts: SpokenTexts; readonly prompts: readonly PlacedPrompt[] },
): Warning[] {
  const { flow, compiled } = graph;
  const names = new Set([...Object.keys(flow.steps), ...compiled.catalogue.keys()]);
  const isBilingual = languagesOf(flow).length > 1;
  const isInOne = (text: SpokenText) => isBilingual && text.language === undefined && hasWords(text);
  const lists = Object.entries(flow.steps).flatMap(([name, step]) =>
    step.type === 'menu' && step.optionsFrom !== undefined ? listTexts(['steps', name], step.optionsFrom.say) : [],
  );
  const misspelt = (text: SpokenText) => [
    ...(names.has(text.source.trim()) ? [nameAsText(text)] : []),
    ...(/[{}]/.test(heardText(text.source)) ? [bracesInText(text)] : []),
  ];
  return [
    ...prompts
      .flatMap((prompt) => texts.of(prompt))
      .flatMap((text) => [...misspelt(text), ...(isInOne(text) ? [textInOneLanguage(text.path, flow)] : [])]),
    // A flow that is run speaks every language of the flow that runs it.
    ...handedTexts(graph, line).flatMap(({ text, taker }) => [
      ...misspelt(text),
      ...(languagesOf(taker).length > 1 && hasWords(text) ? [textInOneLanguage(text.path, taker)] : []),
    ]),
    ...lists.filter(isInOne).map(({ path }) => textInOneLanguage(path, flow, { perLanguage: '"..."' })),
  ];
}

/** The words that a flow hands over for another to say, and which. What is nothing but a value is looked at where that is written. */
function handedTexts({ flow }: FlowGraph, line: LineGraph): { readonly text: SpokenText; readonly taker: Flow }[] {
  return Object.entries(flow.steps).flatMap(([name, step]) => {
    const taker = step.type === 'subflow' ? line.flows.get(step.flow)?.flow : undefined;
    if (step.type !== 'subflow' || taker === undefined) return [];
    return Object.entries(step.with ?? {}).flatMap(([input, source]) => {
      const isPrompt = Object.hasOwn(taker.inputs ?? {}, input) && taker.inputs?.[input]?.type === 'prompt';
      if (!isPrompt || typeof source !== 'string') return [];
      return [{ taker, text: { path: ['steps', name, 'with', input], source, language: undefined, entry: 0 } }];
    });
  });
}

function hasWords({ source }: SpokenText): boolean {
  return /\p{L}/u.test(heardText(source));
}

function bracesInText({ path }: SpokenText): Warning {
  return {
    code: 'braces-in-text',
    path,
    message: 'The text has single braces, which nothing fills in: callers would hear what stands there.',
    advice: 'Write {{ name }} where a value is meant, or leave the braces out.',
  };
}

function nameAsText({ path, source }: SpokenText): Warning {
  const name = source.trim();
  return {
    code: 'text-is-a-name',
    path,
    message: `Callers hear the word "${name}", which is the name of a step or of a prompt.`,
    advice: `Write { "say": "${name}" } where a prompt of the catalogue is meant, or other words.`,
  };
}

/** Places from which the caller's number or input gets into reports and logs. */
export function checkPrivacy(graph: FlowGraph): Warning[] {
  const typed = new Set(
    Object.values(graph.flow.steps).flatMap((step) =>
      step.type === 'collect' || step.type === 'listen' ? [step.into] : [],
    ),
  );
  return graph.compiled.texts.flatMap((text) => {
    const type = graph.flow.steps[String(text.path[1])]?.type;
    if (text.path[0] !== 'steps') return [];
    if (type === 'tag' && tellsOfCaller(text, typed)) return [inTag(text)];
    return type === 'http' && text.path[2] === 'url' && namesCaller(text) ? [inUrl(text)] : [];
  });
}

function namesCaller({ source, reads }: CompiledText): boolean {
  return reads.has('call') && /\bcall\s*\.\s*(from|headers)\b/.test(source);
}

function tellsOfCaller(text: CompiledText, typed: ReadonlySet<string>): boolean {
  return namesCaller(text) || [...text.reads].some((name) => typed.has(name));
}

function inTag({ path }: CompiledText): Warning {
  return {
    code: 'caller-in-tag',
    path,
    message: 'The tag tells who called or what the caller entered, and tags stand in reports.',
    advice: 'Tag what the call was about; what must be kept of the caller goes into a row.',
  };
}

function inUrl({ path }: CompiledText): Warning {
  return {
    code: 'caller-in-url',
    path,
    message: "The caller's number stands in an address, and other people's servers log addresses.",
    advice: 'Send it in the body of a POST.',
  };
}
