import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlowGraph } from '../../cli/graph/flow-graph.ts';
import { layeredGraph } from '../../cli/graph/layers.ts';
import { placedGraph } from '../../cli/graph/positions.ts';
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
    expect((await runIn(folder, ['graph', 'shop', '--format', 'svg', '--out', 'shop.svg'])).out).toBe('');
    expect(readFileSync(join(folder, 'shop.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    const graphs = JSON.parse((await runIn(folder, ['graph', 'shop', '--json'])).out);
    expect(graphs).toMatchObject([
      { name: 'shop', edges: [{}, {}, { from: 'choose', to: 'hours', label: '1' }, {}, {}, {}, {}] },
    ]);
    expect((await runIn(folder, ['graph', 'shop', '--format', 'svgs'])).error).toBe(
      'There is no format "svgs". Did you mean "svg"?',
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

  it('puts every step below those that lead to it, loops apart', () => {
    const { layers, edges } = layeredGraph(graphOf(['a>b', 'b>c', 'a>c', 'c>a', 'c>c', 'c>d']));
    const layerOf = (id: string) => layers.findIndex((layer) => layer.includes(id));
    expect(['a', 'b', 'c', 'd'].map(layerOf)).toEqual([0, 1, 2, 3]);
    expect(edges.filter(({ isBack }) => isBack).map(({ from, to }) => `${from}>${to}`)).toEqual(['c>a', 'c>c']);
    expect(edges.find(({ from, to }) => from === 'a' && to === 'c')?.through).toHaveLength(1);
  });

  it('keeps the steps of a layer apart', () => {
    const graph = graphOf(['a>b', 'a>c', 'a>d', 'a>e', 'b>f', 'e>f', 'f>a', 'x>e', 'x>f']);
    const layered = layeredGraph(graph);
    const { boxes } = placedGraph(graph.nodes, layered);
    for (const layer of layered.layers) {
      const places = layer.map((id) => boxes.get(id)).filter((box) => box !== undefined);
      for (const [index, box] of places.entries()) {
        const next = places[index + 1];
        if (next !== undefined) expect(box.x + box.width / 2).toBeLessThan(next.x - next.width / 2);
      }
    }
  });

  it('lays out a chain of hundreds of steps and a loop over all of them', () => {
    const chain = Array.from({ length: 300 }, (_, index) => `s${index}>s${index + 1}`);
    expect(layeredGraph(graphOf([...chain, 's300>s0'])).layers).toHaveLength(301);
  });
});
