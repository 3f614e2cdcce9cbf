import { describe, expect, it } from 'vitest';
import type { Given } from '../../cli/dialogue/dialogue.ts';
import { shop, shopFiles } from '../cli/a-line-folder.ts';
import { aFolder, runIn } from '../cli/a-terminal.ts';
import { aLine, runSmall } from './a-line.ts';

const keep = { type: 'save', table: 'people', rowKey: 'ada', mode: 'insert', values: { name: 'Ada' } };

describe('a table that no step has', () => {
  const program = aLine({ steps: { keep: { ...keep, next: 'bye', on: { else: 'bye' } } } });
  const differenceOf = (given: Given) => runSmall(program, [], { given }).difference;

  it('is a mistake of what is given, which would test nothing', () => {
    const wrong = 'Given: no step of the flow has the table "peple". Did you mean "people"?';
    expect(differenceOf({ rows: { peple: { ada: {} } } })).toBe(wrong);
    expect(differenceOf({ faults: [{ on: 'lookup', table: 'peple' }] })).toBe(wrong);
    expect(differenceOf({ rows: { people: { ada: {} } } })).toBeUndefined();
  });

  it('is one of what must hold afterwards, where its row would never be there', () => {
    expect(runSmall(program, [], { rows: { orders: { ada: null } } }).difference).toBe(
      'Rows afterwards: no step of the flow has the table "orders". There are: people.',
    );
    expect(runSmall(program, [], { rows: { people: { bob: null } } }).difference).toBeUndefined();
  });

  it('may be one of a flow that the flow runs', () => {
    const inner = {
      name: 'inner',
      language: 'en-US',
      start: 'keep',
      steps: { keep: { ...keep, next: 'over', on: { else: 'over' } }, over: { type: 'return' } },
    };
    const outer = aLine({
      steps: { run: { type: 'subflow', flow: 'inner', next: 'bye' } },
      line: { flows: { inner } },
    });
    expect(runSmall(outer, [], { given: { rows: { people: { ada: {} } } } }).difference).toBeUndefined();
  });
});

const asks = { type: 'http', url: 'https://a.example.org/hours', timeoutMs: 1_000, next: 'goodbye' };
const asking = { ...shop, onError: 'sorry', steps: { ...shop.steps, choose: asks } };
const { choose: _choose, ...noMenu } = shop.steps;
const flow = {
  ...asking,
  steps: { ...noMenu, choose: { ...asks, on: { failed: 'sorry' } }, hours: undefined, address: undefined },
};
const right = { url: 'https://a.example.org/hours' };
const mistyped = { url: 'https://a.example.org/hous' };

/** A dialogue of that flow, which thanks where it was answered. */
function aCall(given: Given, isAnswered = true): object {
  const hear = isAnswered ? shop.steps.goodbye.prompt : shop.steps.sorry.prompt;
  const end = { disposition: isAnswered ? 'served' : 'error' };
  return { flow: 'shop', name: 'A call.', given, turns: [{ hear }], end };
}

function aTestOf(...dialogues: readonly object[]): string {
  return aFolder(shopFiles({ 'src/flows/shop.flow.json': flow, 'test/dialogues/shop/hours.dialogue.json': dialogues }));
}

describe('what is given and not used', () => {
  it('is a warning where the dialogue passes, which fails where that is asked for', async () => {
    const phones = { '+14255550177': { answer: 'busy' as const } };
    const faults = [{ on: 'save' as const }];
    const folder = aTestOf(aCall({ http: [right, mistyped], phones, faults }));
    const { code, out } = await runIn(folder, ['test']);
    const place = String.raw`test/dialogues/shop/hours\.dialogue\.json:\d+:\d+: warning: In "A call\." `;
    expect(out).toMatch(new RegExp(`^${place}given\\.http\\[1\\] matched no request\\. Correct it, or remove it\\. `));
    expect(out).toMatch(new RegExp(`^${place}the phone \\+14255550177 of given\\.phones did not ring\\.`, 'm'));
    expect(out).toMatch(new RegExp(`^${place}given\\.faults\\[0\\] met no step\\.`, 'm'));
    expect(out).toContain('1 dialogue: 1 passed, 0 failed, 3 warnings above, in ');
    expect(code).toBe(0);
    expect((await runIn(folder, ['test', '--strict'])).code).toBe(1);
    const { ok, problems, warnings } = JSON.parse((await runIn(folder, ['test', '--json'])).out);
    expect({ ok, problems, count: warnings.length, first: warnings[0] }).toMatchObject({
      ok: true,
      problems: [],
      count: 3,
      first: { severity: 'warning', code: 'unused-given', pointer: '/0/given/http/1', line: 10 },
    });
  });

  it('is none where another dialogue of the file, which is given the same, uses it', async () => {
    const http = [mistyped, right];
    const unused = { http: [right, { url: 'https://a.example.org/later' }] };
    const folder = aTestOf(aCall({ http }), aCall({ http: [right, mistyped] }), aCall(unused), aCall(unused));
    const { out } = await runIn(folder, ['test']);
    expect(out.match(/warning: .*/g)).toEqual([
      expect.stringContaining('given.http[0] matched no request'),
      expect.stringContaining('given.http[1] matched no request'),
    ]);
  });

  it('is told with a failure that it may be the reason of, and only there', async () => {
    const { code, out } = await runIn(aTestOf(aCall({ http: [mistyped] })), ['test']);
    expect(code).toBe(1);
    expect(out).toContain(
      'no answer of "given.http" fits GET https://a.example.org/hours; it failed as if the service could not be reached.\n    Up to there given.http[0] matched no request.\n',
    );
    expect(out).not.toContain('warning');
    expect((await runIn(aTestOf(aCall({ http: [right, mistyped] }, false)), ['test'])).out).not.toContain(
      'Up to there',
    );
  });

  it('is nothing of an answer that is used up', async () => {
    const again = { ...flow, steps: { ...flow.steps, choose: { ...flow.steps.choose, next: 'more' }, more: asks } };
    const files = {
      'src/flows/shop.flow.json': again,
      'test/dialogues/shop/hours.dialogue.json': aCall({ http: [right] }),
    };
    const { out } = await runIn(aFolder(shopFiles(files)), ['test']);
    expect(out).toContain(
      'every answer of "given.http" that fits GET https://a.example.org/hours is used up; it failed',
    );
  });
});
