import type { GraphNode } from './flow-graph.ts';
import { type LayeredGraph, neighbours, type RoutedEdge } from './layers.ts';

/** Sizes of a drawing, in pixels. */
export const sizes = {
  character: 6.7,
  labelCharacter: 6,
  padding: 14,
  nodeHeight: 40,
  layerHeight: 112,
  gap: 26,
  passing: 10,
  margin: 24,
} as const;

/** Where a node stands: its middle, and its size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a graph stands. */
export interface Placement {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly width: number;
  readonly height: number;
}

/** How wide a label is drawn. */
export function labelWidth(label: string): number {
  return label.length * sizes.labelCharacter + 12;
}

/** Gives every node its place; nodes are wide enough for the labels of what leaves them. */
export function placedGraph(nodes: readonly GraphNode[], { layers, edges }: LayeredGraph): Placement {
  const widths = new Map(nodes.map((node) => [node.id, nodeWidth(node, edges)]));
  // What leads back leaves at a side, where its label needs room.
  const sides = new Map(nodes.map(({ id }) => [id, sideWidth(id, edges)]));
  const widthOf = (id: string) => widths.get(id) ?? sizes.passing;
  const middles = aligned(layers, edges, (left, right) => {
    return (widthOf(left) + widthOf(right)) / 2 + sizes.gap + Math.max(sides.get(left) ?? 0, sides.get(right) ?? 0);
  });
  const leftmost = Math.min(...[...middles].map(([id, x]) => x - widthOf(id) / 2 - (sides.get(id) ?? 0)));
  const boxes = new Map<string, Box>();
  for (const [layer, ids] of layers.entries()) {
    const y = sizes.margin + layer * sizes.layerHeight + sizes.nodeHeight / 2;
    for (const id of ids) {
      const x = (middles.get(id) ?? 0) - leftmost + sizes.margin;
      boxes.set(id, { x, y, width: widthOf(id), height: sizes.nodeHeight });
    }
  }
  const rightmost = [...boxes].map(([id, { x, width }]) => x + width / 2 + (sides.get(id) ?? 0));
  return {
    boxes,
    width: Math.max(0, ...rightmost) + 2 * sizes.margin,
    height: layers.length * sizes.layerHeight + sizes.margin,
  };
}

function nodeWidth({ id, title, detail }: GraphNode, edges: readonly RoutedEdge[]): number {
  const text = Math.max(title.length, detail.length) * sizes.character + 2 * sizes.padding;
  const leaving = edges.filter(({ from, to, isBack }) => from === id && to !== id && !isBack);
  return Math.max(
    text,
    leaving.reduce((sum, { label }) => sum + labelWidth(label), 0),
  );
}

function sideWidth(id: string, edges: readonly RoutedEdge[]): number {
  const labels = edges.filter(({ from, isBack }) => from === id && isBack).map(({ label }) => labelWidth(label));
  return labels.length === 0 ? 0 : Math.max(...labels) + sizes.gap;
}

/** Rounds of moving nodes to the middle of their neighbours. */
const rounds = 24;

type Apart = (left: string, right: string) => number;

/** Where each stands from left to right, near the middle of what it is joined to, with the given distance from its neighbour. */
function aligned(
  layers: readonly (readonly string[])[],
  edges: readonly RoutedEdge[],
  apart: Apart,
): ReadonlyMap<string, number> {
  const [above, below] = neighbours(edges);
  const middles = new Map<string, number>();
  for (const layer of layers) spread(layer, middles, { wanted: () => undefined, apart });
  for (let round = 0; round < rounds; round++) {
    const isDown = round % 2 === 0;
    const towards = isDown ? above : below;
    for (const layer of isDown ? layers : [...layers].reverse()) {
      const wanted = (id: string) => mean((towards.get(id) ?? []).map((other) => middles.get(other) ?? 0));
      spread(layer, middles, { wanted, apart });
    }
  }
  return middles;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Moves a layer to where its nodes want to be: pushed apart from the left, then back by half of what that cost on average. */
function spread(
  layer: readonly string[],
  middles: Map<string, number>,
  { wanted, apart }: { wanted: (id: string) => number | undefined; apart: Apart },
): void {
  const wishes = layer.map((id) => wanted(id) ?? middles.get(id) ?? 0);
  const fromLeft: number[] = [];
  for (const [index, id] of layer.entries()) {
    const left = layer[index - 1];
    const least = left === undefined ? Number.NEGATIVE_INFINITY : (fromLeft[index - 1] ?? 0) + apart(left, id);
    fromLeft.push(Math.max(wishes[index] ?? 0, least));
  }
  const fromRight = [...fromLeft];
  for (let index = layer.length - 1; index >= 0; index--) {
    const [id, right] = [layer[index] ?? '', layer[index + 1]];
    const most = right === undefined ? Number.POSITIVE_INFINITY : (fromRight[index + 1] ?? 0) - apart(id, right);
    fromRight[index] = Math.min(wishes[index] ?? 0, most);
  }
  for (const [index, id] of layer.entries()) {
    middles.set(id, ((fromLeft[index] ?? 0) + (fromRight[index] ?? 0)) / 2);
  }
}
