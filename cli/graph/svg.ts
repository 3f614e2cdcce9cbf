import type { FlowGraph, NodeKind } from './flow-graph.ts';
import { type PlacedEdge, type PlacedGraph, type PlacedNode, type Point, placedGraph } from './layout.ts';

/** Height of a flow's name above its graph, and its distance from the left, in pixels. */
const titleHeight = 44;
const titleLeft = 24;

/** Radius of the bends of edges, in pixels. */
const bendRadius = 8;

/** Flows as an SVG, one below the other; a step that runs another is a link to it. */
export async function svgText(graphs: readonly FlowGraph[]): Promise<string> {
  const flows = new Set(graphs.map(({ name }) => name));
  const parts: string[] = [];
  let width = 320;
  let top = 0;
  for (const graph of graphs) {
    const placed = await placedGraph(graph);
    const title = `<text class="title" x="${titleLeft}" y="32">${escaped(graph.name)}</text>`;
    const drawing = `<g transform="translate(0 ${titleHeight})">${drawn(placed, flows)}</g>`;
    parts.push(`<g id="${escaped(graph.name)}" transform="translate(0 ${round(top)})">${title}${drawing}</g>`);
    width = Math.max(width, placed.width);
    top += placed.height + titleHeight;
  }
  const size = `width="${round(width)}" height="${round(top)}" viewBox="0 0 ${round(width)} ${round(top)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
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
  '.label{font-weight:400;font-size:11px;fill:#33404d;paint-order:stroke;stroke:#fff;stroke-width:5px;stroke-linejoin:round}',
  '.edge{fill:none;stroke:#5b6673;stroke-width:1.3;marker-end:url(#tip)}',
  '.back{stroke-dasharray:5 4}',
  '.node{stroke:#33404d;stroke-width:1.2}',
].join('');

/** Lines below nodes, and labels above all else. */
function drawn({ nodes, edges }: PlacedGraph, flows: ReadonlySet<string>): string {
  return [...edges.map(edgeText), ...nodes.map((node) => nodeText(node, flows)), ...edges.map(labelText)].join('');
}

function edgeText({ points, isBack }: PlacedEdge): string {
  return `<path class="edge${isBack ? ' back' : ''}" d="${roundedPath(points)}"/>`;
}

/** A line through points, with its bends rounded as far as the way to their neighbours allows. */
function roundedPath(points: readonly Point[]): string {
  const commands = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined) return `M${at(point)}`;
    if (after === undefined) return `L${at(point)}`;
    return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
  });
  return commands.join('');
}

function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const share = distance === 0 ? 0 : Math.min(bendRadius, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function labelText({ edge: { label }, labelAt }: PlacedEdge): string {
  if (label === '' || labelAt === undefined) return '';
  return `<text class="label" x="${round(labelAt.x)}" y="${round(labelAt.y + 4)}">${escaped(label)}</text>`;
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

function nodeText({ node, box }: PlacedNode, flows: ReadonlySet<string>): string {
  const { x, y, width, height } = box;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const radius = node.kind === 'end' || node.kind === 'entry' ? height / 2 : node.kind === 'choice' ? 0 : 6;
  const dashed = node.kind === 'entry' ? ' stroke-dasharray="3 3"' : '';
  const shape = `<rect class="node" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${colours[node.kind]}"${dashed}/>`;
  const title = `<text x="${round(middle.x)}" y="${round(middle.y + (node.detail === '' ? 4 : -3))}">${escaped(node.title)}</text>`;
  const detail = `<text class="detail" x="${round(middle.x)}" y="${round(middle.y + 13)}">${escaped(node.detail)}</text>`;
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
