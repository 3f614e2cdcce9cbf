import type { FlowGraph, GraphEdge } from './flow-graph.ts';

/** An edge on its way from layer to layer. */
export interface RoutedEdge extends GraphEdge {
  /** It leads back up. */
  readonly isBack: boolean;
  /** Its place among those that lead back from its node. */
  readonly row: number;
  /** What stands for it in the layers between, from its source to its target. */
  readonly through: readonly string[];
}

/** A graph whose nodes stand in layers, from above to below. */
export interface LayeredGraph {
  /** Ids of nodes, and of what stands for edges that pass by. */
  readonly layers: readonly (readonly string[])[];
  readonly edges: readonly RoutedEdge[];
}

/**
 * Puts nodes into layers so that every edge but those of a loop leads down: each node below all that lead to it (longest path).
 * Then orders each layer so that few edges cross. Source: Sugiyama, Tagawa, Toda 1981.
 */
export function layeredGraph({ nodes, edges }: FlowGraph): LayeredGraph {
  const known = new Set(nodes.map(({ id }) => id));
  const proper = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const back = backEdges([...known], proper);
  const layerOf = longestPaths([...known], proper, back);
  const layers: string[][] = [];
  for (const { id } of nodes) place(layers, layerOf.get(id) ?? 0, id);
  const routed = proper.map((edge, index) => {
    const isBack = back.has(edge);
    const [from, to] = [layerOf.get(edge.from) ?? 0, layerOf.get(edge.to) ?? 0];
    const through: string[] = [];
    for (let layer = Math.min(from, to) + 1; layer < Math.max(from, to); layer++) {
      const id = ` ${index}/${layer}`;
      place(layers, layer, id);
      through.push(id);
    }
    const row = proper.slice(0, index).filter((one) => one.from === edge.from && back.has(one)).length;
    return { ...edge, isBack, row, through: isBack ? through.reverse() : through };
  });
  return { layers: ordered(layers, routed), edges: routed };
}

function place(layers: string[][], layer: number, id: string): void {
  while (layers.length <= layer) layers.push([]);
  layers[layer]?.push(id);
}

/** The edges that lead to a step which a walk from the entries is still inside of. */
function backEdges(ids: readonly string[], edges: readonly GraphEdge[]): ReadonlySet<GraphEdge> {
  const leaving = new Map<string, GraphEdge[]>();
  for (const edge of edges) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  const back = new Set<GraphEdge>();
  const seen: Seen = new Map();
  for (const root of ids) if (!seen.has(root)) walk(root, { leaving, seen, back });
  return back;
}

/** `open`: the walk is still inside of what the node leads to. */
type Seen = Map<string, 'open' | 'done'>;

/** Walks depth first without recursion, since a flow can be a chain of thousands of steps. */
function walk(
  root: string,
  found: { leaving: ReadonlyMap<string, readonly GraphEdge[]>; seen: Seen; back: Set<GraphEdge> },
): void {
  const { leaving, seen, back } = found;
  const path = [{ id: root, next: 0 }];
  for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
    seen.set(at.id, 'open');
    const edge = leaving.get(at.id)?.[at.next++];
    if (edge === undefined) {
      seen.set(at.id, 'done');
      path.pop();
    } else if (seen.get(edge.to) === 'open') back.add(edge);
    else if (!seen.has(edge.to)) path.push({ id: edge.to, next: 0 });
  }
}

/** Entries other than the call stand just above what they lead to; they would otherwise all stand at the top. */
function longestPaths(
  ids: readonly string[],
  edges: readonly GraphEdge[],
  back: ReadonlySet<GraphEdge>,
): ReadonlyMap<string, number> {
  const entering = edges.filter(({ from }) => from.startsWith(' '));
  const down = edges.filter((edge) => !back.has(edge) && !edge.from.startsWith(' '));
  const layerOf = new Map(ids.map((id) => [id, 0]));
  for (const { to } of entering) layerOf.set(to, 1);
  // A path has no more edges than there are nodes, so the layers stand still after as many rounds.
  for (let round = 0; round < ids.length && lower(down, layerOf); round++);
  for (const { from, to } of entering) if (from !== ' start') layerOf.set(from, (layerOf.get(to) ?? 1) - 1);
  return layerOf;
}

/** Puts targets below their sources; says whether one was not. */
function lower(edges: readonly GraphEdge[], layerOf: Map<string, number>): boolean {
  let moved = false;
  for (const { from, to } of edges) {
    const below = (layerOf.get(from) ?? 0) + 1;
    if (below <= (layerOf.get(to) ?? 0)) continue;
    layerOf.set(to, below);
    moved = true;
  }
  return moved;
}

/** Rounds of ordering; more change nothing that an eye would see. */
const sweeps = 12;

/** Orders each layer by where its neighbours above, then below, stand on average. */
function ordered(layers: readonly (readonly string[])[], edges: readonly RoutedEdge[]): string[][] {
  const [above, below] = neighbours(edges);
  const sorted = layers.map((layer) => [...layer]);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isDown = sweep % 2 === 0;
    const order = isDown ? sorted : [...sorted].reverse();
    for (const [index, layer] of order.entries()) {
      const fixed = order[index - 1];
      if (fixed !== undefined) sortBy(layer, fixed, isDown ? above : below);
    }
  }
  return sorted;
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

/** What stands in the layer above each, and in the layer below. */
export function neighbours(edges: readonly RoutedEdge[]): readonly [Neighbours, Neighbours] {
  const above = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const { from, to, through, isBack } of edges) {
    const path = isBack ? [to, ...[...through].reverse(), from] : [from, ...through, to];
    for (const [index, lower] of path.entries()) {
      const upper = path[index - 1];
      if (upper === undefined || upper === lower) continue;
      above.set(lower, [...(above.get(lower) ?? []), upper]);
      below.set(upper, [...(below.get(upper) ?? []), lower]);
    }
  }
  return [above, below];
}

function sortBy(layer: string[], fixed: readonly string[], towards: Neighbours): void {
  const places = new Map(fixed.map((id, index) => [id, index]));
  const weights = new Map(
    layer.map((id, index) => {
      const found = (towards.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
      const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
      return [id, found.length === 0 ? index : mean];
    }),
  );
  layer.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0));
}
