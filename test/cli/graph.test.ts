import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlowGraph } from '../../cli/graph/flow-graph.ts';
import { type Box, type PlacedGraph, type Point, placedGraph } from '../../cli/graph/layout.ts';
import { loadLine } from '../../cli/line/load-line.ts';
import { shop, shopFiles } from './a-line-folder.ts';
import { aFolder, projectFolder, runIn } from './a-terminal.ts';

const line = await loadLine(join(projectFolder, 'src/flows'));
const flows = [...(line?.programs.keys() ?? [])];

describe('flows graph', () => {
  it('draws steps and outcomes for Mermaid', async () => {
    const { code, out } = await runIn(aFolder(shopFiles()), ['graph', 'shop']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'flowchart TD',
      '  subgraph f0["shop"]',
      '    n0(("call"))',
      '    n1(("any other outcome"))',
      '    n2{{"choose<br/>menu"}}',
      '    n3["hours<br/>play"]',
      '    n4["address<br/>play"]',
      '    n5(["goodbye<br/>hangUp (served)"])',
      '    n6(["sorry<br/>hangUp (error)"])',
      '    n0 --> n2',
      '    n1 --> n6',
      '    n2 -->|"1"| n3',
      '    n2 -->|"2"| n4',
      '    n2 -->|"exhausted"| n5',
      '    n3 --> n5',
      '    n4 --> n5',
      '  end',
    ]);
  });

  it('joins a flow to those that it runs', async () => {
    const inner = { ...shop, name: 'inner', outcomes: ['late'], steps: { ...shop.steps, goodbye: { type: 'return' } } };
    const hours = { type: 'subflow', flow: 'inner', next: 'goodbye', on: { late: { retry: 'choose' } } };
    const outer = { ...shop, steps: { ...shop.steps, hours } };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': outer, 'src/flows/inner.flow.json': inner }));
    const mermaid = (await runIn(folder, ['graph', 'shop'])).out;
    expect(mermaid).toContain('n3[["hours<br/>subflow inner"]]');
    expect(mermaid).toContain('n3 -->|"late (again)"| n2');
    expect(mermaid).toMatch(/\n {2}n3 -\. runs \.-> n\d+$/);
    const svg = (await runIn(folder, ['graph', 'shop', '--format', 'svg'])).out;
    expect(svg).toContain('<a href="#inner"><rect');
    expect(svg).toContain('<g id="inner"');
  });

  it('lets no text of a flow be a mark of the drawing', async () => {
    const cases = [{ if: 'call.to < "<b>&\\"]|"', next: 'hours' }];
    const choose = { type: 'branch', cases, else: 'address' };
    const folder = aFolder(shopFiles({ 'src/flows/shop.flow.json': { ...shop, steps: { ...shop.steps, choose } } }));
    const mermaid = (await runIn(folder, ['graph', 'shop'])).out;
    expect(mermaid).toContain('|"call.to #60; #34;#60;b#62;#38;#92;#34;#93;#124;#34;"|');
    const svg = (await runIn(folder, ['graph', 'shop', '--format', 'svg'])).out;
    expect(svg).toContain('call.to &lt; &quot;&lt;b&gt;&amp;');
    expect(svg).not.toContain('<b>');
  });

  it('writes a file, or the graph as JSON', async () => {
    const folder = aFolder(shopFiles());
    expect((await runIn(folder, ['graph', 'shop', '--format', 'svg', '--out', './shop.svg'])).out).toBe('shop.svg');
    expect(readFileSync(join(folder, 'shop.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    const graphs = JSON.parse((await runIn(folder, ['graph', 'shop', '--json'])).out);
    expect(graphs).toMatchObject([
      { name: 'shop', edges: [{}, {}, { from: 'choose', to: 'hours', label: '1' }, {}, {}, {}, {}] },
    ]);
    const written = await runIn(folder, ['graph', 'shop', '--json', '--out', 'shop.json']);
    expect(JSON.parse(written.out)).toEqual({ written: ['shop.json'] });
    expect(JSON.parse(readFileSync(join(folder, 'shop.json'), 'utf8'))).toEqual(graphs);
    expect((await runIn(folder, ['graph', 'shop', '--format', 'svgs'])).error).toBe(
      'There is no format "svgs". Did you mean "svg"?',
    );
    expect((await runIn(folder, ['graph', 'shop', '--format', 'svg', '--json'])).out).toContain(
      '--json draws nothing, so --format svg has no meaning.',
    );
  });

  it.each(flows)('draws %s as well-formed XML', async (flow) => {
    const { code, out } = await runIn(projectFolder, ['graph', flow, '--format', 'svg']);
    expect(code).toBe(0);
    const open: string[] = [];
    for (const [, closes, name = '', alone] of out.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (closes === '/') expect(open.pop()).toBe(name);
      else if (alone !== '/') open.push(name);
    }
    expect(open).toEqual([]);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the layout of a graph', () => {
  function graphOf(edges: readonly string[]): FlowGraph {
    const pairs = edges.map((edge) => edge.split('>'));
    const ids = [...new Set(pairs.flat())];
    const nodes = ids.map((id) => ({ id, title: id, detail: '', kind: 'other' as const }));
    return { name: 'graph', nodes, edges: pairs.map(([from = '', to = '']) => ({ from, to, label: 'next' })) };
  }

  function overlap(one: Box, other: Box): boolean {
    const apartX = one.x >= other.x + other.width || other.x >= one.x + one.width;
    return !apartX && one.y < other.y + other.height && other.y < one.y + one.height;
  }

  /** The straight parts of a line, as boxes without an area. */
  function partsOf(points: readonly Point[]): Box[] {
    return points.slice(1).map((end, index) => {
      const start = points[index] ?? end;
      const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
      return { x, y, width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) };
    });
  }

  /** What stands on what it should not: steps on steps, and words on steps, on words and on lines of others. */
  function collisions({ nodes, edges }: PlacedGraph): string[] {
    const steps = nodes.map(({ node, box }) => ({ name: node.id, box }));
    const words = edges.flatMap(({ edge: { from, to, label }, labelAt: at }) => {
      const width = label.length * 5;
      return at === undefined || label === '' ? [] : { name: `${from}>${to}`, box: around(at, width) };
    });
    const lines = edges.flatMap(({ edge: { from, to }, points }) =>
      partsOf(points).map((box) => ({ name: `${from}>${to}`, box })),
    );
    const all = [...steps, ...words];
    const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
    const onLines = words.flatMap((word) => lines.map((line) => [word, line] as const));
    return [...pairs, ...onLines]
      .filter(([one, other]) => one.name !== other.name && overlap(one.box, other.box))
      .map(([one, other]) => `${one.name} on ${other.name}`);
  }

  function around({ x, y }: Point, width: number): Box {
    return { x: x - width / 2, y: y - 5, width, height: 10 };
  }

  it('puts every step below those that lead to it, and leads loops around', async () => {
    const { nodes, edges } = await placedGraph(graphOf(['a>b', 'b>c', 'a>c', 'c>a', 'c>c', 'c>d']));
    const tops = nodes.map(({ box }) => box.y);
    expect(tops).toEqual([...tops].toSorted((one, other) => one - other));
    const back = edges.filter(({ isBack }) => isBack).map(({ edge: { from, to } }) => `${from}>${to}`);
    expect(back).toEqual(['c>a', 'c>c']);
  });

  it('leads every edge from its step to its step, upright and across', async () => {
    const { nodes, edges } = await placedGraph(
      graphOf(['a>b', 'a>c', 'a>d', 'a>e', 'b>f', 'e>f', 'f>a', 'x>e', 'x>f']),
    );
    const boxes = new Map(nodes.map(({ node, box }) => [node.id, box]));
    const touches = (id: string, point: Point | undefined) =>
      point !== undefined &&
      overlap({ x: point.x - 1, y: point.y - 1, width: 2, height: 2 }, boxes.get(id) ?? around(point, 0));
    for (const { edge, points } of edges) {
      expect([edge, touches(edge.from, points[0]), touches(edge.to, points.at(-1))]).toEqual([edge, true, true]);
      expect(partsOf(points).filter(({ width, height }) => width > 0.1 && height > 0.1)).toEqual([]);
    }
  });

  it('leaves out an edge to a step that does not exist', async () => {
    const graph = graphOf(['a>b']);
    const { edges } = await placedGraph({
      ...graph,
      edges: [...graph.edges, { from: 'a', to: 'gone', label: 'next' }],
    });
    expect(edges.map(({ edge }) => edge.to)).toEqual(['b']);
  });

  it.each(flows)('of %s puts nothing on top of anything else', async (flow) => {
    const graphs: FlowGraph[] = JSON.parse((await runIn(projectFolder, ['graph', flow, '--json'])).out);
    for (const graph of graphs) expect(collisions(await placedGraph(graph))).toEqual([]);
  });

  it('takes a chain of hundreds of steps and a loop over all of them', async () => {
    const chain = Array.from({ length: 300 }, (_, index) => `s${index}>s${index + 1}`);
    const { nodes, edges } = await placedGraph(graphOf([...chain, 's300>s0']));
    expect([nodes.length, edges.length]).toEqual([301, 301]);
  });
});
