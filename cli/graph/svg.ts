import type { FlowGraph, GraphNode, NodeKind } from './flow-graph.ts';
import { type LayeredGraph, layeredGraph, type RoutedEdge } from './layers.ts';
import { type Box, labelWidth, type Placement, placedGraph, sizes } from './positions.ts';

/** Height of a flow's name above its graph, in pixels. */
const titleHeight = 48;

/** Flows as an SVG, one below the other; a step that runs another is a link to it. */
export function svgText(graphs: readonly FlowGraph[]): string {
  const drawn = graphs.map((graph) => drawing(graph, new Set(graphs.map(({ name }) => name))));
  const width = Math.max(320, ...drawn.map((one) => one.width));
  let top = 0;
  const parts: string[] = [];
  for (const { name, text, height } of drawn) {
    parts.push(`<g id="${escaped(name)}" transform="translate(0 ${top})">`);
    parts.push(`<text class="title" x="${sizes.margin}" y="32">${escaped(name)}</text>${text}</g>`);
    top += height;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(top)}" viewBox="0 0 ${round(width)} ${round(top)}">`,
    `<style>${style}</style>`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#5b6673"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

const style = [
  'text{font:600 12px system-ui,sans-serif;fill:#1d2733;text-anchor:middle}',
  '.title{font-size:18px;text-anchor:start}',
  '.detail{font-weight:400;fill:#4a5563;font-size:11px}',
  '.label{font-weight:400;font-size:11px;fill:#33404d;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}',
  '.right{text-anchor:start}',
  '.left{text-anchor:end}',
  '.edge{fill:none;stroke:#5b6673;stroke-width:1.3;marker-end:url(#tip)}',
  '.back{stroke-dasharray:5 4}',
  '.node{stroke:#33404d;stroke-width:1.2}',
].join('');

interface Drawing {
  readonly name: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

function drawing(graph: FlowGraph, flows: ReadonlySet<string>): Drawing {
  const layered = layeredGraph(graph);
  const placement = placedGraph(graph.nodes, layered);
  const ports = portsOf(layered, placement);
  const edges = layered.edges.map((edge) => drawnEdge(edge, placement, ports));
  const nodes = graph.nodes.map((node) => nodeText(node, placement.boxes.get(node.id), flows));
  const parts = [...edges.map(({ line }) => line), ...nodes, ...edges.map(({ label }) => label)];
  const text = `<g transform="translate(0 ${titleHeight})">${parts.join('')}</g>`;
  return { name: graph.name, text, width: placement.width, height: placement.height + titleHeight };
}

/** Where edges leave the lower side of nodes: in the order of where they go, each with room for its label. */
function portsOf({ edges }: LayeredGraph, { boxes }: Placement): ReadonlyMap<RoutedEdge, number> {
  const leaving = new Map<string, RoutedEdge[]>();
  for (const edge of edges) {
    if (!edge.isBack) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  }
  const ports = new Map<RoutedEdge, number>();
  for (const [from, list] of leaving) {
    const goal = (edge: RoutedEdge) => boxes.get(edge.through[0] ?? edge.to)?.x ?? 0;
    const sorted = list.sort((a, b) => goal(a) - goal(b));
    const total = sorted.reduce((sum, { label }) => sum + labelWidth(label), 0);
    let left = (boxes.get(from)?.x ?? 0) - total / 2;
    for (const edge of sorted) {
      ports.set(edge, left + labelWidth(edge.label) / 2);
      left += labelWidth(edge.label);
    }
  }
  return ports;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** An edge, and its label, which is drawn above all else. */
interface DrawnEdge {
  readonly line: string;
  readonly label: string;
}

function drawnEdge(edge: RoutedEdge, { boxes }: Placement, ports: ReadonlyMap<RoutedEdge, number>): DrawnEdge {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
  if (from === undefined || to === undefined) return { line: '', label: '' };
  const through = edge.through.flatMap((id) => boxes.get(id) ?? []);
  if (edge.isBack) return backText(edge, { from, to, through });
  const start = { x: ports.get(edge) ?? from.x, y: from.y + from.height / 2 };
  // The way down passes whole layers straight, so that it does not run through the nodes beside it.
  const bends = through.flatMap(({ x, y, height }) => [
    { x, y: y - height / 2 },
    { x, y: y + height / 2 },
  ]);
  const end = { x: nearTo(to, through.at(-1) ?? start), y: to.y - to.height / 2 };
  const path = `${moveTo(start)}${curve([start, ...bends, end])}`;
  return {
    line: `<path class="edge" d="${path}"/>`,
    label: labelText('label', { x: start.x, y: start.y + 15 }, edge.label),
  };
}

/** Arrows come in at the side of the upper edge from which they come. */
function nearTo({ x, width }: Box, from: Point): number {
  const reach = width / 2 - sizes.padding;
  return x + Math.min(Math.max((from.x - x) / 4, -reach), reach);
}

/** What leads back leaves and comes in at the sides, to which it goes and from which it comes. */
function backText(edge: RoutedEdge, { from, to, through }: { from: Box; to: Box; through: readonly Box[] }): DrawnEdge {
  const bends = through.flatMap(({ x, y, height }) => [
    { x, y: y + height / 2 },
    { x, y: y - height / 2 },
  ]);
  const [first, last] = [bends[0], bends.at(-1)];
  const leaves = first !== undefined && first.x < from.x ? -1 : 1;
  const enters = last !== undefined && last.x < to.x ? -1 : 1;
  const start = { x: from.x + (leaves * from.width) / 2, y: from.y };
  const end = { x: to.x + (enters * to.width) / 2, y: to.y + (edge.from === edge.to ? -10 : 6) };
  const out = Math.max(start.x, end.x) + sideways;
  const path =
    first === undefined || last === undefined
      ? `${moveTo(start)}${bow([out, start.y], [out, end.y], end)}`
      : [
          moveTo(start),
          bow([start.x + leaves * sideways, start.y], [first.x, first.y + sideways], first),
          curve(bends),
          bow([last.x, last.y - sideways], [end.x + enters * sideways, end.y], end),
        ].join('');
  const side = leaves === 1 ? 'label right' : 'label left';
  const label = labelText(side, { x: start.x + leaves * 8, y: start.y - 6 - edge.row * labelHeight }, edge.label);
  return { line: `<path class="edge back" d="${path}"/>`, label };
}

/** From one label to the next above it, in pixels. */
const labelHeight = 14;

/** How far what leads back swings out, in pixels. */
const sideways = 40;

function moveTo({ x, y }: Point): string {
  return `M${round(x)} ${round(y)}`;
}

function bow(out: readonly [number, number], into: readonly [number, number], end: Point): string {
  return `C${[...out, ...into, end.x, end.y].map(round).join(' ')}`;
}

/** A smooth line from the first of some points through the others, upright at each. */
function curve(points: readonly Point[]): string {
  return points
    .slice(1)
    .map((point, index) => {
      const before = points[index] ?? point;
      const middle = (before.y + point.y) / 2;
      return bow([before.x, middle], [point.x, middle], point);
    })
    .join('');
}

function labelText(kind: string, { x, y }: Point, label: string): string {
  return label === '' ? '' : `<text class="${kind}" x="${round(x)}" y="${round(y)}">${escaped(label)}</text>`;
}

const colours: Readonly<Record<NodeKind, string>> = {
  entry: '#ffffff',
  input: '#dcecff',
  choice: '#fff0cc',
  end: '#dff3e1',
  subflow: '#eadfff',
  data: '#ffe3da',
  other: '#f1f4f7',
};

function nodeText(node: GraphNode, box: Box | undefined, flows: ReadonlySet<string>): string {
  if (box === undefined) return '';
  const { x, y, width, height } = box;
  const radius = node.kind === 'end' || node.kind === 'entry' ? height / 2 : node.kind === 'choice' ? 0 : 6;
  const dashed = node.kind === 'entry' ? ' stroke-dasharray="3 3"' : '';
  const shape = `<rect class="node" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="${radius}" fill="${colours[node.kind]}"${dashed}/>`;
  const title = `<text x="${round(x)}" y="${round(y + (node.detail === '' ? 4 : -3))}">${escaped(node.title)}</text>`;
  const detail = `<text class="detail" x="${round(x)}" y="${round(y + 13)}">${escaped(node.detail)}</text>`;
  const text = `${shape}${title}${node.detail === '' ? '' : detail}`;
  return node.runs !== undefined && flows.has(node.runs) ? `<a href="#${escaped(node.runs)}">${text}</a>` : text;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** For text and attributes. Characters that XML does not know are left out. */
function escaped(text: string): string {
  const known = text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return known.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
