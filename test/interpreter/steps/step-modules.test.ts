import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepModules } from '../../../src/interpreter/steps/index.ts';

const kinds = Object.keys(stepModules);

function fileOf(kind: string): string {
  return `${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.test.ts`;
}

describe('every kind of step', () => {
  it('is registered', () => {
    expect(kinds.length).toBeGreaterThan(0);
  });

  it.each(kinds)('%s has cases of its own', (kind) => {
    const file = fileOf(kind);
    expect(existsSync(join(import.meta.dirname, file)), `test/interpreter/steps/${file} is missing`).toBe(true);
  });
});
