import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowSchemaFile } from '../../cli/flow-schema.ts';
import { documentKinds, schemaText } from '../../cli/schemas.ts';
import { aFolder, runIn } from './a-terminal.ts';

describe('flows schema', () => {
  it.each(documentKinds)('prints that of %s', async (kind) => {
    const { code, out } = await runIn('/', ['schema', kind]);
    expect(code).toBe(0);
    expect(`${out}\n`).toBe(schemaText(kind));
    expect(JSON.parse(out).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it('prints that of a flow, which is the one in the project, where no kind is named', async () => {
    const { out } = await runIn('/', ['schema']);
    expect(`${out}\n`).toBe(readFileSync(flowSchemaFile, 'utf8'));
  });

  it('writes all of them into a folder', async () => {
    const folder = aFolder();
    const { out } = await runIn(folder, ['schema', '--out', 'schemas']);
    expect(out.split('\n')).toEqual(documentKinds.map((kind) => `schemas/${kind}.schema.json`));
    for (const kind of documentKinds) {
      expect(readFileSync(join(folder, `schemas/${kind}.schema.json`), 'utf8')).toBe(schemaText(kind));
    }
  });

  it('prints one at a time', async () => {
    expect((await runIn('/', ['schema', 'flow', 'routes'])).error).toBe(
      'One kind at a time is printed. Name one, or a folder with --out.',
    );
  });
});
