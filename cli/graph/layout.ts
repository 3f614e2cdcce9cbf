import elk, { type ElkEdgeSection, type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { FlowGraph, GraphEdge, GraphNode } from './flow-graph.ts';

/** Sizes of a drawing, in pixels; widths of characters are those of a common screen font. */
const sizes = { character: 6.7, labelCharacter: 6, padding: 14, nodeHeight: 40, labelHeight: 16, margin: 24 } as const;

/** A place in a drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle: its upper left corner and its size. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A node where it stands. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly box: Box;
}

/** An edge on its way. */
export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** From its source, along its bends, to its target: all horizontal or vertical. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly labelAt?: Point | undefined;
  /** It leads back up. */
  readonly isBack: boolean;
}

/** A graph as it is to be drawn. */
export interface PlacedGraph {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/**
 * How ELK lays a flow out: from above to below, in the order in which the steps are written where that is free, loops led
 * around, and each label on its own edge with nothing else there. Source: ELK's reference of the layered algorithm.
 */
const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': `[top=${sizes.margin},left=${sizes.margin},bottom=${sizes.margin},right=${sizes.margin}]`,
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
} as const;

/** Gives everything of a graph its place. Edges to steps that do not exist are left out. */
export async function placedGraph({ nodes, edges }: FlowGraph): Promise<PlacedGraph> {
  const known = new Set(nodes.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const root: ElkNode = {
    id: 'flow',
    layoutOptions,
    children: nodes.map((node) => ({ id: node.id, width: widthOf(node), height: sizes.nodeHeight })),
    edges: drawn.map(elkEdge),
  };
  const laidOut = await new elk.default().layout(root);
  const boxes = new Map((laidOut.children ?? []).map((child) => [child.id, boxOf(child)]));
  const placed = drawn.map((edge, index) => placedEdge(edge, laidOut.edges?.[index], boxes));
  return {
    nodes: nodes.flatMap((node) => placedNode(node, boxes.get(node.id))),
    edges: placed.filter(({ points }) => points.length > 1),
    width: laidOut.width ?? 0,
    height: laidOut.height ?? 0,
  };
}

function widthOf({ title, detail }: GraphNode): number {
  return Math.max(title.length, detail.length) * sizes.character + 2 * sizes.padding;
}

function elkEdge({ from, to, label }: GraphEdge, index: number): ElkExtendedEdge {
  const width = label.length * sizes.labelCharacter + 10;
  const inline = { 'elk.edgeLabels.inline': 'true' };
  const labels = label === '' ? [] : [{ text: label, width, height: sizes.labelHeight, layoutOptions: inline }];
  return { id: `edge ${index}`, sources: [from], targets: [to], labels };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): Box {
  return { x, y, width, height };
}

function placedNode(node: GraphNode, box: Box | undefined): PlacedNode[] {
  return box === undefined ? [] : [{ node, box }];
}

function placedEdge(
  edge: GraphEdge,
  laidOut: ElkExtendedEdge | undefined,
  boxes: ReadonlyMap<string, Box>,
): PlacedEdge {
  const [label] = laidOut?.labels ?? [];
  const labelBox = label === undefined ? undefined : boxOf({ id: '', ...label });
  const isBack = (boxes.get(edge.to)?.y ?? 0) <= (boxes.get(edge.from)?.y ?? 0);
  return {
    edge,
    points: (laidOut?.sections ?? []).flatMap(pointsOf),
    labelAt: labelBox && { x: labelBox.x + labelBox.width / 2, y: labelBox.y + labelBox.height / 2 },
    isBack,
  };
}

function pointsOf({ startPoint, bendPoints = [], endPoint }: ElkEdgeSection): Point[] {
  return [startPoint, ...bendPoints, endPoint];
}
