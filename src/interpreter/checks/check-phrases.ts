import { stepNameOf } from '../compile/check-targets.ts';
import { languagesOf } from '../flow-contents.ts';
import { isSaid, phrasesByLanguage, standingPhrases } from '../input/spoken-choices.ts';
import type { Step } from '../step-definition.ts';
import type { Phrases } from '../text-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';
import { textInOneLanguage } from './text-in-one-language.ts';

/** What callers can say, and where that stands. */
interface Sayable {
  readonly path: Warning['path'];
  readonly phrases: Phrases;
  readonly key: string | undefined;
  /** The step that they lead to, where they lead to one. */
  readonly to: string | undefined;
}

/** What callers can say to choose something: words for something else, and words of one language in a flow of several. */
export function checkPhrases(graph: FlowGraph): Warning[] {
  const { flow } = graph;
  const options = Object.entries(flow.steps).flatMap(([name, step]) => sayableIn(name, step));
  const { operatorPhrases, repeatPhrases } = flow.defaults ?? {};
  const standing = Object.entries({ operatorPhrases, repeatPhrases }).flatMap(([field, phrases]): Sayable[] =>
    phrases === undefined ? [] : [{ path: ['defaults', field], phrases, key: undefined, to: undefined }],
  );
  const isBilingual = languagesOf(flow).length > 1;
  return [
    ...options.flatMap((option) => takenPhrase(graph, option)),
    ...[...options, ...standing]
      .filter(({ phrases }) => isBilingual && Array.isArray(phrases))
      .map(({ path }) => textInOneLanguage(path, flow, { perLanguage: '["..."]' })),
  ];
}

function sayableIn(name: string, step: Step): Sayable[] {
  if (step.type !== 'menu' && step.type !== 'listen') return [];
  return (step.options ?? []).flatMap(({ key, phrases, next = step.next }, index) => {
    if (phrases === undefined) return [];
    const to = next === undefined ? undefined : stepNameOf(next);
    return [{ path: ['steps', name, 'options', index, 'phrases'], phrases, key, to }];
  });
}

/** An option that is called as the operator or the question again is everywhere else. */
function takenPhrase({ flow }: FlowGraph, { path, phrases, key, to }: Sayable): Warning[] {
  const { operator, repeat } = standingPhrases(flow);
  const hasOperator = typeof flow.operator !== 'object' && to !== flow.operator;
  for (const [language, words] of phrasesByLanguage(flow, phrases)) {
    const asOperator = words.find((word) => key !== '0' && hasOperator && isSaid(word, operator.get(language) ?? []));
    if (asOperator !== undefined) return [standingPhraseTaken(path, asOperator, 'brings callers to a person')];
    const asRepeat = words.find((word) => key !== '*' && isSaid(word, repeat.get(language) ?? []));
    if (asRepeat !== undefined) return [standingPhraseTaken(path, asRepeat, 'says the question again')];
  }
  return [];
}

function standingPhraseTaken(path: Warning['path'], word: string, elsewhere: string): Warning {
  return {
    code: 'standing-phrase-taken',
    path,
    message: `Everywhere else "${word}" ${elsewhere}; here it leads to something else.`,
    advice: 'Call the option something else, or give "defaults" other "operatorPhrases" or "repeatPhrases".',
  };
}
