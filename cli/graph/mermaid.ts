import type { FlowGraph, GraphNode, NodeKind } from './flow-graph.ts';

/** Flows as a Mermaid flowchart: each in a box of its own, sub-flows joined to the steps that run them. */
export function mermaidText(graphs: readonly FlowGraph[]): string {
  const ids = new Map<string, string>();
  const idOf = (flow: string, node: string) => {
    const key = `${flow}\n${node}`;
    const id = ids.get(key) ?? `n${ids.size}`;
    ids.set(key, id);
    return id;
  };
  const lines = ['flowchart TD'];
  for (const [index, { name, nodes, edges }] of graphs.entries()) {
    lines.push(`  subgraph f${index}["${escaped(name)}"]`);
    for (const node of nodes) lines.push(`    ${idOf(name, node.id)}${shaped(node)}`);
    for (const { from, to, label } of edges) {
      const arrow = label === '' ? '-->' : `-->|"${escaped(label)}"|`;
      lines.push(`    ${idOf(name, from)} ${arrow} ${idOf(name, to)}`);
    }
    lines.push('  end');
  }
  const known = new Set(graphs.map(({ name }) => name));
  for (const { name, nodes } of graphs) {
    for (const { id, runs } of nodes) {
      if (runs !== undefined && known.has(runs)) lines.push(`  ${idOf(name, id)} -. runs .-> ${idOf(runs, ' start')}`);
    }
  }
  return lines.join('\n');
}

const brackets: Readonly<Record<NodeKind, readonly [string, string]>> = {
  entry: ['((', '))'],
  input: ['{{', '}}'],
  choice: ['{', '}'],
  end: ['([', '])'],
  subflow: ['[[', ']]'],
  data: ['[(', ')]'],
  other: ['[', ']'],
};

function shaped({ title, detail, kind }: GraphNode): string {
  const [open, close] = brackets[kind];
  const text = detail === '' ? escaped(title) : `${escaped(title)}<br/>${escaped(detail)}`;
  return `${open}"${text}"${close}`;
}

/** Mermaid's own entities: everything that could end a text or begin a mark. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,:;!?+()=/_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
